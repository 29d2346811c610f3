import type { Routes } from "#contract/routes.ts";
import type { Item } from "#quiz/item.ts";
import { weekAfter, weekAt } from "#study/week.ts";
import type { Week } from "#study/week.ts";
import { drillTicketsOf, isDrillBegun, linkDrillTicket } from "../../db/drill-tickets.ts";
import { saveDrill } from "../../db/drills.ts";
import type { Group } from "../../db/groups.ts";
import type { Database } from "../../db/schema.ts";
import { createTicket, findTicket } from "../../db/tickets.ts";
import type { Ticket } from "../../db/tickets.ts";
import type { User } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import { demandSkills } from "../demand.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { drillFor } from "../groups/drill-view.ts";
import { itemsOfWeek } from "../groups/drills.ts";
import { groupNamed } from "../groups/view.ts";
import { readProgress } from "../learner.ts";
import { questionOf } from "../question.ts";
import { demandRightStill } from "../rights.ts";
import type { Handlers } from "../serve.ts";

/** The question that a member has open, else the first one they were not handed yet; null when all are answered. */
const openOrNext = async (
  trx: Database,
  { user, group, week, items }: { user: User; group: Group; week: Week; items: readonly Item[] },
  fresh: Pick<Ticket, "id"> & { at: number },
): Promise<Ticket | null> => {
  const held = await drillTicketsOf(trx, group.id, week, user.id);
  const open = held.find(({ verdict }) => verdict === null);
  if (open !== undefined) return findTicket(trx, user.id, open.ticket);
  const position = items.findIndex((_, i) => held.every((given) => given.position !== i));
  const item = items[position];
  if (item === undefined) return null;
  const notation = user.settings.notation ?? item.notation;
  await linkDrillTicket(trx, { group: group.id, week, position, user: user.id, ticket: fresh.id });
  return createTicket(trx, { ...fresh, user: user.id, item: { ...item, notation }, reason: "drill" });
};

/** The weekly drill: the same questions for all, each answered on one's own and compared after that. */
export const groupDrillHandlers = (
  context: Context,
): Pick<Handlers<Routes>, "drill" | "drillQuestion" | "chooseDrill"> => {
  const { db } = context.database;
  return {
    drill: async ({ user, params, query }) =>
      drillFor(context, user, await groupNamed(db, params.group), query.week as Week | undefined),
    async drillQuestion({ user, params }) {
      const group = await groupNamed(db, params.group);
      const week = weekAt(context.now(), group.zone);
      const items = await itemsOfWeek(context, group, week);
      const fresh = { id: context.randomBytes(16).toString("base64url"), at: context.now() };
      const ticket = await write(db, async (trx) => {
        await demandRightStill(trx, user, "member", group.id);
        return openOrNext(trx, { user, group, week, items }, fresh);
      });
      return { question: ticket && questionOf(ticket), progress: await readProgress(context, user) };
    },
    async chooseDrill({ user, params, body }) {
      demandSkills(body.skills ?? []);
      const group = await groupNamed(db, params.group);
      const current = weekAt(context.now(), group.zone);
      const week = body.week === "current" ? current : weekAfter(current);
      await write(db, async (trx) => {
        await demandRightStill(trx, user, "tutor", group.id);
        if (await isDrillBegun(trx, group.id, week))
          throw new Refusal("conflict", "Somebody has begun this week's drill; choose for the next week.");
        await saveDrill(trx, group.id, week, { skills: body.skills, items: null });
      });
      return drillFor(context, user, group);
    },
  };
};
