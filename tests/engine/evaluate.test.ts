import { expect, test } from "vitest";
import { Evaluation } from "#engine/evaluate.ts";
import { add, constant, power, product, times } from "#engine/expression.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { of } from "#engine/functions.ts";
import { Interner } from "#engine/intern.ts";
import { decimal, float64, fraction } from "#engine/numbers.ts";
import { type Problem, problemOf, valuesOf } from "#engine/problem.ts";
import { randomFamilies } from "./random-families.ts";
import { always } from "./random-networks.ts";

const walking = ({ given, model }: Problem) => new Evaluation(float64, (q) => given.get(q), model.right.define);

test("walking gives what the compiled tape gives, in every family", () => {
  for (const documents of Object.values(randomFamilies))
    always<NetworkDocument>(documents, 3, (document) => {
      const problem = problemOf(document);
      const { network, model } = problem;
      const all = [network.loss, ...network.leaves.filter(({ role }) => role === "weight").slice(0, 3)];
      const wanted = [...all, ...all.map((q) => network.gradient(q))];
      const evaluation = walking(problem);
      for (const [i, value] of valuesOf(problem, model.right, wanted).entries())
        expect(evaluation.of(wanted[i]!)).toBeCloseTo(value, 9);
    });
});

test("the value of what a number system does not have is undefined, and so is what is made of it", () => {
  const over = new Evaluation(
    fraction,
    () => undefined,
    () => undefined,
  );
  expect(over.of(add(constant(1), of.exp(constant(1))))).toBeUndefined();
  expect(over.of(add(constant("0.5"), of.exp(constant(0))))?.toFraction()).toBe("3/2");
});

test("the hyperbolic tangent has forty digits, small or large", () => {
  const digits = (x: string) => decimal.apply.tanh(decimal.from(x)!)!.toSignificantDigits(40).toString();
  expect(digits("0.5")).toBe("0.4621171572600097585023184836436725487303");
  expect(digits("-2")).toBe("-0.964027580075816883946413724100923150255");
  expect(digits("0.05")).toBe("0.0499583749578799721983863652082843196428");
});

test("what is built alike becomes one object, and nothing else does", () => {
  const problem = problemOf({ type: "softmax_vjp", config: { upstream: [1, 0] }, params: {}, inputs: { z: [1, 2] } });
  const [z1, z2] = problem.network.leaves as [(typeof problem.network.leaves)[number], never];
  const interner = new Interner();
  const make = () => times(add(z1, constant(1)), of.exp(z2));
  expect(interner.of(make())).toBe(interner.of(make()));
  expect(interner.of(make())).toEqual(make());
  for (const other of [
    product([of.exp(z2), add(z1, constant(1))]),
    times(add(z1, constant(2)), of.exp(z2)),
    power(z1, 2),
  ])
    expect(interner.of(other)).not.toBe(interner.of(make()));
});
