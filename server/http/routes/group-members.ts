import type { Routes } from "#contract/routes.ts";
import { audit } from "../../db/audit.ts";
import { changeRole, endMembership, membersOf, membershipOf } from "../../db/memberships.ts";
import { write } from "../../db/write.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { demandOwner } from "../groups/owners.ts";
import { demandRightStill } from "../rights.ts";
import type { Handlers } from "../serve.ts";

const demandMember = (found: number | null): number => {
  if (found === null) throw new Refusal("not_found", "There is no such member.");
  return found;
};

type Names = "members" | "changeRole" | "removeMember" | "transferGroup";

/** The members of a group and their roles. */
export const groupMemberHandlers = (context: Context): Pick<Handlers<Routes>, Names> => {
  const { db } = context.database;
  return {
    async members({ user, params: { group } }) {
      const members = await membersOf(db, group);
      return {
        members: members.map(({ id, name, role, joinedAt, user: who }) => ({
          id,
          name,
          role,
          joined: new Date(joinedAt).toISOString(),
          you: who === user.id,
        })),
      };
    },
    changeRole: ({ user, params: { group, member }, body: { role } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "owner", group);
        const subject = demandMember(await changeRole(trx, group, member, role));
        await demandOwner(trx, group);
        await audit(trx, { at: context.now(), actor: user.id, act: "group.role", group, subject, detail: role });
        return { done: true };
      }),
    removeMember: ({ user, params: { group, member } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "owner", group);
        const at = context.now();
        const subject = demandMember(await endMembership(trx, { group, member, status: "removed", at }));
        await demandOwner(trx, group);
        await audit(trx, { at, actor: user.id, act: "group.removed", group, subject });
        return { done: true };
      }),
    transferGroup: ({ user, params: { group }, body: { member } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "owner", group);
        const own = await membershipOf(trx, group, user.id);
        if (own?.id === member) throw new Refusal("conflict", "The group is yours already.");
        const subject = demandMember(await changeRole(trx, group, member, "owner"));
        await changeRole(trx, group, own?.id ?? "", "tutor");
        const entry = { at: context.now(), actor: user.id, act: "group.role", group } as const;
        await audit(trx, { ...entry, subject, detail: "owner" });
        await audit(trx, { ...entry, subject: user.id, detail: "tutor" });
        return { done: true };
      }),
  };
};
