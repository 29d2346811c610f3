import { stepsTo } from "#engine/derive.ts";
import { operands } from "#engine/expression.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { evaluate } from "./rounded-work.ts";

/** What the right rules make of somebody's own numbers. */
export type Carried = {
  readonly value: number;
  /** The rest is no work where one of the numbers it starts from is 0, 1 or -1, or where it has no value at all. */
  readonly isTrivial: boolean;
};

/** The value of a quantity for somebody who goes on, rightly, from other numbers than the right ones. */
export function carriedForward(problem: Problem, asked: Quantity, own: ReadonlyMap<Quantity, number>): Carried {
  const known = new Map<Quantity, number>();
  const startedFrom = new Set<number>();
  const valueOf = (q: Quantity): number => {
    const held = q === asked ? undefined : own.get(q);
    if (held !== undefined) startedFrom.add(held);
    return held ?? known.get(q) ?? problem.given.get(q) ?? Number.NaN;
  };
  for (const { quantity, rule } of needed(problem, asked, own)) known.set(quantity, evaluate(rule, valueOf));
  const value = known.get(asked) ?? Number.NaN;
  return { value, isTrivial: !Number.isFinite(value) || [...startedFrom].some(needsNoWork) };
}

const needsNoWork = (value: number): boolean => value === 0 || Math.abs(value) === 1;

/** The steps to a quantity that do not lie behind a number somebody holds already. */
function needed(problem: Problem, asked: Quantity, own: ReadonlyMap<Quantity, number>) {
  const steps = stepsTo(problem.model.right, asked);
  const rules = new Map(steps.map((step) => [step.quantity, step]));
  const wanted = new Set<Quantity>();
  const want = (q: Quantity): void => {
    const step = rules.get(q);
    if (!step || wanted.has(q) || (q !== asked && own.has(q))) return;
    wanted.add(q);
    for (const read of operands(step.rule)) want(read);
  };
  want(asked);
  return steps.filter(({ quantity }) => wanted.has(quantity));
}
