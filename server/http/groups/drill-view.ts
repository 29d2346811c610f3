import type { Drill } from "#contract/groups.ts";
import { datesOf, weekAfter, weekAt, weekBefore } from "#study/week.ts";
import type { Week } from "#study/week.ts";
import { drillAnswers, drillTicketsOf, isDrillBegun } from "../../db/drill-tickets.ts";
import { findDrill } from "../../db/drills.ts";
import type { Group } from "../../db/groups.ts";
import { membershipOf } from "../../db/memberships.ts";
import type { Database } from "../../db/schema.ts";
import type { User } from "../../db/users.ts";
import type { Context } from "../context.ts";
import { itemsOfWeek } from "./drills.ts";
import { named } from "./mistakes.ts";

type Answers = Awaited<ReturnType<typeof drillAnswers>>;
type Comparison = NonNullable<Drill["items"][number]["compared"]>;

/** How a question was answered by all. A mistake counts once for each answer that it may be behind. */
const compare = (answers: Answers): Comparison => {
  const times = new Map<string, number>();
  for (const id of answers.flatMap(({ mistakes }) => mistakes)) times.set(id, (times.get(id) ?? 0) + 1);
  const counted = [...times].map(([mistake, n]) => ({ mistake, times: n })).toSorted((a, b) => b.times - a.times);
  return {
    answers: answers.length,
    right: answers.filter(({ verdict }) => verdict === "right").length,
    mistakes: named(counted),
  };
};

const choiceOf = async (db: Database, group: string, current: Week): Promise<Drill["choice"]> => {
  const skillsOf = async (week: Week) => (await findDrill(db, group, week))?.skills ?? null;
  return {
    current: copied(await skillsOf(current)),
    next: copied(await skillsOf(weekAfter(current))),
    begun: await isDrillBegun(db, group, current),
  };
};

const copied = (list: readonly string[] | null): string[] | null => list && [...list];

/** The drill of a week as a member sees it: what the others answered is told after one's own answer. */
export const drillFor = async (context: Context, user: User, group: Group, asked?: Week): Promise<Drill> => {
  const { db } = context.database;
  const current = weekAt(context.now(), group.zone);
  const week = asked ?? current;
  const open = week === current;
  const items = open ? await itemsOfWeek(context, group, week) : (await findDrill(db, group.id, week))?.items;
  const own = await drillTicketsOf(db, group.id, week, user.id);
  const answers = await drillAnswers(db, group.id, week);
  const membership = await membershipOf(db, group.id, user.id);
  return {
    week,
    ...datesOf(week),
    before: weekBefore(week),
    open,
    items: (items ?? []).map(({ skill, level }, position) => {
      const verdict = own.find((given) => given.position === position)?.verdict ?? null;
      const isTold = verdict !== null || week < current;
      const compared = isTold ? compare(answers.filter((answer) => answer.position === position)) : null;
      return { position, skill, level, verdict, compared };
    }),
    choice: membership?.role === "member" ? null : await choiceOf(db, group.id, current),
  };
};
