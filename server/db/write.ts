import type { Transaction } from "kysely";
import { sql } from "kysely";
import type { Database, Schema } from "./schema.ts";

type Work<T> = (trx: Transaction<Schema>) => Promise<T>;
type Waiting = { readonly run: Work<void>; readonly settle: () => void; readonly fail: (reason: unknown) => void };

/** What waits for the next transaction of a connection; there is no entry while none is to come. */
const queues = new WeakMap<Database, Waiting[]>();

/** So many share a transaction: more would save nothing, and all that is read waits for its end. */
const MOST_TOGETHER = 64;

/**
 * Runs what must be stored together or not at all, and ends when it is safe on the disk: a part of the transaction that
 * is open, or one of the next. Work waits for nothing but its queries, since the whole database waits with it.
 *
 * To reach the disk takes longer than all else, so what arrives in one turn of the event loop goes there together; each
 * work has a savepoint of its own, and one that fails takes no other with it.
 */
export async function write<T>(db: Database, work: Work<T>): Promise<T> {
  if (db.isTransaction) return work(db as Transaction<Schema>);
  return new Promise((resolve, reject) => {
    let done: { result: T } | null = null;
    const run: Work<void> = async (trx) => {
      done = { result: await work(trx) };
    };
    enqueue(db, { run, settle: () => done && resolve(done.result), fail: reject });
  });
}

function enqueue(db: Database, waiting: Waiting): void {
  const queue = queues.get(db);
  if (queue) {
    queue.push(waiting);
    return;
  }
  queues.set(db, [waiting]);
  setImmediate(() => void drain(db));
}

async function drain(db: Database): Promise<void> {
  const queue = queues.get(db)!;
  while (queue.length > 0) await commitTogether(db, queue.splice(0, MOST_TOGETHER));
  queues.delete(db);
}

async function commitTogether(db: Database, batch: readonly Waiting[]): Promise<void> {
  const stored: Waiting[] = [];
  try {
    await db.transaction().execute(async (trx) => {
      for (const waiting of batch) if (await succeeds(trx, waiting)) stored.push(waiting);
    });
    for (const { settle } of stored) settle();
  } catch (error) {
    // To have failed already is no matter: the first answer to a promise is the one that counts.
    for (const { fail } of batch) fail(error);
  }
}

async function succeeds(trx: Transaction<Schema>, { run, fail }: Waiting): Promise<boolean> {
  await sql`savepoint work`.execute(trx);
  try {
    await run(trx);
    await sql`release work`.execute(trx);
    return true;
  } catch (error) {
    // SQLite ends the whole transaction where the disk is full; then there is no savepoint, and nobody's work is kept.
    await sql`rollback to work`.execute(trx).catch(() => Promise.reject(error));
    await sql`release work`.execute(trx);
    fail(error);
    return false;
  }
}
