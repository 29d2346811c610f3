import type { Card } from "./memory.ts";

type Known = Pick<Card, "stability">;

/** A skill moves up a level when it would be remembered for this many days. */
const DAYS_TO_RISE = [4, 14, 40] as const;

/** The level at which a skill is asked next: its first one until that holds, then up by one at a time. */
export function levelFor(levels: readonly number[], card: Known | undefined): number {
  const risen = card === undefined ? 0 : DAYS_TO_RISE.filter((days) => card.stability >= days).length;
  return levels[Math.min(risen, levels.length - 1)]!;
}

/** The level that suits most of a group: the lower middle of those at which its members would be asked next. */
export function levelForAll(levels: readonly number[], cards: readonly (Known | undefined)[]): number {
  const wanted = cards.map((card) => levelFor(levels, card)).toSorted((a, b) => a - b);
  return wanted[Math.floor((wanted.length - 1) / 2)] ?? levels[0]!;
}

/** The level nearest to one that was wished for, the lower of two. */
export const nearestLevel = (levels: readonly number[], wished: number): number =>
  levels.reduce((best, level) => (Math.abs(level - wished) < Math.abs(best - wished) ? level : best));
