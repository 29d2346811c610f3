import type { Migration } from "kysely/migration";
import { first } from "./0001-first.ts";

/** Every change of the schema, oldest first. A released one is never edited: what follows is a new entry. */
export const migrations = {
  "0001-first": first,
} as const satisfies Record<string, Migration>;
