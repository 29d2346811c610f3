import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { copyDatabase } from "./copy.ts";
import { renameForGood } from "./disk.ts";
import { DatabaseError } from "./errors.ts";
import { type Inspection, inspect } from "./inspect.ts";

/** What a restore did: what is in place now, and where the database from before lies. */
export type Restored = { readonly now: Inspection; readonly before: string | null };

/**
 * Puts a backup in the place of a database, which nobody may have open. First a verified copy of the backup lies
 * beside the database, as `<file>.<moment>.restoring`; from then on the restore is decided, and whoever opens the
 * database next completes it. The database from before is kept as `<file>.<moment>.replaced`.
 */
export function restore(file: string, backup: string, known: readonly string[], now: number): Restored {
  finishRestore(file);
  const found = inspect(backup);
  demandUsable(backup, found, known);
  const moment = new Date(now).toISOString().slice(0, 19).replaceAll(":", "-");
  copyDatabase(backup, `${file}.${moment}${DECIDED}`);
  const before = finishRestore(file);
  const restored = inspect(file);
  demandUsable(file, restored, known);
  return { now: restored, before };
}

/** Ends a restore that was cut off after it was decided; answers where the database from before lies, if there was one. */
export function finishRestore(file: string): string | null {
  for (const draft of besides(file, `${DECIDED}.unfinished`)) rmSync(draft);
  const [decided] = besides(file, DECIDED);
  if (decided === undefined) return null;
  const aside = `${decided.slice(0, -DECIDED.length)}.replaced`;
  // The log first: beside another database it would be taken for a part of that one.
  for (const suffix of ["-wal", ""]) {
    if (existsSync(file + suffix)) renameForGood(file + suffix, aside + suffix);
  }
  rmSync(`${file}-shm`, { force: true });
  renameForGood(decided, file);
  return existsSync(aside) ? aside : null;
}

const DECIDED = ".restoring";

function besides(file: string, ending: string): string[] {
  const folder = dirname(file);
  const names = readdirSync(folder).filter((name) => name.startsWith(`${basename(file)}.`) && name.endsWith(ending));
  return names.toSorted().map((name) => join(folder, name));
}

function demandUsable(file: string, { faults, migrations }: Inspection, known: readonly string[]): void {
  const problem =
    faults[0] ?? (migrations.length === 0 ? "it holds no data of this program" : null) ?? newerThan(migrations, known);
  if (problem !== null) throw new DatabaseError("restore", `${file} cannot be restored: ${problem}`);
}

function newerThan(migrations: readonly string[], known: readonly string[]): string | null {
  const unknown = migrations.find((name, index) => name !== known[index]);
  return unknown === undefined ? null : `it was made by a newer version of this program (it has "${unknown}")`;
}
