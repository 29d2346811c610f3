import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseError } from "./errors.ts";
import { type Lock, lockFolder } from "./lock.ts";
import { makeFolder, type OpenDatabase, openDatabase } from "./open.ts";
import { finishRestore } from "./restore.ts";

/** The database of a data folder. */
export const databaseFile = (folder: string): string => join(folder, "drill.db");

/** Takes a data folder, made when missing, for this process alone, and ends a restore that was cut off in it. */
export function holdData(folder: string, pid: number): Lock {
  const lock = locked(folder, pid);
  try {
    finishRestore(databaseFile(folder));
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function locked(folder: string, pid: number): Lock {
  try {
    makeFolder(folder);
    return lockFolder(folder, pid);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new DatabaseError("unwritable", `the folder ${folder} cannot be used (${detail})`, { cause: error });
  }
}

/** Opens the database that is there, beside a server that may be running; never makes one. */
export async function openExisting(folder: string): Promise<OpenDatabase> {
  const file = databaseFile(folder);
  if (!existsSync(file)) throw new DatabaseError("missing", `there is no database in ${folder}`);
  return openDatabase(file);
}
