import type { Problem } from "#engine/problem.ts";
import { valuesOf } from "#engine/problem.ts";
import { type Quantity, root } from "#engine/quantity.ts";
import { valueUnder } from "./predictions.ts";

/** Half a percent: the worst of honest four-digit work errs by 0.46 %, 95 % of it by less than 0.1 %. */
export const TOLERANCE = 0.005;

/** The key of a question and the interval of numbers that count as right. */
export type Acceptance = {
  readonly key: number;
  readonly low: number;
  readonly high: number;
  /** How far from a mistake's number an answer may lie and still be taken for it. */
  readonly band: (predicted: number) => number;
};

/** 97 % of honest four-digit work lies within 0.17 % of its number; a random wrong number is named in 1.9 % of cases. */
const BAND = 0.002;

/**
 * After an update what counts is the change: half a percent of w' itself would accept the old weight. Two percent of
 * the change leave room for a gradient that was worked out with four digits.
 */
const CHANGE_TOLERANCE = 0.02;
const CHANGE_BAND = 0.008;

/** What counts as right; undefined where the asked quantity has no finite value. */
export function acceptance(problem: Problem, asked: Quantity): Acceptance | undefined {
  const key = valueUnder(problem, problem.model.right, asked);
  if (!Number.isFinite(key)) return undefined;
  const before = valueBefore(problem, asked);
  const share = Math.abs(key) * TOLERANCE;
  if (before === undefined)
    return { key, low: key - share, high: key + share, band: (predicted) => BAND * Math.abs(predicted) };
  const margin = Math.min(share, CHANGE_TOLERANCE * Math.abs(key - before));
  return {
    key,
    low: key - margin,
    high: key + margin,
    band: (predicted) => Math.min(BAND * Math.abs(predicted), CHANGE_BAND * Math.abs(predicted - before)),
  };
}

/** The value before the update, for what is asked after it. */
export function valueBefore(problem: Problem, asked: Quantity): number | undefined {
  if (asked.derived?.as !== "later") return undefined;
  const [before] = valuesOf(problem, problem.model.right, [root(asked)]);
  return before;
}

export const accepts = ({ low, high }: Acceptance, value: number): boolean => value >= low && value <= high;
