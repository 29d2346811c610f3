import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import SqliteConnection from "better-sqlite3";
import type { Database as Sqlite } from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { sqliteDialect } from "./dialect.ts";
import { DatabaseError, explained } from "./errors.ts";
import type { Database, Schema } from "./schema.ts";

/** A connection to one database file; file is null for one in memory. */
export type OpenDatabase = {
  readonly db: Database;
  readonly file: string | null;
  /** False when the file was deleted or replaced under the connection, which writes on into nowhere. */
  inPlace(): boolean;
  /** Writes everything into the file itself, then closes it. */
  close(): Promise<void>;
};

const MEMORY = ":memory:";
const BUSY_MILLISECONDS = 5_000;
const FULL = 2;
const CACHE_KIBIBYTES = 16 * 1024;

/** "BPrD" in the header tells our files from those of other programs. */
export const APPLICATION_ID = 0x42_50_72_44;

/** Writes the mark, and again whenever it must be known that writing works. */
export const WRITE_MARK = `pragma application_id = ${APPLICATION_ID}`;

/** Opens a database file, made with its folder when missing, so that whatever is committed survives a power cut. */
export async function openDatabase(file: string): Promise<OpenDatabase> {
  const isFile = file !== MEMORY;
  const sqlite = connect(file);
  try {
    secure(sqlite, isFile);
  } catch (error) {
    sqlite.close();
    throw explained(error, file);
  }
  const db = new Kysely<Schema>({ dialect: sqliteDialect(sqlite) });
  const opened = isFile ? statSync(file) : null;
  return {
    db,
    file: isFile ? file : null,
    inPlace() {
      const found = opened && statSync(file, { throwIfNoEntry: false });
      return opened === null || (found?.ino === opened.ino && found.dev === opened.dev);
    },
    async close() {
      try {
        await sql`pragma wal_checkpoint(truncate)`.execute(db);
      } finally {
        await db.destroy();
      }
    },
  };
}

/** One folder after the other: Node's own recursion never ends below a folder like /proc, which takes no new ones. */
export function makeFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found !== undefined) throw new Error(`${path} is not a folder`);
  makeFolder(dirname(path));
  mkdirSync(path);
}

function connect(file: string): Sqlite {
  try {
    if (file !== MEMORY) makeFolder(dirname(file));
    return new SqliteConnection(file, { timeout: BUSY_MILLISECONDS });
  } catch (error) {
    throw explained(error, file);
  }
}

/**
 * The settings that every connection needs. SQLite keeps only the journal mode in the file; "synchronous" falls
 * back to less than FULL each time a database in WAL mode is opened, so it is set here and read back.
 */
function secure(sqlite: Sqlite, isFile: boolean): void {
  refuseForeign(sqlite);
  const journal = sqlite.pragma("journal_mode = wal", { simple: true });
  if (isFile) layOutLog(sqlite);
  sqlite.pragma("synchronous = full");
  sqlite.pragma("foreign_keys = on");
  // REPLACE would otherwise delete rows of the review log without firing its triggers.
  sqlite.pragma("recursive_triggers = on");
  // What every request reads of a group's worth of learners fits, and is not fetched anew each time.
  sqlite.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  // Finds a folder or file that can be read but not written now, not at the first answer.
  sqlite.exec(WRITE_MARK);
  if (isFile && journal !== "wal") {
    throw new DatabaseError("unsafe", `the database cannot use a write-ahead log (${String(journal)})`);
  }
  if (sqlite.pragma("synchronous", { simple: true }) !== FULL) {
    throw new DatabaseError("unsafe", "the database does not confirm what it writes (synchronous is not FULL)");
  }
}

/** A write-ahead log of so many pages (16 MiB) is copied into the database and begun again from its start. */
const LOG_PAGES = 4_096;
const PAGE = 4_096;

/**
 * Lets the log grow to its full size before the first answer: from then on it is written over, which the disk confirms
 * many times sooner than growth. What is spilled of a large row and taken back has been in the log only.
 */
function layOutLog(sqlite: Sqlite): void {
  sqlite.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  sqlite.pragma("cache_size = 100");
  sqlite.exec("begin; create table room (bytes)");
  sqlite.prepare("insert into room values (zeroblob(?))").run(LOG_PAGES * PAGE);
  sqlite.exec("rollback");
}

function refuseForeign(sqlite: Sqlite): void {
  const isEmpty = sqlite.pragma("page_count", { simple: true }) === 0;
  if (!isEmpty && sqlite.pragma("application_id", { simple: true }) !== APPLICATION_ID) {
    throw new DatabaseError("foreign", `${sqlite.name} is the database of another program`);
  }
}
