import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import SqliteConnection from "better-sqlite3";
import { DatabaseError, storageFault } from "./errors.ts";

/** A data folder held by one process; the system lets go of it however that process ends. */
export type Lock = { release(): void };

/** Never deleted: whoever removes a lock file may remove the one that somebody else has just taken. */
const LOCK = "server.lock";
const HOLDER = "server.pid";

/** Takes a data folder for this process alone; throws while another process holds it. */
export function lockFolder(folder: string, pid: number): Lock {
  const held = take(folder);
  if (held === null) {
    const holder = holderOf(folder);
    const who = holder === null ? "another process" : `process ${holder}`;
    throw new DatabaseError("in_use", `the data in ${folder} is in use by ${who}; stop it first`);
  }
  const holder = join(folder, HOLDER);
  writeFileSync(holder, `${pid}\n`);
  return {
    release() {
      rmSync(holder, { force: true });
      held.close();
    },
  };
}

/** The process that holds a data folder; null when none does. */
export function runningIn(folder: string): number | null {
  const free = take(folder);
  free?.close();
  return free === null ? holderOf(folder) : null;
}

/** SQLite's own lock on an empty file, since Node has none: it ends with the process, even by SIGKILL. */
function take(folder: string): SqliteConnection.Database | null {
  const file = new SqliteConnection(join(folder, LOCK), { timeout: 0 });
  try {
    file.pragma("journal_mode = memory");
    file.exec("begin exclusive");
    return file;
  } catch (error) {
    file.close();
    if (storageFault(error) === "busy") return null;
    throw error;
  }
}

function holderOf(folder: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(folder, HOLDER), "utf8"), 10);
  } catch {
    return null;
  }
}
