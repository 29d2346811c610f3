import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import SqliteConnection from "better-sqlite3";
import { sql } from "kysely";
import { DatabaseError } from "./errors.ts";
import type { OpenDatabase } from "./open.ts";

/**
 * Copies a database file beside itself as `<file>.<label>.backup`. The name appears only once the copy is
 * verified and on the disk, so an interrupted backup never looks like one.
 */
export async function backUp(database: OpenDatabase, label: string): Promise<string | null> {
  if (database.file === null) return null;
  const backup = `${database.file}.${label}.backup`;
  const draft = `${backup}.unfinished`;
  try {
    rmSync(draft, { force: true });
    await sql`vacuum into ${draft}`.execute(database.db);
    verify(draft);
    flush(draft);
    renameSync(draft, backup);
    return backup;
  } catch (error) {
    rmSync(draft, { force: true });
    const detail = error instanceof Error ? error.message : String(error);
    throw new DatabaseError("backup", `no backup could be made before the upgrade, nothing was changed (${detail})`, {
      cause: error,
    });
  }
}

function verify(file: string): void {
  const copy = new SqliteConnection(file, { readonly: true, fileMustExist: true });
  try {
    const found = copy.pragma("integrity_check", { simple: true });
    if (found !== "ok") throw new Error(`the copy is damaged: ${String(found)}`);
  } finally {
    copy.close();
  }
}

/** VACUUM INTO leaves it to the system when its file reaches the disk. */
function flush(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
