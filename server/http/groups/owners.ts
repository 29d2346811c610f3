import { hasOwner } from "../../db/memberships.ts";
import type { Database } from "../../db/schema.ts";
import { Refusal } from "../errors.ts";

/** Undoes, within its transaction, a change that leaves a group without an owner. */
export const demandOwner = async (trx: Database, group: string): Promise<void> => {
  if (await hasOwner(trx, group)) return;
  throw new Refusal("last_owner", "A group always has an owner: make somebody else one first, or delete the group.");
};
