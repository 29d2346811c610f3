import type { Card } from "./memory.ts";
import type { Rating } from "./rating.ts";

/** A rated answer of the current study day. */
export type Answered = { readonly subject: string; readonly rating: Rating };

/** All that decides what comes next. */
export type Situation = {
  /** The current study day. */
  readonly day: number;
  readonly cards: Iterable<Card>;
  /** What was answered on this study day, oldest first. */
  readonly today: readonly Answered[];
  /** Every subject that can be asked, in the order in which new ones are met. */
  readonly syllabus: readonly string[];
  readonly newPerDay: number;
  readonly retrievability: (card: Card, day: number) => number;
};

/** What waits for the learner, each list in the order in which it is asked. */
export type Waiting = {
  /** Failed today and not yet right since, longest ago first. */
  readonly again: readonly { readonly subject: string; /** Other answers since. */ readonly since: number }[];
  readonly due: readonly string[];
  /** What may still be begun today. */
  readonly fresh: readonly string[];
};

export type Next = { readonly subject: string; readonly reason: "again" | "due" | "new" };

/** So many other items come between a failure and its return, as long as there are any. */
const ITEMS_BETWEEN = 3;

/** What comes next: a failed subject whose break is over, then what is due, then what is new, else null. */
export function next(situation: Situation): Next | null {
  const { again, due, fresh } = waiting(situation);
  const failed = again[0];
  if (failed && failed.since >= ITEMS_BETWEEN) return { subject: failed.subject, reason: "again" };
  if (due[0] !== undefined) return { subject: due[0], reason: "due" };
  if (fresh[0] !== undefined) return { subject: fresh[0], reason: "new" };
  return failed ? { subject: failed.subject, reason: "again" } : null;
}

/** What is left of the study day. */
export function waiting(situation: Situation): Waiting {
  const askable = new Set(situation.syllabus);
  const cards = [...situation.cards].filter((card) => askable.has(card.subject));
  return {
    again: failedToday(situation.today, askable),
    due: dueNow(cards, situation),
    fresh: newToday(cards, situation),
  };
}

/** The subjects whose last answer today was a failure. */
function failedToday(today: readonly Answered[], askable: ReadonlySet<string>): Waiting["again"] {
  const lastAnswer = new Map(today.map(({ subject }, index) => [subject, index]));
  return today.flatMap(({ subject, rating }, index) =>
    rating === "again" && lastAnswer.get(subject) === index && askable.has(subject)
      ? [{ subject, since: today.length - 1 - index }]
      : [],
  );
}

/** Due cards, the one most likely forgotten first: being late by a day matters more after two days than after sixty. */
function dueNow(cards: readonly Card[], { day, retrievability }: Situation): string[] {
  return cards
    .filter((card) => card.due <= day)
    .map((card) => ({ card, strength: retrievability(card, day) }))
    .toSorted((a, b) => a.strength - b.strength || a.card.due - b.card.due || compare(a.card.subject, b.card.subject))
    .map(({ card }) => card.subject);
}

function newToday(cards: readonly Card[], { day, syllabus, newPerDay }: Situation): string[] {
  const met = new Set(cards.map((card) => card.subject));
  const metToday = cards.filter((card) => card.first === day).length;
  return syllabus.filter((subject) => !met.has(subject)).slice(0, Math.max(0, newPerDay - metToday));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
