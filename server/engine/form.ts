import { stepsTo } from "./derive.ts";
import { type Expression, operands } from "./expression.ts";
import type { Reasoning } from "./problem.ts";
import { isGradient, type Quantity } from "./quantity.ts";

/**
 * What an answer has to look like beside being equal: "in terms of delta_o1", "without any delta"; or "not from" what
 * is asked, for a formula that goes round in a circle, such as (w - w')/eta for dE/dw.
 */
export type FormCondition =
  | { readonly form: "only"; readonly of: readonly Quantity[] }
  | { readonly form: "contains" | "without"; readonly quantity: Quantity }
  | { readonly form: "not from"; readonly quantity: Quantity; readonly reasoning: Reasoning }
  | { readonly form: "no delta" }
  | { readonly form: "no gradient" };

/** A condition that an answer does not keep, and the quantities by which it is broken or which are missing. */
export type Unmet = { readonly condition: FormCondition; readonly quantities: readonly Quantity[] };

/** The conditions that an expression does not keep. */
export function unmetBy(e: Expression, conditions: readonly FormCondition[]): Unmet[] {
  const read = [...operands(e)];
  return conditions.flatMap((condition) => {
    const quantities = offending(read, condition);
    return quantities.length > 0 ? [{ condition, quantities }] : [];
  });
}

function offending(read: readonly Quantity[], condition: FormCondition): readonly Quantity[] {
  switch (condition.form) {
    case "only":
      return read.filter((q) => !condition.of.includes(q));
    case "contains":
      return read.includes(condition.quantity) ? [] : [condition.quantity];
    case "without":
      return read.filter((q) => q === condition.quantity);
    case "not from":
      return read.filter((q) => q !== condition.quantity && isComputedFrom(condition.reasoning, q, condition.quantity));
    case "no delta":
      return read.filter((q) => isGradient(q) && q.role === "net");
    case "no gradient":
      return read.filter(isGradient);
  }
}

const isComputedFrom = (reasoning: Reasoning, q: Quantity, source: Quantity): boolean =>
  stepsTo(reasoning, q).some(({ quantity }) => quantity === source);
