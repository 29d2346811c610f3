import { describe, expect, test } from "vitest";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { decimal, fraction } from "#engine/numbers.ts";
import { type Problem, problemOf, valuesOf, valuesOver } from "#engine/problem.ts";
import { trainFor } from "#engine/training.ts";
import { mistakes } from "#quiz/mistakes/index.ts";
import {
  agree,
  devCases,
  familyCases,
  leavesOf,
  publishedCases,
  publishedFamilyCases,
  type ReferenceCase,
  type Tree,
} from "./cases.ts";

const SECTIONS = ["forward", "loss", "grads", "deltas", "running", "updated", "loss_after"];

/** The expected numbers of a case with the paths by which they are asked for. */
const expectedNumbers = ({ expected }: Pick<ReferenceCase, "expected">) =>
  SECTIONS.flatMap((section) => (section in expected ? leavesOf(expected[section] as Tree, section) : [])).filter(
    ([, want]) => want !== null,
  );

const quantity = ({ network }: Problem, path: string) => {
  const found = network.find(path);
  if (!found) throw new Error(`nothing at ${path}`);
  return found;
};

const right = (problem: Problem, path: string): number =>
  valuesOf(problem, problem.model.right, [quantity(problem, path)])[0]!;

const cases: readonly ReferenceCase<NetworkDocument>[] = [
  ...devCases,
  ...publishedCases,
  ...familyCases,
  ...publishedFamilyCases,
];

describe.each(cases)("$id", (reference) => {
  const problem = problemOf(reference.spec);

  test("gives every number of the reference", () => {
    const numbers = expectedNumbers(reference);
    const off = numbers.filter(([path, want]) => !agree(right(problem, path), Number(want)));
    expect(numbers.length).toBeGreaterThan(5);
    expect(off).toEqual([]);
  });

  test("gives every number over decimals, to the fifteen digits that the reference prints", () => {
    const paths = expectedNumbers(reference).filter(([path]) => path !== "loss_after");
    const values = valuesOver(
      decimal,
      problem,
      problem.model.right,
      paths.map(([path]) => quantity(problem, path)),
    );
    const off = paths.filter(([, want], i) => {
      const got = values[i]!.toNumber();
      return !(Math.abs(got - Number(want)) <= Math.max(1e-15 * Math.abs(Number(want)), 1e-17));
    });
    expect(off).toEqual([]);
  });
});

describe("training", () => {
  const trained = devCases.filter(({ expected }) => expected.trajectory);

  test.each(trained)("$id passes through every weight of its trajectory", ({ spec, expected }) => {
    const problem = problemOf(spec);
    const off: string[] = [];
    trainFor(problem, problem.model.right, expected.trajectory!.length, (t, { lossBefore, after }) => {
      const step = expected.trajectory![t - 1]!;
      if (!agree(lossBefore, step.loss_before)) off.push(`loss before step ${t}`);
      for (const [path, want] of leavesOf(step.params_after))
        if (!agree(after(quantity(problem, `params.${path}`)), Number(want))) off.push(`${path} after step ${t}`);
    });
    expect(off).toEqual([]);
  });

  test.each([...devCases, ...familyCases].filter(({ expected }) => "loss_after" in expected))(
    "$id ends at its loss",
    ({ spec, expected }) => {
      const problem = problemOf(spec);
      const loss = trainFor(problem, problem.model.right, problem.network.training!.steps);
      expect(agree(loss, Number(expected["loss_after"]))).toBe(true);
    },
  );
});

test.each(devCases.filter(({ spec }) => spec.rational))("$id gives the exact fractions", ({ spec, expected }) => {
  const problem = problemOf(spec);
  const wanted = leavesOf(expected["exact"]!);
  const values = valuesOver(
    fraction,
    problem,
    problem.model.right,
    wanted.map(([path]) => quantity(problem, path)),
  );
  expect(wanted.map(([path], i) => [path, values[i]!.toFraction()])).toEqual(wanted);
});

describe("the tutorial's rule of Case 1", () => {
  test.each(devCases.filter(({ spec }) => spec.agh))(
    "$id updates to the weights that it implies",
    ({ spec, expected }) => {
      const problem = problemOf(spec);
      const { replace } = mistakes["path.agh_rule"];
      const reasoning = problem.model.withMistakes([{ id: "path.agh_rule", replace }]);
      const { updated } = expected["agh"] as { readonly updated: Tree };
      const off = leavesOf(updated).filter(
        ([path, want]) => !agree(valuesOf(problem, reasoning, [quantity(problem, `updated.${path}`)])[0], Number(want)),
      );
      expect(off).toEqual([]);
    },
  );
});

/** The document with one parameter moved by `by`. */
function moved(document: DenseDocument, { param, index }: { param: string; index: readonly number[] }, by: number) {
  const params = structuredClone(document.params) as Record<string, Tree>;
  const last = index.length - 1;
  const row = index.slice(0, -1).reduce<Tree>((at, i) => (at as Tree[])[i]!, params[param]!) as number[];
  row[index[last]!] = row[index[last]!]! + by;
  return { ...document, params } as DenseDocument;
}

test.each(devCases.filter(({ spec }) => spec.gradcheck))("$id gives the numeric gradient", ({ spec, expected }) => {
  const check = spec.gradcheck!;
  const lossAt = (by: number) => right(problemOf(moved(spec, check, by)), "loss");
  const [plus, minus] = [check.scheme === "backward" ? 0 : check.h, check.scheme === "forward" ? 0 : -check.h];
  const numeric = (lossAt(plus) - lossAt(minus)) / (plus - minus);
  const want = expected["gradcheck"] as Record<string, number>;
  expect(numeric).toBeCloseTo(want["numeric"]!, 9);
  expect(agree(right(problemOf(spec), `grads.${check.param}.${check.index.join(".")}`), want["analytic"]!)).toBe(true);
});
