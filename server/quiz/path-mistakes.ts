import { valuedPaths } from "#engine/path-values.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type MistakeId, mistakes } from "./mistakes/index.ts";
import type { Mistake } from "./mistakes/mistake.ts";
import { contributing, keyOf } from "./path-options.ts";
import { applicableMistakes, reasoningOf } from "./predictions.ts";

/** The mistakes that take another set of paths than the right one, and one that fits; by priority. */
export function mistakesTaking(
  problem: Problem,
  from: Quantity,
  fits: (takes: ReadonlySet<string>) => boolean,
): MistakeId[] {
  return applicableMistakes(problem.network).filter(
    (id) => choosesPaths(id, problem) && fits(contributing(problem, reasoningOf(problem, [id]), from)),
  );
}

/** The mistakes under which a path has another product, and one that is met; by priority. */
export function mistakesWeighing(
  problem: Problem,
  from: Quantity,
  path: string,
  isMet: (product: number) => boolean,
): MistakeId[] {
  const productUnder = (id: MistakeId) =>
    valuedPaths(problem, reasoningOf(problem, [id]), from).find(({ through }) => keyOf(through) === path)?.value;
  return applicableMistakes(problem.network).filter((id) => {
    const product = choosesPaths(id, problem) ? productUnder(id) : undefined;
    return product !== undefined && isMet(product);
  });
}

/** Only who errs about what leads where, or about a slope, sees other paths; a wrong number on the way leads the same. */
function choosesPaths(id: MistakeId, { network, model }: Problem): boolean {
  const { replace }: Mistake = mistakes[id];
  const changed = replace(model.right.rules, network);
  return changed.readers !== undefined || changed.local !== undefined;
}
