import { type Backup, listBackups, makeBackup, pruneBackups } from "../db/backups.ts";
import { firstMigratedAt } from "../db/migrate.ts";
import type { OpenDatabase } from "../db/open.ts";
import type { Config } from "../config.ts";
import { Refusal } from "./errors.ts";

/** The backups of a running server. */
export type Backups = {
  list(): Backup[];
  /** Makes one now; whoever asks while one is being made is given that one. */
  make(): Promise<Backup>;
  /** Makes the nightly one and deletes old ones, when the night has come since the last. */
  makeIfDue(): Promise<Backup | null>;
};

type Rules = Pick<Config, "backupHour" | "backupDays" | "backupWeeks">;

/** Keeps the backups of a database, by the server's clock and settings. */
export const keepBackups = (database: OpenDatabase, rules: Rules, now: () => number): Backups => {
  const { file } = database;
  let running: Promise<Backup> | null = null;
  const list = (): Backup[] => (file === null ? [] : listBackups(file));
  const make = (): Promise<Backup> => {
    if (file === null) return Promise.reject(new Refusal("unavailable", "A database in memory has no backups."));
    running ??= makeBackup(database, now()).finally(() => {
      running = null;
    });
    return running;
  };
  return {
    list,
    make,
    async makeIfDue() {
      if (file === null || rules.backupDays === 0) return null;
      const since = list()[0]?.at ?? (await firstMigratedAt(database)) ?? now();
      if (since >= lastNight(now(), rules.backupHour)) return null;
      const made = await make();
      pruneBackups(file, { days: rules.backupDays, weeks: rules.backupWeeks }, now());
      return made;
    },
  };
};

/** The last time that the clock on the wall struck this hour. */
const lastNight = (now: number, hour: number): number => {
  const night = new Date(now);
  night.setHours(hour, 0, 0, 0);
  if (night.getTime() > now) night.setDate(night.getDate() - 1);
  return night.getTime();
};
