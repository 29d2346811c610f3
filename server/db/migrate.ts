import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import type { Migration } from "kysely/migration";
import { backUp } from "./backup.ts";
import { DatabaseError } from "./errors.ts";
import type { OpenDatabase } from "./open.ts";
import type { Schema } from "./schema.ts";

/** The migrations' own table is no part of the program's schema. */
type Migrated = Schema & { migrations: { name: string; applied_at: number } };

/**
 * Brings the schema up to date and names what was applied. Each migration is one transaction that also records
 * it, so a process killed anywhere resumes; a file that holds data is backed up first.
 */
export async function migrate(
  database: OpenDatabase,
  migrations: Readonly<Record<string, Migration>>,
  at: number,
): Promise<string[]> {
  const db = database.db.$extendTables<Pick<Migrated, "migrations">>();
  await db.schema
    .createTable("migrations")
    .ifNotExists()
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("applied_at", "integer", (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute();

  const names = Object.keys(migrations);
  const applied = await appliedNames(db, names);
  const pending = names.slice(applied.length);
  const last = applied.at(-1);
  if (pending.length > 0 && last !== undefined) backUp(database, last);
  for (const [name, migration] of Object.entries(migrations).slice(applied.length)) {
    await db.transaction().execute((trx) => apply(trx, names, name, migration, at));
  }
  return pending;
}

async function apply(
  trx: Transaction<Migrated>,
  names: readonly string[],
  name: string,
  migration: Migration,
  at: number,
): Promise<void> {
  // The transaction is the lock: another process that started at the same time may have been quicker.
  if ((await appliedNames(trx, names)).includes(name)) return;
  await migration.up(trx);
  await trx.insertInto("migrations").values({ name, applied_at: at }).execute();
}

/** What the file has seen, which must be the beginning of what this program knows. */
async function appliedNames(db: Kysely<Migrated>, names: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom("migrations").select("name").orderBy("name").execute();
  const applied = rows.map(({ name }) => name);
  const unknown = applied.find((name, index) => name !== names[index]);
  if (unknown === undefined) return applied;
  throw new DatabaseError(
    "newer_schema",
    `the database was last used by a newer version of this program (it has "${unknown}"); install that version or restore a backup`,
  );
}

/** When the database was made; null for one without a schema. */
export async function firstMigratedAt(database: OpenDatabase): Promise<number | null> {
  const db = database.db.$extendTables<Pick<Migrated, "migrations">>();
  const row = await db.selectFrom("migrations").select("applied_at").orderBy("name").limit(1).executeTakeFirst();
  return row?.applied_at ?? null;
}
