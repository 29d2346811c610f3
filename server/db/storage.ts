import { statSync } from "node:fs";
import { openToRead } from "./inspect.ts";

/** How much room a table takes, its indexes included. */
export type TableSize = { readonly table: string; readonly rows: number; readonly bytes: number };

/** What a database takes on the disk, the largest table first. */
export type Storage = {
  readonly bytes: number;
  /** Written already, and not yet moved into the file. */
  readonly logBytes: number;
  /** Room in the file that deleted rows have left, used for the next. */
  readonly freeBytes: number;
  readonly tables: readonly TableSize[];
};

/** Measures a database file; it looks at every page. */
export function measureStorage(file: string): Storage {
  const sqlite = openToRead(file);
  try {
    const sizes = sqlite
      .prepare(
        `select tbl_name as "table", sum(pgsize) as bytes from dbstat
         join sqlite_schema on sqlite_schema.name = dbstat.name
         group by tbl_name order by bytes desc, tbl_name`,
      )
      .all() as Omit<TableSize, "rows">[];
    const rowsIn = (table: string) => sqlite.prepare(`select count(*) from "${table}"`).pluck().get() as number;
    const page = sqlite.pragma("page_size", { simple: true }) as number;
    const pages = (kind: "page_count" | "freelist_count") => sqlite.pragma(kind, { simple: true }) as number;
    return {
      // Also those that are only in the log as yet.
      bytes: pages("page_count") * page,
      logBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
      freeBytes: pages("freelist_count") * page,
      tables: sizes
        .filter(({ table }) => !table.startsWith("sqlite_"))
        .map(({ table, bytes }) => ({ table, bytes, rows: rowsIn(table) })),
    };
  } finally {
    sqlite.close();
  }
}
