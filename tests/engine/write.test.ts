import { describe, expect, test } from "vitest";
import { type Activation, activations } from "#engine/activations.ts";
import {
  add,
  call,
  constant,
  type Expression,
  HALF,
  minus,
  negate,
  ONE,
  over,
  power,
  times,
} from "#engine/expression.ts";
import { of, sigmoid, softmax } from "#engine/functions.ts";
import { losses } from "#engine/losses.ts";
import type { Quantity } from "#engine/quantity.ts";
import { numberSymbol, write } from "#engine/write.ts";
import { defined, exactly, named, values } from "./expressions.ts";
import { canBeSet } from "./latex.ts";
import { always } from "./random-networks.ts";
import { readBack } from "./read-back.ts";

const [x, y, t] = [named("x"), named("y"), named("t")];
const byName = ({ id }: Quantity) => ({ text: id, latex: id });
const numbers: Readonly<Record<string, string>> = { x: "-0.5", y: "2", t: "3e-7" };
const byNumber = ({ id }: Quantity) => numberSymbol(numbers[id]!);

describe("write", () => {
  test.each<[string, Expression, string, string]>([
    ["a product", times(x, y), "x * y", "x \\cdot y"],
    ["a sum", add(x, y), "x + y", "x + y"],
    ["a difference", minus(x, y), "x - y", "x - y"],
    ["a sum in a product", times(x, add(y, t)), "x * (y + t)", "x \\cdot \\left(y + t\\right)"],
    ["a product in a sum", add(times(x, y), t), "x * y + t", "x \\cdot y + t"],
    ["a negative", negate(x), "-x", "-x"],
    ["a negative sum", negate(add(x, y)), "-(x + y)", "-\\left(x + y\\right)"],
    ["a negative later term", add(x, times(constant(-2), y)), "x - 2 * y", "x - 2 \\cdot y"],
    ["a negative first term", add(negate(x), y), "-x + y", "-x + y"],
    ["a negative quotient", add(y, over(constant(-1), x)), "y - 1/x", "y - \\frac{1}{x}"],
    ["a quotient", over(x, y), "x/y", "\\frac{x}{y}"],
    ["a quotient of sums", over(add(x, y), minus(x, y)), "(x + y)/(x - y)", "\\frac{x + y}{x - y}"],
    ["a product below", over(x, times(y, t)), "x/(y * t)", "\\frac{x}{y \\cdot t}"],
    ["a quotient of quotients", over(x, over(y, t)), "x/(y/t)", "\\frac{x}{\\frac{y}{t}}"],
    ["a half", times(HALF, power(minus(t, x), 2)), "1/2 * (t - x)^2", "\\frac{1}{2} \\cdot {\\left(t - x\\right)}^{2}"],
    ["a power of a power", power(power(x, 2), 3), "(x^2)^3", "{\\left({x}^{2}\\right)}^{3}"],
    ["a negative exponent", power(x, -1), "x^(-1)", "{x}^{-1}"],
    ["a sum as exponent", power(x, add(y, t)), "x^(y + t)", "{x}^{y + t}"],
    ["the textbook slope", times(x, minus(ONE, x)), "x * (1 - x)", "x \\cdot \\left(1 - x\\right)"],
    ["a function", call(sigmoid, add(x, y)), "σ(x + y)", "\\sigma\\left(x + y\\right)"],
    ["exp as a power of e", of.exp(negate(x)), "exp(-x)", "e^{-x}"],
    ["a square root", of.sqrt(add(x, y)), "sqrt(x + y)", "\\sqrt{x + y}"],
    ["a gate", of.positive(x), "[x > 0]", "\\left[x > 0\\right]"],
    ["softmax by its formula", call(softmax(0), x, y), "exp(x)/(exp(x) + exp(y))", "\\frac{e^{x}}{e^{x} + e^{y}}"],
    ["x ln y by its formula", of.xlogy(t, x), "t * ln(x)", "t \\cdot \\ln\\left(x\\right)"],
  ])("%s", (_what, e, text, latex) => {
    expect(write(e, byName)).toEqual({ text, latex });
    expect(canBeSet(latex)).toBe(true);
  });

  test.each<[string, Expression, string]>([
    ["as a factor", times(y, x), "2 * (-0.5)"],
    ["as the first factor", times(x, y), "(-0.5) * 2"],
    ["squared", power(x, 2), "(-0.5)^2"],
    ["as the first term", add(x, y), "-0.5 + 2"],
    ["as a later term", add(y, x), "2 + (-0.5)"],
    ["subtracted", minus(y, x), "2 - (-0.5)"],
    ["negated", negate(x), "-(-0.5)"],
    ["above", over(x, y), "(-0.5)/2"],
    ["below", over(y, x), "2/(-0.5)"],
    ["inside a function", of.tanh(x), "tanh(-0.5)"],
  ])("a negative number in parentheses, where it needs them: %s", (_where, e, text) => {
    expect(write(e, byNumber).text).toBe(text);
  });

  test("a small number as a power of ten", () => {
    expect(write(times(y, t), byNumber)).toEqual({ text: "2 * 3e-7", latex: "2 \\cdot 3 \\times 10^{-7}" });
    expect(numberSymbol("1e-8")).toEqual({ text: "1e-8", latex: "10^{-8}" });
  });

  const valueByName = new Map([...values].map(([{ id }, value]) => [id, value]));

  test.each(["text", "latex"] as const)("%s reads back to the same value, in symbols and in numbers", (by) => {
    always(defined, 2000, (e) => {
      const value = exactly(e)!.toFraction();
      const inSymbols = write(e, byName)[by];
      const inNumbers = write(e, ({ id }) => numberSymbol(valueByName.get(id)!))[by];
      expect(readBack(inSymbols, (name) => valueByName.get(name)!).toFraction()).toBe(value);
      expect(readBack(inNumbers, (name) => valueByName.get(name)!).toFraction()).toBe(value);
    });
  });

  const rows: readonly Activation[] = Object.values(activations);
  test.each(rows)("$id, its value and its slope can be set", (row) => {
    const args = [x, ...Object.keys(row.params ?? {}).map((name) => named(name))];
    const whole = call(row, ...args);
    for (const e of [whole, row.value?.(...args) ?? whole, row.slope(0, args, named("a"))])
      expect(canBeSet(write(e, byName).latex)).toBe(true);
  });

  test.each(Object.values(losses))("the loss $id can be set", (row) => {
    const constants = Object.keys(row.params ?? {}).map((name) => named(name));
    const e = row.over === "output" ? row.value!(x, t, ...constants) : row.value([x, y], [t, named("u")], constants);
    expect(canBeSet(write(e, byName).latex)).toBe(true);
  });
});
