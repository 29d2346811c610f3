import { findGroupInvite, takeGroupInvite } from "../../db/group-invites.ts";
import type { GroupInvite } from "../../db/group-invites.ts";
import { audit } from "../../db/audit.ts";
import { join, membersOf, membershipOf, removedAt } from "../../db/memberships.ts";
import type { Database } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";

/** As many as a matrix can show. */
const MOST_MEMBERS = 500;

/** The invitation that is stored under a hash, for somebody; whoever was removed needs one made since, for the link of old is still in their messages. */
export const usableInvite = async (db: Database, hash: string, user: number, at: number): Promise<GroupInvite> => {
  const invite = await findGroupInvite(db, hash, at);
  const removed = invite && (await removedAt(db, invite.group, user));
  if (invite === null || (removed !== null && removed >= invite.createdAt))
    throw new Refusal("not_found", "This invitation does not exist, or no longer works.");
  return invite;
};

/** Makes somebody a member by an invitation, within a transaction; answers of which group. Who is one already uses nothing up. */
export const joinBy = async (context: Context, trx: Database, hash: string, user: number): Promise<string> => {
  const at = context.now();
  const { id, group, role } = await usableInvite(trx, hash, user, at);
  if ((await membershipOf(trx, group, user)) !== null) return group;
  if ((await membersOf(trx, group)).length >= MOST_MEMBERS)
    throw new Refusal("conflict", `A group has ${MOST_MEMBERS} members at most.`);
  await takeGroupInvite(trx, id);
  await join(trx, { id: context.randomBytes(16).toString("base64url"), group, user, role, at });
  await audit(trx, { at, actor: user, act: "group.joined", group, detail: role });
  return group;
};
