import type { Routes } from "#contract/routes.ts";
import { isZone } from "#study/clock.ts";
import { audit } from "../../db/audit.ts";
import { changeGroup, createGroup, deleteGroup } from "../../db/groups.ts";
import { endMembership, groupsOf, join, membershipOf, showEffort } from "../../db/memberships.ts";
import { write } from "../../db/write.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { demandOwner } from "../groups/owners.ts";
import { groupFor, groupNamed } from "../groups/view.ts";
import { demandRightStill } from "../rights.ts";
import type { Handlers } from "../serve.ts";

/** More groups than anybody is in; who makes them by the thousand fills the disk. */
const MOST_GROUPS = 50;

const demandZone = (zone: string | undefined): void => {
  if (zone === undefined || isZone(zone)) return;
  const fields = [{ path: "zone", message: "This is not the name of a time zone, such as Asia/Shanghai." }];
  throw new Refusal("invalid_input", "The input is not valid; see the fields.", fields);
};

type Names = "groups" | "createGroup" | "group" | "changeGroup" | "deleteGroup" | "leaveGroup" | "shareEffort";

/** Groups themselves. Whoever makes one owns it; who goes must leave an owner behind. */
export const groupHandlers = (context: Context): Pick<Handlers<Routes>, Names> => {
  const { db } = context.database;
  const newId = () => context.randomBytes(16).toString("base64url");
  return {
    groups: async ({ user }) => ({ groups: await groupsOf(db, user.id) }),
    async createGroup({ user, body }) {
      demandZone(body.zone);
      const at = context.now();
      const group = { id: newId(), secret: context.randomBytes(32).toString("hex"), createdAt: at, ...body };
      return write(db, async (trx) => {
        await demandRightStill(trx, user, "account");
        if ((await groupsOf(trx, user.id)).length >= MOST_GROUPS)
          throw new Refusal("conflict", `Nobody can be in more than ${MOST_GROUPS} groups.`);
        await createGroup(trx, group);
        await join(trx, { id: newId(), group: group.id, user: user.id, role: "owner", at });
        await audit(trx, { at, actor: user.id, act: "group.created", group: group.id });
        return groupFor(trx, group.id, user);
      });
    },
    group: ({ user, params }) => groupFor(db, params.group, user),
    async changeGroup({ user, params: { group }, body }) {
      demandZone(body.zone);
      return write(db, async (trx) => {
        await demandRightStill(trx, user, "owner", group);
        await changeGroup(trx, group, body);
        return groupFor(trx, group, user);
      });
    },
    deleteGroup: ({ user, params: { group } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "owner", group);
        const { name } = await groupNamed(trx, group);
        await deleteGroup(trx, group);
        await audit(trx, { at: context.now(), actor: user.id, act: "group.deleted", group, detail: name });
        return { done: true };
      }),
    leaveGroup: ({ user, params: { group } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "member", group);
        const own = await membershipOf(trx, group, user.id);
        const at = context.now();
        await endMembership(trx, { group, member: own?.id ?? "", status: "left", at });
        await demandOwner(trx, group);
        await audit(trx, { at, actor: user.id, act: "group.left", group });
        return { done: true };
      }),
    shareEffort: ({ user, params: { group }, body }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "member", group);
        await showEffort(trx, group, user.id, body.showsEffort);
        return groupFor(trx, group, user);
      }),
  };
};
