import type { Transaction } from "kysely";
import type { Database, Schema } from "./schema.ts";

/**
 * Runs what must be stored together or not at all: one transaction that may write from its start, or a part of
 * the one that is open. Work waits for nothing but its queries, since the whole database waits with it.
 */
export async function write<T>(db: Database, work: (trx: Transaction<Schema>) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db as Transaction<Schema>);
  return db.transaction().execute(work);
}
