import * as fc from "fast-check";
import type { Fraction } from "fraction.js";
import { compile } from "#engine/compile.ts";
import { add, constant, type Expression, negate, over, power, product, sum } from "#engine/expression.ts";
import { of } from "#engine/functions.ts";
import { fraction } from "#engine/numbers.ts";
import type { Quantity } from "#engine/quantity.ts";

/** A quantity that stands alone, for tests of expressions. */
export const named = (id: string): Quantity => ({ kind: "quantity", id, role: "input", tensor: id, index: [] });

const [a, b, c] = [named("a"), named("b"), named("c")];
/** Three quantities and their values: one negative, one with digits after the point, one large. */
export const values: ReadonlyMap<Quantity, string> = new Map([
  [a, "3"],
  [b, "-2"],
  [c, "0.75"],
]);

const atom = fc.constantFrom<Expression>(a, b, c, ...["0", "1", "-1", "2", "-3", "0.5"].map((text) => constant(text)));

/** The exact value, undefined where something is divided by zero. */
export function exactly(e: Expression): Fraction | undefined {
  const whole = named("whole");
  const tape = compile((q) => (q === whole ? e : undefined), [whole]);
  const given = tape.leaves.map((q) => fraction.from(values.get(q)!));
  return tape.runOver(fraction, given)[tape.slot(whole)];
}

/** Any expression without transcendental functions, so that fractions decide whether two are equal. */
const expressions: fc.Arbitrary<Expression> = fc.letrec<{ e: Expression }>((tie) => {
  const few = fc.array(tie("e"), { minLength: 2, maxLength: 3 });
  return {
    e: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      atom,
      few.map((terms) => sum(terms)),
      few.map((factors) => product(factors)),
      tie("e").map((e) => negate(e)),
      fc.tuple(tie("e"), tie("e")).map(([x, y]) => over(x, y)),
      fc.tuple(tie("e"), fc.constantFrom(1, 2, 3)).map(([x, n]) => power(x, n)),
      fc.tuple(tie("e"), tie("e")).map(([x, y]) => of.max(x, y)),
      tie("e").map((e) => of.abs(e)),
      tie("e").map((e) => add(e, negate(a))),
    ),
  };
}).e;

export const defined = expressions.filter((e) => exactly(e) !== undefined);

const numeral = fc.constantFrom("0.125", "2.5e-3", "12.75", "1e21", "0.1", "-0.2", "7");

/** An expression times a decimal, and plus a ratio of two. */
export const withDecimals = (inner: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .record({ inner, factor: numeral, above: numeral, below: numeral })
    .map(({ inner: e, factor, above, below }) =>
      add(product([constant(factor), e]), over(constant(above), constant(below))),
    );
