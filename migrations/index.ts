import type { Migration } from "kysely/migration";
import { first } from "./0001-first.ts";
import { items } from "./0002-items.ts";
import { accounts } from "./0003-accounts.ts";
import { groups } from "./0004-groups.ts";
import { operation } from "./0005-operation.ts";
import { credits } from "./0006-credits.ts";

/** Every change of the schema, oldest first. A released one is never edited: what follows is a new entry. */
export const migrations = {
  "0001-first": first,
  "0002-items": items,
  "0003-accounts": accounts,
  "0004-groups": groups,
  "0005-operation": operation,
  "0006-credits": credits,
} as const satisfies Record<string, Migration>;
