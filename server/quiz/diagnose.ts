import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type Acceptance, accepts } from "./acceptance.ts";
import type { MistakeId } from "./mistakes/index.ts";
import type { ReadNumber } from "./number.ts";
import { applicableMistakes, coincide, predictAll, type Prediction, predictions, priorityOf } from "./predictions.ts";

/** What a slip of the pen adds to a mistake: a flipped sign, a doubled or a halved result. */
export type Slip = "sign" | "double" | "half";
export const slips: Readonly<Record<Slip, number>> = { sign: -1, double: 2, half: 0.5 };

/** An explanation of a wrong number: a mistake, alone or with a slip or a second mistake. */
export type Explanation = { readonly id: MistakeId; readonly with: Slip | MistakeId | null };

export type Diagnosis = {
  /** `named`: a single mistake, or a tie of several; `possible`: only a combination fits; `none`: nothing is claimed. */
  readonly certainty: "named" | "possible" | "none";
  readonly mistakes: readonly Explanation[];
};

const NOTHING: Diagnosis = { certainty: "none", mistakes: [] };

/** Names the mistake behind a wrong number: first single mistakes by priority, ties listed; then combinations. */
export function diagnose(problem: Problem, asked: Quantity, right: Acceptance, value: number): Diagnosis {
  const near = (predicted: number, factor = 1) =>
    Math.abs(value / factor - predicted) <= right.band(predicted) + DUST * Math.abs(right.key);
  const singles = predictions(problem, asked, right.key);
  const fitting = singles.filter((prediction) => near(prediction.value));
  if (fitting.length > 0) return { certainty: "named", mistakes: closestFirst(fitting, value).map(alone) };
  const combined = [...withSlips(singles, near), ...pairs(problem, asked, near)];
  return combined.length > 0 ? { certainty: "possible", mistakes: combined.slice(0, MOST_POSSIBLE) } : NOTHING;
}

/** So many combinations are listed. */
export const MOST_POSSIBLE = 4;
/** So that a predicted 0 with rounding dust meets a typed 0; as a share of the key. */
const DUST = 1e-9;
const alone = ({ id }: Prediction): Explanation => ({ id, with: null });

/** By priority; a mistake that meets the number exactly comes before one that is merely near. */
function closestFirst(fitting: readonly Prediction[], value: number): Prediction[] {
  const exact = fitting.filter((prediction) => coincide(prediction.value, value));
  const listed = exact.length > 0 ? exact : fitting;
  return listed.toSorted((a, b) => a.priority - b.priority);
}

/** The slip is undone first, so that it must fit as closely as the mistake alone: after an update, in the change. */
function withSlips(
  singles: readonly Prediction[],
  near: (predicted: number, factor: number) => boolean,
): Explanation[] {
  return singles
    .filter(({ priority, value }) => priority < 3 && value !== 0)
    .flatMap(({ id, value }) =>
      Object.entries(slips)
        .filter(([, factor]) => near(value, factor))
        .map(([slip]) => ({ id, with: slip as Slip })),
    );
}

/** Every pair has rules of its own to compile, which takes seconds in a network beyond what a person drills. */
export const MOST_FOR_PAIRS = 150;

function pairs(problem: Problem, asked: Quantity, near: (predicted: number) => boolean): Explanation[] {
  if (problem.network.forward.length > MOST_FOR_PAIRS) return [];
  const first = applicableMistakes(problem.network).filter((id) => priorityOf(id) === 1);
  const guesses = first.flatMap((id, i) => first.slice(i + 1).map((other) => [id, other] as const));
  const values = predictAll(problem, "pairs of mistakes", guesses, asked);
  return guesses.flatMap(([id, other], i) => (near(values[i] ?? Number.NaN) ? [{ id, with: other }] : []));
}

/** How many units of the last digit typed the key may differ, and a mistake: cut off or rounded, it agrees within one. */
const UNITS_OF_KEY = 2;
const UNITS_OF_MISTAKE = 1;

/**
 * A number inside the accepted interval that is typed to many digits can still be a mistake's own: it fails to agree
 * with the key in the digits typed and agrees with the mistake in all of them.
 */
export function preciselyMistaken(
  problem: Problem,
  asked: Quantity,
  acceptance: Acceptance,
  read: ReadNumber,
): Diagnosis | undefined {
  const { key } = acceptance;
  if (!accepts(acceptance, read.value) || read.lastDigit === undefined || read.lastDigit > Math.abs(key) * 1e-6)
    return undefined;
  const agrees = (number: number, units: number) =>
    Math.abs(number - read.value) <= units * read.lastDigit! + 1e-12 * Math.abs(number);
  if (agrees(key, UNITS_OF_KEY)) return undefined;
  const fitting = predictions(problem, asked, key).filter(({ value }) => agrees(value, UNITS_OF_MISTAKE));
  return fitting.length > 0 ? { certainty: "named", mistakes: fitting.map(alone) } : undefined;
}
