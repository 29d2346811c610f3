import type { Card } from "./memory.ts";

/** A skill moves up a level when it would be remembered for this many days. */
const DAYS_TO_RISE = [4, 14, 40] as const;

/** The level at which a skill is asked next: its first one until that holds, then up by one at a time. */
export function levelFor(levels: readonly number[], card: Card | undefined): number {
  const risen = card === undefined ? 0 : DAYS_TO_RISE.filter((days) => card.stability >= days).length;
  return levels[Math.min(risen, levels.length - 1)]!;
}
