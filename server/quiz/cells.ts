import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { acceptance, accepts } from "./acceptance.ts";
import type { Diagnosis, Explanation } from "./diagnose.ts";

/** A number among several can be asked for where honest work with four digits arrives at it. */
export function canBeCell(problem: Problem, q: Quantity, byHand: number): boolean {
  const right = acceptance(problem, q);
  return right !== undefined && accepts(right, byHand);
}

/**
 * What explains several wrong numbers of one answer. One mistake shows itself in many of them and is reported once;
 * where the first number leaves a tie, the others narrow it down. What fits fewer than half of them fits by chance.
 */
export function explainTogether(diagnoses: readonly Diagnosis[]): Diagnosis {
  const named = diagnoses.filter(({ certainty }) => certainty === "named").map(({ mistakes }) => mistakes);
  const [root, ...others] = named;
  if (!root) return diagnoses.length === 1 ? diagnoses[0]! : NOTHING;
  const mistakes = others.reduce(narrowed, root);
  const explained = named.filter((tie) => tie.some(({ id }) => id === mistakes[0]!.id)).length;
  return 2 * explained < diagnoses.length ? NOTHING : { certainty: "named", mistakes };
}

const NOTHING: Diagnosis = { certainty: "none", mistakes: [] };

function narrowed(tie: readonly Explanation[], other: readonly Explanation[]): readonly Explanation[] {
  const shared = tie.filter(({ id }) => other.some((explanation) => explanation.id === id));
  return shared.length > 0 ? shared : tie;
}
