import type { Board } from "#contract/groups.ts";
import type { Routes } from "#contract/routes.ts";
import { dateAt, dateOfDay, datesOf, dayOfDate, weekAt } from "#study/week.ts";
import { cardsOfGroup } from "../../db/group-cards.ts";
import { commonMistakes, shownEffort, stuckMembers } from "../../db/group-reviews.ts";
import { membersOf } from "../../db/memberships.ts";
import type { Context } from "../context.ts";
import { csvOf, matrixOf } from "../groups/matrix.ts";
import { named } from "../groups/mistakes.ts";
import { groupNamed } from "../groups/view.ts";
import { model } from "../learner.ts";
import type { Handlers } from "../serve.ts";

const DAYS_OF_MISTAKES = 28;
const DAYS_OF_FAILURES = 14;
const MOST_MISTAKES = 10;
/** What is due has about this chance of being remembered. */
const REMEMBERED = 0.9;
const MINUTE = 60;

type Names = "board" | "matrix" | "matrixCsv" | "trouble";

/** What a group's staff sees of all, and what members show each other. */
export const groupInsightHandlers = (context: Context): Pick<Handlers<Routes>, Names> => {
  const { db } = context.database;
  const dayIn = async (group: string) => dayOfDate(dateAt(context.now(), (await groupNamed(db, group)).zone));
  return {
    matrix: ({ params }) => matrixOf(context, params.group),
    async matrixCsv({ params, query, reply }) {
      reply.header("content-disposition", 'attachment; filename="group.csv"');
      return csvOf(await matrixOf(context, params.group), query.language ?? "en");
    },
    async trouble({ params: { group } }) {
      const day = await dayIn(group);
      const [mistakesSince, failuresSince] = [day - DAYS_OF_MISTAKES, day - DAYS_OF_FAILURES];
      const stuck = await stuckMembers(db, group, failuresSince);
      const names = new Map((await membersOf(db, group)).map((member) => [member.user, member.name]));
      return {
        mistakes: {
          since: dateOfDay(mistakesSince),
          found: named(await commonMistakes(db, group, mistakesSince, MOST_MISTAKES)),
        },
        stuck: {
          since: dateOfDay(failuresSince),
          found: stuck.map(({ user, skill, failures, day: last }) => ({
            name: names.get(user) ?? "",
            skill,
            failures,
            last: dateOfDay(last),
          })),
        },
      };
    },
    board: ({ user, params }) => boardFor(context, params.group, user.id),
  };
};

const boardFor = async ({ database: { db }, now }: Context, group: string, user: number): Promise<Board> => {
  const { zone } = await groupNamed(db, group);
  const dates = datesOf(weekAt(now(), zone));
  const today = dayOfDate(dateAt(now(), zone));
  const effort = await shownEffort(db, group, dayOfDate(dates.from), dayOfDate(dates.until) + 1);
  const cards = await cardsOfGroup(db, group);
  const shown = (await membersOf(db, group)).filter(({ showsEffort }) => showsEffort);
  return {
    ...dates,
    members: shown.map((member) => {
      const { questions = 0, seconds = 0 } = effort.find((one) => one.user === member.user) ?? {};
      const met = cards.get(member.user) ?? [];
      const remembered = met.filter((card) => model.retrievability(card, today) >= REMEMBERED);
      return {
        name: member.name,
        you: member.user === user,
        questions,
        minutes: Math.round(seconds / MINUTE),
        met: met.length,
        remembered: remembered.length,
      };
    }),
  };
};
