import { existsSync, statSync } from "node:fs";
import SqliteConnection from "better-sqlite3";
import type { Database as Sqlite } from "better-sqlite3";
import { DatabaseError, explained, storageFault } from "./errors.ts";
import { APPLICATION_ID } from "./open.ts";

/** What a database file holds and what is wrong with it; `faults` is empty for a sound one. */
export type Inspection = {
  readonly bytes: number;
  /** The changes of the schema that it has seen, oldest first. */
  readonly migrations: readonly string[];
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
};

const MOST_FAULTS = 20;

/** Reads a database file through, every page and index of it, and changes nothing. */
export function inspect(file: string): Inspection {
  const sqlite = openToRead(file);
  const unsound = (faults: string[]): Inspection => ({ bytes: statSync(file).size, migrations: [], rows: {}, faults });
  try {
    const faults = faultsOf(sqlite);
    return faults.length > 0
      ? unsound(faults)
      : { ...unsound([]), migrations: migrationsOf(sqlite), rows: rowsOf(sqlite) };
  } catch (error) {
    if (error instanceof Error && storageFault(error) === "corrupt") return unsound([error.message]);
    throw explained(error, file);
  } finally {
    sqlite.close();
  }
}

/** A connection that cannot write. */
export function openToRead(file: string): Sqlite {
  if (!existsSync(file)) throw new DatabaseError("missing", `there is no file ${file}`);
  try {
    return new SqliteConnection(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw explained(error, file);
  }
}

function faultsOf(sqlite: Sqlite): string[] {
  if (sqlite.pragma("application_id", { simple: true }) !== APPLICATION_ID) {
    return ["it is not a database of this program"];
  }
  const pages = sqlite.pragma(`integrity_check(${MOST_FAULTS})`) as { integrity_check: string }[];
  const damage = pages.map((found) => found.integrity_check).filter((text) => text !== "ok");
  // Rows of a damaged file lead nowhere.
  return damage.length > 0 ? damage : orphansOf(sqlite);
}

function orphansOf(sqlite: Sqlite): string[] {
  const orphans = sqlite.pragma("foreign_key_check") as { table: string; parent: string }[];
  return orphans.slice(0, MOST_FAULTS).map(({ table, parent }) => `a row of ${table} belongs to none of ${parent}`);
}

function tablesOf(sqlite: Sqlite): string[] {
  const list = sqlite.prepare(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
  );
  return list.pluck().all() as string[];
}

function migrationsOf(sqlite: Sqlite): string[] {
  if (!tablesOf(sqlite).includes("migrations")) return [];
  return sqlite.prepare("select name from migrations order by name").pluck().all() as string[];
}

/** Rows by table, as this connection sees them. */
export function rowsOf(sqlite: Sqlite): Record<string, number> {
  const count = (table: string) => sqlite.prepare(`select count(*) from "${table}"`).pluck().get() as number;
  return Object.fromEntries(tablesOf(sqlite).map((table) => [table, count(table)]));
}
