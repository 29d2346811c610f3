import { stepsTo } from "#engine/derive.ts";
import { type Expression, operands } from "#engine/expression.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { evaluate } from "./rounded-work.ts";

/** What the right rules make of somebody's own numbers. */
export type Carried = {
  readonly value: number;
  /** The rest is no work where it starts from a 0, from a 1 or -1 to multiply by, or where it has no value at all. */
  readonly isTrivial: boolean;
};

/** The value of a quantity for somebody who goes on, rightly, from other numbers than the right ones. */
export function carriedForward(problem: Problem, asked: Quantity, own: ReadonlyMap<Quantity, number>): Carried {
  const known = new Map<Quantity, number>();
  const valueOf = (q: Quantity): number => own.get(q) ?? known.get(q) ?? problem.given.get(q) ?? Number.NaN;
  const steps = needed(problem, asked, own);
  for (const { quantity, rule } of steps) known.set(quantity, evaluate(rule, valueOf));
  const value = known.get(asked) ?? Number.NaN;
  return { value, isTrivial: !Number.isFinite(value) || steps.some(({ rule }) => needsNoWork(rule, own)) };
}

/** Whether a rule reads somebody's 0, or is multiplied or divided by somebody's 1 or -1. */
const needsNoWork = (rule: Expression, own: ReadonlyMap<Quantity, number>): boolean =>
  [...operands(rule)].some((q) => {
    const held = own.get(q);
    return held === 0 || (held !== undefined && Math.abs(held) === 1 && isFactor(rule, q));
  });

function isFactor(e: Expression, q: Quantity): boolean {
  if (e.kind === "product") return e.factors.some((factor) => isFactor(factor, q));
  if (e.kind === "quotient") return isFactor(e.over, q) || isFactor(e.under, q);
  return e.kind === "power" ? isFactor(e.base, q) : e === q;
}

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
