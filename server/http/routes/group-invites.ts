import type { GroupInvite as Sent } from "#contract/groups.ts";
import type { Routes } from "#contract/routes.ts";
import { audit } from "../../db/audit.ts";
import {
  createGroupInvite,
  findGroupInvite,
  groupInvitesOf,
  revokeGroupInvite,
  takeGroupInvite,
} from "../../db/group-invites.ts";
import type { GroupInvite } from "../../db/group-invites.ts";
import { join, membersOf, membershipOf, removedAt } from "../../db/memberships.ts";
import type { Database } from "../../db/schema.ts";
import type { User } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import { hashOf, newCode, readCode } from "../account/codes.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { groupFor, groupNamed } from "../groups/view.ts";
import { demandRightStill } from "../rights.ts";
import type { Handlers } from "../serve.ts";

const DAY = 86_400_000;
/** As many as a matrix can show. */
const MOST_MEMBERS = 500;
const MOST_INVITES = 100;

const sent = ({ id, role, expiresAt, usesLeft }: GroupInvite): Sent => ({
  id,
  role,
  usesLeft,
  expires: new Date(expiresAt).toISOString(),
});

// Whoever was removed needs an invite made since: the link of old is still in their messages.
const usable = async (db: Database, code: string, user: User, at: number): Promise<GroupInvite> => {
  const read = readCode(code);
  const invite = read === null ? null : await findGroupInvite(db, hashOf(read), at);
  const removed = invite && (await removedAt(db, invite.group, user.id));
  if (invite === null || (removed !== null && removed >= invite.createdAt))
    throw new Refusal("not_found", "This invitation does not exist, or no longer works.");
  return invite;
};

type Names = "invitation" | "joinGroup" | "groupInvites" | "createGroupInvite" | "revokeGroupInvite";

/** The ways into a group: made by its staff, taken by whoever was given the code. */
export const groupInviteHandlers = (context: Context): Pick<Handlers<Routes>, Names> => {
  const { db } = context.database;
  const newId = () => context.randomBytes(16).toString("base64url");
  return {
    async invitation({ user, body: { code } }) {
      const { group, role } = await usable(db, code, user, context.now());
      const { name, language } = await groupNamed(db, group);
      return { group: name, language, role, member: (await membershipOf(db, group, user.id)) && group };
    },
    joinGroup: ({ user, body: { code } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "account");
        const { id, group, role } = await usable(trx, code, user, context.now());
        if ((await membershipOf(trx, group, user.id)) === null) {
          if ((await membersOf(trx, group)).length >= MOST_MEMBERS)
            throw new Refusal("conflict", `A group has ${MOST_MEMBERS} members at most.`);
          await takeGroupInvite(trx, id);
          const at = context.now();
          await join(trx, { id: newId(), group, user: user.id, role, at });
          await audit(trx, { at, actor: user.id, act: "group.joined", group, detail: role });
        }
        return groupFor(trx, group, user);
      }),
    groupInvites: async ({ params: { group } }) => ({
      invites: (await groupInvitesOf(db, group, context.now())).map(sent),
    }),
    async createGroupInvite({ user, params: { group }, body: { role, days, uses } }) {
      const code = newCode(context.randomBytes);
      const at = context.now();
      const invite = { id: newId(), group, role, createdAt: at, expiresAt: at + days * DAY, usesLeft: uses };
      return write(db, async (trx) => {
        await demandRightStill(trx, user, role === "tutor" ? "owner" : "tutor", group);
        if ((await groupInvitesOf(trx, group, at)).length >= MOST_INVITES)
          throw new Refusal("conflict", `A group has ${MOST_INVITES} invites at most; end one first.`);
        await createGroupInvite(trx, { ...invite, codeHash: hashOf(code) });
        await audit(trx, { at, actor: user.id, act: "group.invited", group, detail: `${role}, uses: ${uses}` });
        return { ...sent(invite), code };
      });
    },
    revokeGroupInvite: ({ user, params: { group, invite } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "tutor", group);
        if (!(await revokeGroupInvite(trx, group, invite, context.now())))
          throw new Refusal("not_found", "There is no such invite.");
        await audit(trx, { at: context.now(), actor: user.id, act: "group.invite_revoked", group });
        return { done: true };
      }),
  };
};
