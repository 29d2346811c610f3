import { copyDatabase } from "./copy.ts";
import { DatabaseError } from "./errors.ts";
import type { OpenDatabase } from "./open.ts";

/** Copies a database file beside itself as `<file>.<label>.backup`, verified, before an upgrade. */
export function backUp(database: OpenDatabase, label: string): void {
  if (database.file === null) return;
  try {
    copyDatabase(database.file, `${database.file}.${label}.backup`);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DatabaseError("backup", `no backup could be made before the upgrade, nothing was changed (${detail})`, {
      cause: error,
    });
  }
}
