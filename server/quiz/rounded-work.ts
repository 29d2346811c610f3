import { stepsTo } from "#engine/derive.ts";
import type { Expression } from "#engine/expression.ts";
import type { PrimitiveId } from "#engine/functions.ts";
import { float64, keeping } from "#engine/numbers.ts";
import type { Problem, Reasoning } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";

/**
 * What somebody gets who works a derivation out step by step, writing each intermediate number down with a few digits
 * and going on from what is written; the last number is not rounded.
 */
export function workedOut(problem: Problem, reasoning: Reasoning, asked: Quantity, digits: number): number {
  const reported = reasoning.rules.report(asked);
  return (
    workedOutSteps(problem, reasoning, reported, digits).get(reported) ?? problem.given.get(reported) ?? Number.NaN
  );
}

/** The same with every step on the way, each as it is before it is written down. */
export function workedOutSteps(
  problem: Problem,
  reasoning: Reasoning,
  asked: Quantity,
  digits: number,
): Map<Quantity, number> {
  const written = new Map<Quantity, number>();
  const valueOf = (q: Quantity): number => written.get(q) ?? problem.given.get(q) ?? Number.NaN;
  const values = new Map<Quantity, number>();
  for (const { quantity, rule } of stepsTo(reasoning, asked)) {
    const value = evaluate(rule, valueOf);
    values.set(quantity, value);
    written.set(quantity, keeping(value, digits));
  }
  return values;
}

/** The value of an expression in floating point. */
export function evaluate(e: Expression, valueOf: (q: Quantity) => number): number {
  const part = (inner: Expression): number => evaluate(inner, valueOf);
  switch (e.kind) {
    case "constant":
      return float64.from(e.text) ?? Number.NaN;
    case "quantity":
      return valueOf(e);
    case "sum":
      return e.terms.reduce((total, term) => total + part(term), 0);
    case "product":
      return e.factors.reduce((total, factor) => total * part(factor), 1);
    case "quotient":
      return part(e.over) / part(e.under);
    case "power":
      return part(e.base) ** part(e.exponent);
    case "call":
      if (e.fn.value) return part(e.fn.value(...e.args));
      return float64.apply[e.fn.id as PrimitiveId](...e.args.map(part)) ?? Number.NaN;
  }
}
