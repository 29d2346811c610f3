import { sql } from "kysely";
import { storageFault } from "./errors.ts";
import type { OpenDatabase } from "./open.ts";
import { WRITE_MARK } from "./open.ts";

/** Can answers be stored right now? It writes, since only writing tells. */
export async function databaseHealth(database: OpenDatabase): Promise<"ok" | "missing" | "read_only" | "error"> {
  if (!database.inPlace()) return "missing";
  try {
    await sql.raw(WRITE_MARK).execute(database.db);
    return "ok";
  } catch (error) {
    return storageFault(error) === "read_only" ? "read_only" : "error";
  }
}
