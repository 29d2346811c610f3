import type { Definitions } from "./chain-rule.ts";
import { constant, type Expression, isConstant, mapQuantities } from "./expression.ts";
import type { Quantity } from "./quantity.ts";
import { simplify } from "./simplify.ts";

/** The rule of q in which every name that is open is replaced by its own rule; what is shared stays one object. */
export function writtenOut(define: Definitions, q: Quantity, isOpen: (q: Quantity) => boolean): Expression {
  const known = new Map<Quantity, Expression>();
  const rule = (of: Quantity): Expression => {
    let e = known.get(of);
    if (e === undefined) {
      const definition = define(of);
      e = definition ? mapQuantities(definition, (r) => (isOpen(r) ? rule(r) : r)) : of;
      known.set(of, e);
    }
    return e;
  };
  return rule(q);
}

/** A product by its factors, and a sum by its terms. */
export type Factors = readonly Expression[];

const MOST_TERMS = 16;
const MOST_STAGES = 12;

/**
 * A quantity as a sum of products, first by its own name, then stage by stage with its gradients (of a quantity of the
 * forward pass: its operands) written out, as long as the terms can be counted on the fingers.
 */
export function* stagesOf(define: Definitions, asked: Quantity): Generator<readonly Factors[]> {
  const isOpen = (e: Expression): e is Quantity =>
    e.kind === "quantity" && (e === asked || !asked.derived || e.derived !== undefined) && define(e) !== undefined;
  const expanded = (factors: Factors): readonly Factors[] =>
    factors.reduce<readonly Factors[]>(
      (terms, factor) => multiplied(terms, isOpen(factor) ? termsOf(define(factor)!) : [[factor]]),
      [[]],
    );
  let terms: readonly Factors[] = [[asked]];
  for (let stage = 0; stage < MOST_STAGES && terms.length <= MOST_TERMS; stage++) {
    yield terms;
    if (!terms.some((factors) => factors.some(isOpen))) return;
    terms = terms.flatMap(expanded);
  }
}

const multiplied = (left: readonly Factors[], right: readonly Factors[]): readonly Factors[] =>
  left.flatMap((a) => right.map((b) => [...a, ...b]));

/** The terms of an expression by their factors; a function that has no name of its own is written as its formula. */
function termsOf(e: Expression): readonly Factors[] {
  switch (e.kind) {
    case "sum":
      return e.terms.flatMap(termsOf);
    case "product":
      return [e.factors.flatMap(factorsOf)];
    case "call": {
      const formula = e.fn.symbol ? undefined : (e.fn.shown ?? e.fn.value);
      return formula ? termsOf(simplify(formula(...e.args))) : [[e]];
    }
    default:
      return [factorsOf(e)];
  }
}

function factorsOf(e: Expression): Factors {
  if (e.kind === "product") return e.factors.flatMap(factorsOf);
  if (e.kind === "power" && isConstant(e.exponent, 2)) return [e.base, e.base];
  if (e.kind === "quotient") return [...factorsOf(e.over), { ...e, over: constant(1) }];
  return isConstant(e, 1) ? [] : [e];
}
