import type { GroupInvite as Sent } from "#contract/groups.ts";
import type { Routes } from "#contract/routes.ts";
import { audit } from "../../db/audit.ts";
import { createGroupInvite, groupInvitesOf, revokeGroupInvite } from "../../db/group-invites.ts";
import type { GroupInvite } from "../../db/group-invites.ts";
import { membershipOf } from "../../db/memberships.ts";
import { write } from "../../db/write.ts";
import { hashOf, inviteHashOf, newCode } from "../account/codes.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { joinBy, usableInvite } from "../groups/joining.ts";
import { groupFor, groupNamed } from "../groups/view.ts";
import { demandRightStill } from "../rights.ts";
import type { Handlers } from "../serve.ts";

const DAY = 86_400_000;
const MOST_INVITES = 100;

const sent = ({ id, role, expiresAt, usesLeft }: GroupInvite): Sent => ({
  id,
  role,
  usesLeft,
  expires: new Date(expiresAt).toISOString(),
});

type Names = "invitation" | "joinGroup" | "groupInvites" | "createGroupInvite" | "revokeGroupInvite";

/** The ways into a group: made by its staff, taken by whoever was given the code. */
export const groupInviteHandlers = (context: Context): Pick<Handlers<Routes>, Names> => {
  const { db } = context.database;
  const newId = () => context.randomBytes(16).toString("base64url");
  return {
    async invitation({ user, body: { code } }) {
      const { group, role } = await usableInvite(db, inviteHashOf(code), user.id, context.now());
      const { name, language } = await groupNamed(db, group);
      return { group: name, language, role, member: (await membershipOf(db, group, user.id)) && group };
    },
    joinGroup: ({ user, body: { code } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "account");
        return groupFor(trx, await joinBy(context, trx, inviteHashOf(code), user.id), user);
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
