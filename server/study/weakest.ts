import type { Card } from "./memory.ts";

/** What is known of a member's memory of a subject. */
type Known = Pick<Card, "subject" | "stability" | "last">;

type Ahead = {
  readonly day: number;
  /** Every subject that can be asked, in the order in which new ones are met. */
  readonly syllabus: readonly string[];
  readonly retrievability: (card: Known, day: number) => number;
};

/** Memory is looked at a week ahead: right after a failure there is nothing to be forgotten yet. */
const DAYS_AHEAD = 7;

/**
 * The subjects by how many members would be expected to fail them next week, most first: the sum of each one's
 * chance of forgetting. Those that nobody has met follow in the order of the syllabus.
 */
export function weakest(members: Iterable<readonly Known[]>, { day, syllabus, retrievability }: Ahead): string[] {
  const failing = new Map(syllabus.map((subject) => [subject, 0]));
  for (const cards of members) {
    for (const card of cards) {
      const before = failing.get(card.subject);
      if (before === undefined) continue;
      failing.set(card.subject, before + 1 - retrievability(card, day + DAYS_AHEAD));
    }
  }
  return syllabus.toSorted((a, b) => failing.get(b)! - failing.get(a)!);
}
