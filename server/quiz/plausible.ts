import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";

/** What is so many times as large as the right number, or as small, is told to be wrong at a glance. */
const MOST_TIMES = 10;

/**
 * Whether a number might be the answer, for all that is known before anything is worked out: it is of the key's order
 * of magnitude; what comes of whole numbers alone is whole; a loss is positive, and a gradient may be 0 as well.
 */
export function plausibleBeside(key: number, { network, given }: Problem, asked: Quantity): (value: number) => boolean {
  const isWhole = Number.isInteger(key) && network.leaves.every((q) => Number.isInteger(given.get(q)));
  const isClose = (value: number): boolean => {
    const times = Math.abs(value / key);
    return times <= MOST_TIMES && times >= 1 / MOST_TIMES;
  };
  if (asked.role === "loss") return (value) => value > 0 && isClose(value);
  return (value) => (value === 0 || isClose(value)) && (!isWhole || Number.isInteger(value));
}
