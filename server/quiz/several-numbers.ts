import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { acceptance, arrives } from "./acceptance.ts";
import { type Diagnosis, type Explanation, MOST_POSSIBLE } from "./diagnose.ts";

/** A number among several can be asked for where honest work with four digits arrives at it. */
export function canBeCell(problem: Problem, q: Quantity, byHand: number): boolean {
  const right = acceptance(problem, q);
  return right !== undefined && arrives(right, byHand);
}

/**
 * What explains several wrong numbers of one answer. One mistake shows itself in many of them and is reported once;
 * where the first number leaves a tie, the others narrow it down. What fits fewer than half of them fits by chance.
 */
export function explainTogether(diagnoses: readonly Diagnosis[]): Diagnosis {
  const named = diagnoses.filter(({ certainty }) => certainty === "named").map(({ mistakes }) => mistakes);
  const [root, ...others] = named;
  const mistakes = root ? others.reduce(narrowed, root) : [];
  const [first] = mistakes;
  if (
    first &&
    isForMost(diagnoses, ({ certainty, mistakes: tie }) => certainty === "named" && tie.some(hasIdOf(first)))
  )
    return { certainty: "named", mistakes };
  return combined(diagnoses);
}

const isForMost = (diagnoses: readonly Diagnosis[], explains: (diagnosis: Diagnosis) => boolean): boolean =>
  2 * diagnoses.filter(explains).length >= diagnoses.length;

const hasIdOf =
  ({ id }: Explanation) =>
  (other: Explanation): boolean =>
    other.id === id;

function narrowed(tie: readonly Explanation[], other: readonly Explanation[]): readonly Explanation[] {
  const shared = tie.filter((explanation) => other.some(hasIdOf(explanation)));
  return shared.length > 0 ? shared : tie;
}

/** The combinations that are possible in most of the numbers; in some of them only one of the two may show. */
function combined(diagnoses: readonly Diagnosis[]): Diagnosis {
  const isPartOf = ({ id, with: other }: Explanation, { certainty, mistakes }: Diagnosis): boolean =>
    certainty === "named"
      ? mistakes.some((mistake) => mistake.id === id || mistake.id === other)
      : mistakes.some((mistake) => mistake.id === id && mistake.with === other);
  const possible = diagnoses.filter(({ certainty }) => certainty === "possible").flatMap(({ mistakes }) => mistakes);
  const distinct = [...new Map(possible.map((one) => [`${one.id} ${one.with}`, one])).values()];
  const counted = distinct.map((one) => ({ one, count: diagnoses.filter((found) => isPartOf(one, found)).length }));
  const most = Math.max(...counted.map(({ count }) => count));
  if (2 * most < diagnoses.length) return NOTHING;
  const best = counted.filter(({ count }) => count === most).map(({ one }) => one);
  return { certainty: "possible", mistakes: best.slice(0, MOST_POSSIBLE) };
}

const NOTHING: Diagnosis = { certainty: "none", mistakes: [] };
