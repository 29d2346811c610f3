type Reason =
  | "unwritable"
  | "not_a_database"
  | "missing"
  | "foreign"
  | "newer_schema"
  | "locked"
  | "in_use"
  | "unsafe"
  | "backup"
  | "restore";

/** Why a database cannot be used, in one line for whoever starts the server. */
export class DatabaseError extends Error {
  readonly code: Reason;

  constructor(code: Reason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DatabaseError";
    this.code = code;
  }
}

const faults = {
  SQLITE_BUSY: "busy",
  SQLITE_FULL: "full",
  SQLITE_READONLY: "read_only",
  SQLITE_CANTOPEN: "io",
  SQLITE_IOERR: "io",
  SQLITE_CORRUPT: "corrupt",
  SQLITE_NOTADB: "corrupt",
} as const;

export type StorageFault = (typeof faults)[keyof typeof faults];

/** What is wrong with the storage when a query failed for its sake; null for any other error. */
export function storageFault(error: unknown): StorageFault | null {
  const code = sqliteCode(error);
  const found = Object.entries(faults).find(([name]) => code === name || code?.startsWith(`${name}_`));
  return found?.[1] ?? null;
}

function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** A failure to open or read a database file, in words that say which file and why. */
export function explained(error: unknown, file: string): unknown {
  if (error instanceof DatabaseError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const options = { cause: error };
  switch (storageFault(error)) {
    case "corrupt":
      return new DatabaseError(
        "not_a_database",
        `${file} is not a database of this program, or it is damaged (${detail})`,
        options,
      );
    case "busy":
      return new DatabaseError("locked", `${file} is locked by another program`, options);
    default:
      return new DatabaseError("unwritable", `the database ${file} cannot be opened for writing (${detail})`, options);
  }
}
