import { rmSync } from "node:fs";
import type { Database as Sqlite } from "better-sqlite3";
import { flush, renameForGood } from "./disk.ts";
import { type Inspection, inspect, openToRead, rowsOf } from "./inspect.ts";

/**
 * Copies a database, which may be written to meanwhile, as it is at one moment. The copy gets its name only once it
 * is verified and on the disk, so whatever bears the name is whole.
 */
export function copyDatabase(file: string, target: string): Inspection {
  const draft = draftOf(target);
  const source = openToRead(file);
  try {
    rmSync(draft, { force: true });
    const version = versionOf(source);
    const rows = rowsOf(source);
    source.prepare("vacuum into ?").run(draft);
    const copy = inspect(draft);
    // Counts can be compared only when nobody wrote in between, as at night.
    demandSame(copy, rows, versionOf(source) === version);
    // VACUUM INTO leaves it to the system when its file reaches the disk.
    flush(draft);
    renameForGood(draft, target);
    return copy;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    source.close();
  }
}

/** Where a copy lies until it is whole. */
export const draftOf = (target: string): string => `${target}.unfinished`;

/** A number that moves when somebody else writes. */
const versionOf = (source: Sqlite): unknown => source.pragma("data_version", { simple: true });

function demandSame(copy: Inspection, rows: Readonly<Record<string, number>>, stoodStill: boolean): void {
  if (copy.faults.length > 0) throw new Error(`the copy is damaged: ${copy.faults.join("; ")}`);
  if (Object.keys(copy.rows).join() !== Object.keys(rows).join()) throw new Error("the copy lacks tables");
  const short = Object.entries(rows).find(([table, count]) => copy.rows[table] !== count);
  if (!stoodStill || short === undefined) return;
  throw new Error(`the copy has ${copy.rows[short[0]]} rows of ${short[0]} instead of ${short[1]}`);
}
