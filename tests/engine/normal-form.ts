import type { Expression } from "#engine/expression.ts";
import { simplify } from "#engine/simplify.ts";

/** A product or a quotient by its sign and by what stands above and below the line. */
type Ratio = { readonly isNegative: boolean; readonly above: readonly string[]; readonly below: readonly string[] };

/**
 * An expression up to what cannot be seen in writing: how sums and products are nested, where a sign or a fraction
 * line is attached. Two expressions with the same normal form are equal whatever the numbers are.
 */
export function normalForm(e: Expression): string {
  const { isNegative, above, below } = ratioOf(e);
  const factors = `${above.join("*") || "1"}${below.map((factor) => `/${factor}`).join("")}`;
  return isNegative ? `-${factors}` : factors;
}

function ratioOf(e: Expression): Ratio {
  switch (e.kind) {
    case "constant":
      return e.text === "pi" ? only("pi") : number(Number(e.text));
    case "product":
      return e.factors.map(ratioOf).reduce(multiplied, number(1));
    case "quotient": {
      const under = ratioOf(e.under);
      return multiplied(ratioOf(e.over), { ...under, above: under.below, below: under.above });
    }
    case "call": {
      const formula = e.fn.symbol ? undefined : (e.fn.shown ?? e.fn.value);
      if (formula) return ratioOf(simplify(formula(...e.args)));
      return only(`${e.fn.symbol?.text}(${e.args.map(normalForm).join()})`);
    }
    case "power":
      return only(`(${normalForm(e.base)})^(${normalForm(e.exponent)})`);
    case "quantity":
      return only(e.id);
    case "sum":
      return only(`(${termsOf(e).join(" + ")})`);
  }
}

const only = (factor: string): Ratio => ({ isNegative: false, above: [factor], below: [] });
const number = (value: number): Ratio => ({
  isNegative: value < 0,
  above: Math.abs(value) === 1 ? [] : [String(Math.abs(value))],
  below: [],
});

const multiplied = (a: Ratio, b: Ratio): Ratio => ({
  isNegative: a.isNegative !== b.isNegative,
  above: [...a.above, ...b.above],
  below: [...a.below, ...b.below],
});

const termsOf = (e: Expression): readonly string[] => (e.kind === "sum" ? e.terms.flatMap(termsOf) : [normalForm(e)]);
