import type { Progress } from "#contract/practice.ts";
import { skills } from "#quiz/skills.ts";
import { dayStart, studyDay } from "#study/clock.ts";
import { memory } from "#study/memory.ts";
import type { Card } from "#study/memory.ts";
import { waiting } from "#study/queue.ts";
import type { Situation } from "#study/queue.ts";
import { syllabus } from "#study/syllabus.ts";
import { cardsOf } from "../db/cards.ts";
import { ratedOn } from "../db/reviews.ts";
import type { User } from "../db/users.ts";
import type { Context } from "./context.ts";

/** The forgetting model, with the same weights for everybody. */
export const model = memory();

/** The first questions of all have a picture and a number to type: one step of training of a single neuron. */
const OPENING = ["neuron.net", "neuron.output", "loss.half_se", "neuron.grad_w", "neuron.update"];

/** Every skill that can be asked, in the order in which new ones are met. */
export const order = syllabus(Object.values(skills), OPENING).filter((id) => skills[id]?.available);

/** Where a learner stands now: all that decides what comes next, and the day's answers with their verdicts. */
export type Standing = Omit<Situation, "cards" | "today"> & {
  readonly cards: readonly Card[];
  readonly today: Awaited<ReturnType<typeof ratedOn>>;
};

/** Reads where a learner stands. */
export const standingOf = async ({ database: { db }, now }: Context, user: User): Promise<Standing> => {
  const day = studyDay(now(), user.settings);
  return {
    day,
    cards: await cardsOf(db, user.id),
    today: await ratedOn(db, user.id, day),
    syllabus: order,
    newPerDay: user.settings.newPerDay,
    retrievability: (card, at) => model.retrievability(card, at),
  };
};

const instant = (day: number, user: User): string => new Date(dayStart(day, user.settings)).toISOString();

/** When a card falls due, as the API says it. */
export const dueAt = (card: Card, user: User): string => instant(card.due, user);

/** What is due, what is new, and how strong each skill is. */
export const progressOf = (standing: Standing, user: User): Progress => {
  const { again, due, fresh } = waiting(standing);
  const now = new Set([...due, ...again.map(({ subject }) => subject)]);
  const cards = new Map(standing.cards.map((card) => [card.subject, card]));
  const later = standing.cards.filter(({ subject }) => order.includes(subject)).map((card) => card.due);
  return {
    due: now.size,
    newLeftToday: fresh.length,
    reviewsToday: standing.today.length,
    rightToday: standing.today.filter(({ verdict }) => verdict === "right").length,
    nextDue: now.size > 0 || later.length === 0 ? null : instant(Math.min(...later), user),
    skills: order.map((skill) => {
      const card = cards.get(skill);
      if (card === undefined) return { skill, state: "new", due: null, strength: null, reviews: 0 };
      return {
        skill,
        state: now.has(skill) ? "due" : "learned",
        due: dueAt(card, user),
        strength: standing.retrievability(card, standing.day),
        reviews: card.reviews,
      };
    }),
  };
};

/** Reads where a learner stands, and says it. */
export const readProgress = async (context: Context, user: User): Promise<Progress> =>
  progressOf(await standingOf(context, user), user);
