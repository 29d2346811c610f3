import { isDoubtful, settled } from "#engine/certain.ts";
import { decimal } from "#engine/numbers.ts";
import { type Problem, valuesOf, valuesOver } from "#engine/problem.ts";
import { isLater, isParameter, type Quantity, root } from "#engine/quantity.ts";
import { isExpression, valueUnder } from "./predictions.ts";

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
 * After an update what counts is the change: half a percent of w' itself would accept the old weight. One percent of
 * the change leaves room for a gradient that was worked out with four digits.
 */
const CHANGE_TOLERANCE = 0.01;
const CHANGE_BAND = 0.004;
/** After an update six decimals are asked for: half a unit of the sixth is rounding. */
const LAST_ROUNDING = 0.5e-6;

/** What counts as right; undefined where the asked quantity has no finite value. */
export function acceptance(problem: Problem, asked: Quantity): Acceptance | undefined {
  return acceptanceOf(problem, asked, keyValue(problem, asked));
}

/** What would count as right if this number were the key. */
export function acceptanceOf(problem: Problem, asked: Quantity, key: number): Acceptance | undefined {
  if (!Number.isFinite(key)) return undefined;
  const before = valueBefore(problem, asked);
  const share = Math.abs(key) * TOLERANCE;
  if (before === undefined)
    return { key, low: key - share, high: key + share, band: (predicted) => BAND * Math.abs(predicted) };
  // A weight that the step takes close to 0 inherits the error of its gradient, which is no small part of it.
  const inherits = isParameter(root(asked));
  const within = (value: number, part: number, ofChange: number): number => {
    const change = Math.abs(value - before);
    return Math.max(inherits ? part * change : 0, Math.min(part * Math.abs(value), ofChange * change));
  };
  const margin = within(key, TOLERANCE, CHANGE_TOLERANCE);
  return {
    key,
    low: key - margin,
    high: key + margin,
    band: (predicted) => Math.max(LAST_ROUNDING, within(predicted, BAND, CHANGE_BAND)),
  };
}

/** The key; one that cancels to 0 is 0. */
function keyValue(problem: Problem, asked: Quantity): number {
  const key = valueUnder(problem, problem.model.right, asked);
  if (!isDoubtful(key) || !isExpression(problem.network, asked)) return key;
  const [exact] = valuesOver(decimal, problem, problem.model.right, [asked]);
  return settled(key, exact);
}

/** The value before the update, for what is asked after it. */
export function valueBefore(problem: Problem, asked: Quantity): number | undefined {
  if (!isLater(asked)) return undefined;
  const [before] = valuesOf(problem, problem.model.right, [root(asked)]);
  return before;
}

/** The same key where nothing but the key itself counts as right, and a mistake is its own number alone. */
export const exactly = ({ key }: Acceptance): Acceptance => ({ key, low: key, high: key, band: () => 0 });

/**
 * Work with four digits that arrives this close does so for a reason: whoever makes a mistake on the same way comes as
 * close to the number of that mistake, which would not be named farther off.
 */
export const arrives = ({ key, band }: Acceptance, byHand: number): boolean => Math.abs(byHand - key) <= band(key) / 2;

/** What arithmetic in binary leaves behind, as in 0.1 * 3, is no error. */
const DUST = 1e-12;

export const accepts = ({ key, low, high }: Acceptance, value: number): boolean => {
  const dust = DUST * Math.abs(key);
  return value >= low - dust && value <= high + dust;
};
