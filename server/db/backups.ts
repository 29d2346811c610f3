import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Inspection } from "./inspect.ts";
import type { OpenDatabase } from "./open.ts";
import { copyBeside } from "./upkeep.ts";

/** A copy of the whole database, by the name of its file and the moment that it was begun. */
export type Backup = { readonly name: string; readonly at: number; readonly bytes: number };

/** How many days and weeks are kept, each by its newest backup. */
export type Keep = { readonly days: number; readonly weeks: number };

const FOLDER = "backups";
const DAY = 86_400_000;
/** 1970 began on a Thursday. */
const MONDAY = 4 * DAY;

const NAME = /^drill-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/;
const UNFINISHED = ".unfinished";

/** The folder of a database's backups. */
export const backupFolder = (file: string): string => join(dirname(file), FOLDER);

/** All backups of a database, newest first. */
export function listBackups(file: string): Backup[] {
  const folder = backupFolder(file);
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : [];
  const found = names.flatMap((name) => {
    const at = momentOf(name);
    return at === null ? [] : [{ name, at, bytes: statSync(join(folder, name)).size }];
  });
  return found.toSorted((a, b) => b.at - a.at);
}

/** Backs a database up in a thread of its own, while it is read and written here. */
export async function makeBackup(database: OpenDatabase, now: number): Promise<Backup & Pick<Inspection, "rows">> {
  if (database.file === null) throw new Error("A database in memory has no backups.");
  const folder = backupFolder(database.file);
  mkdirSync(folder, { recursive: true });
  // As the name will say it.
  const at = Math.floor(now / 1000) * 1000;
  const target = join(folder, nameOf(at));
  const { bytes, rows } = await copyBeside(database.file, target);
  return { name: basename(target), at, bytes, rows };
}

/** Deletes the backups that are no longer kept, and what is left of any that was cut off; names them. */
export function pruneBackups(file: string, keep: Keep, now: number): string[] {
  const all = listBackups(file);
  const kept = keptOf(
    all.map(({ at }) => at),
    keep,
    now,
  );
  const gone = [...all.filter(({ at }) => !kept.has(at)).map(({ name }) => name), ...cutOff(file, now)];
  for (const name of gone) rmSync(join(backupFolder(file), name));
  return gone;
}

/** What nobody can still be working on. */
function cutOff(file: string, now: number): string[] {
  return readdirSync(backupFolder(file)).filter((name) => {
    const at = name.endsWith(UNFINISHED) ? momentOf(name.slice(0, -UNFINISHED.length)) : null;
    return at !== null && at < now - DAY;
  });
}

/** The moments to keep: the newest of each day and week, as many as wanted, and all of the last 24 hours. */
export function keptOf(moments: readonly number[], { days, weeks }: Keep, now: number): Set<number> {
  const newestFirst = moments.toSorted((a, b) => b - a);
  const newestOf = (part: (at: number) => number, most: number): number[] => {
    const found = new Map<number, number>();
    for (const at of newestFirst) if (!found.has(part(at))) found.set(part(at), at);
    return [...found.values()].slice(0, most);
  };
  return new Set([
    ...newestFirst.filter((at) => at > now - DAY),
    ...newestOf((at) => Math.floor(at / DAY), days),
    ...newestOf((at) => Math.floor((at - MONDAY) / (7 * DAY)), weeks),
  ]);
}

const nameOf = (at: number): string => `drill-${new Date(at).toISOString().slice(0, 19).replaceAll(":", "-")}Z.db`;

function momentOf(name: string): number | null {
  const parts = NAME.exec(name);
  return parts && Date.parse(`${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}Z`);
}
