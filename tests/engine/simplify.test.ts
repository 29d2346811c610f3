import { describe, expect, test } from "vitest";
import {
  add,
  constant,
  type Expression,
  HALF,
  minus,
  negate,
  ONE,
  over,
  power,
  times,
  ZERO,
} from "#engine/expression.ts";
import { simplify } from "#engine/simplify.ts";
import { defined, exactly, named } from "./expressions.ts";
import { always } from "./random-networks.ts";

const [x, y, t] = [named("x"), named("y"), named("t")];

describe("simplify", () => {
  test.each<[string, Expression, Expression]>([
    ["drops a factor 1", times(ONE, x, ONE, y), times(x, y)],
    ["drops a term 0", add(x, ZERO, y), add(x, y)],
    ["lets a factor 0 close the product", times(x, ZERO, y), ZERO],
    ["lets a zero numerator close the quotient", over(ZERO, x), ZERO],
    ["drops a denominator 1", over(x, ONE), x],
    ["drops an exponent 1", power(x, 1), x],
    ["draws whole numbers together", times(constant(2), x, constant(3)), times(constant(6), x)],
    ["adds whole numbers", add(constant(2), constant(-1)), ONE],
    ["cancels two signs", negate(negate(x)), x],
    ["opens nested sums", add(x, add(y, t)), add(x, y, t)],
    ["opens nested products", times(x, times(y, t)), times(x, y, t)],
    ["turns a difference rather than write its sign", negate(minus(t, x)), minus(x, t)],
    ["leaves the chain rule's factors in their order", times(y, x, minus(ONE, x)), times(y, x, minus(ONE, x))],
    ["keeps a ratio as a ratio", times(HALF, x), times(HALF, x)],
    [
      "leaves the square of 1/2 (t - x)^2 alone",
      times(HALF, power(minus(t, x), 2)),
      times(HALF, power(minus(t, x), 2)),
    ],
  ])("%s", (_what, e, simple) => {
    expect(simplify(e)).toEqual(simple);
  });

  test("never changes the value", () => {
    always(defined, 2000, (e) => {
      expect(exactly(simplify(e))?.toFraction()).toBe(exactly(e)?.toFraction());
    });
  });
});
