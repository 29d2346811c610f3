import { groupsOnlyOwnedBy, hasOwner } from "../../db/memberships.ts";
import type { Database } from "../../db/schema.ts";
import { Refusal } from "../errors.ts";

/** Undoes, within its transaction, a change that leaves a group without an owner. */
export const demandOwner = async (trx: Database, group: string): Promise<void> => {
  if (await hasOwner(trx, group)) return;
  throw new Refusal("last_owner", "A group always has an owner: make somebody else one first, or delete the group.");
};

/** Refuses to let somebody's account go while they are the only owner of a group, which nobody could then change. */
export const demandHandedOver = async (trx: Database, user: number): Promise<void> => {
  const owned = await groupsOnlyOwnedBy(trx, user);
  if (owned.length === 0) return;
  const fields = owned.map(({ name }) => ({ path: "groups", message: name }));
  throw new Refusal("last_owner", "Nobody else owns these groups: hand them over first, or delete them.", fields);
};
