import { describe, expect, test } from "vitest";
import { compile } from "#engine/compile.ts";
import type { Expression } from "#engine/expression.ts";
import { negate } from "#engine/expression.ts";
import { givenValues, type Problem, problemOf, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { reasoningOf, valueUnder } from "#quiz/predictions.ts";
import {
  agree,
  publishedCalculatorCases,
  publishedCases,
  publishedFamilyCases,
  publishedTraining,
  reference,
} from "./cases.ts";

const find = ({ network }: Problem, path: string): Quantity => network.find(path)!;

/** The value of any expression over the quantities of a network. */
function valueOf(problem: Problem, e: Expression): number {
  const asked: Quantity = { kind: "quantity", id: "asked", role: "setting", tensor: "asked", index: [] };
  const tape = compile((q) => (q === asked ? e : problem.model.right.define(q)), [asked]);
  return tape.run(givenValues(problem, tape))[tape.slot(asked)]!;
}

/** One path's share of dE/dq: through the quantity c that reads q. */
const share = ({ model }: Problem, c: Quantity, q: Quantity): Expression => ({
  kind: "product",
  factors: [model.right.rules.upstream(c, q), model.right.rules.local(c, q)],
});

const slope = (problem: Problem, layer: number, unit: number): Expression =>
  problem.model.right.rules.local(
    find(problem, `forward.a${layer}.0.${unit}`),
    find(problem, `forward.z${layer}.0.${unit}`),
  );

/** What the worked examples call by names of their own. */
const named: Readonly<Record<string, (problem: Problem) => Expression>> = {
  E_o1: (p) => find(p, "forward.E.0.0"),
  E_o2: (p) => find(p, "forward.E.0.1"),
  dout_o1: (p) => slope(p, 2, 0),
  dout_h1: (p) => slope(p, 1, 0),
  path_o1_h1: (p) => share(p, find(p, "forward.z2.0.0"), find(p, "forward.a1.0.0")),
  path_o2_h1: (p) => share(p, find(p, "forward.z2.0.1"), find(p, "forward.a1.0.0")),
  minus_delta_o: (p) => negate(find(p, "deltas.z2.0.0")),
};

/** What we compute for a printed number. */
function computed(problem: Problem, path: string): number {
  if (path.startsWith("extra.")) return valueOf(problem, named[path.slice("extra.".length)]!(problem));
  const wrong = "wrong.path.updated_weights.";
  if (path.startsWith(wrong))
    return valueUnder(problem, reasoningOf(problem, ["path.updated_weights"]), find(problem, path.slice(wrong.length)));
  return valuesOf(problem, problem.model.right, [find(problem, path)])[0]!;
}

describe.each(publishedCases)("$id", ({ spec, published, extra }) => {
  const problem = problemOf(spec);

  test.each(published.filter(({ agrees }) => agrees))("prints $path = $printed", ({ path, printed, tolerance }) => {
    expect(Math.abs(computed(problem, path) - Number(printed))).toBeLessThanOrEqual(tolerance);
  });

  const misprints = published.filter(({ agrees }) => !agrees);
  test.each(misprints)("does not confirm the misprint $path = $printed", (misprint) => {
    expect(Math.abs(computed(problem, misprint.path) - Number(misprint.printed))).toBeGreaterThan(misprint.tolerance);
  });

  const extras = Object.entries(extra ?? {});
  test.each(extras)("%s to all digits", (name, want) => {
    expect(agree(computed(problem, `extra.${name}`), want)).toBe(true);
  });
});

describe.each(publishedFamilyCases)("$id", ({ spec, published }) => {
  const problem = problemOf(spec);
  const value = (path: string) => valuesOf(problem, problem.model.right, [find(problem, path)])[0]!;

  test.each(published.filter(({ agrees }) => agrees))("prints $path = $printed", ({ path, printed, tolerance }) => {
    const allowed = Math.max(tolerance, 1e-15 * Math.abs(Number(printed)));
    expect(Math.abs(value(path) - Number(printed))).toBeLessThanOrEqual(allowed);
  });

  test("no other printed number is confirmed", () => {
    const misprints = published.filter(({ agrees }) => !agrees);
    const confirmed = misprints.filter((one) => Math.abs(value(one.path) - Number(one.printed)) <= one.tolerance);
    expect(confirmed).toEqual([]);
  });
});

test("every printed number is judged: here, with the calculators or with the training", () => {
  const judged = [...publishedCases, ...publishedFamilyCases, ...publishedCalculatorCases, publishedTraining];
  const numbers = judged.flatMap(({ published }) => published);
  const { printed_numbers, agreeing } = reference("published.json") as Record<string, number>;
  expect([numbers.length, numbers.filter(({ agrees }) => agrees).length]).toEqual([printed_numbers, agreeing]);
});
