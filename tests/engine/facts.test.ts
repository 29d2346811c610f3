import { describe, expect, test } from "vitest";
import { Equivalence } from "#engine/equivalence.ts";
import { factsOf } from "#engine/facts.ts";
import { isUnreadable, readFormula, vocabularyOf } from "#engine/formula.ts";
import { notations } from "#engine/notation/index.ts";
import { type Problem, problemOf } from "#engine/problem.ts";

const softmax = (upstream: number[]) =>
  problemOf({ type: "softmax_vjp", config: { upstream }, params: {}, inputs: { z: [0.3, -0.2, 1] } });

const equalTo = (problem: Problem, path: string) => (text: string) => {
  const answer = readFormula(text, vocabularyOf(problem.network, notations.mazur));
  if (isUnreadable(answer)) throw new Error(`${text}: ${answer.reason.en}`);
  return new Equivalence(problem).areEqual(problem.network.find(path)!, answer);
};

const namesOf = (problem: Problem) => [...factsOf(problem).keys()].map(({ id }) => id);

describe("an entry of the Jacobian of a softmax, by the output that is marked", () => {
  const entry = (marked: number, by: number) =>
    equalTo(softmax([0, 1, 2].map((k) => (k === marked ? 1 : 0))), `grads.z.${by}`);

  test.each([
    ["p_1 (1 - p_1)", true],
    ["p_1 - p_1^2", true],
    ["p_1 (p_2 + p_3)", true],
    ["(1 - p_2 - p_3) (1 - p_1)", true],
    ["p_1", false],
    ["-p_1 p_2", false],
    ["1 - p_1", false],
    ["p_1 (p_1 - 1)", false],
    ["p_2 (1 - p_2)", false],
  ])("on the diagonal: %s is %s", (text, isRight) => {
    expect(entry(0, 0)(text)).toBe(isRight);
  });

  test.each([
    ["-p_1 p_2", true],
    ["-p_2 p_1", true],
    ["-(1 - p_2 - p_3) p_2", true],
    ["p_1 (0 - p_2)", true],
    ["-exp(z_1) exp(z_2)/(exp(z_1) + exp(z_2) + exp(z_3))^2", true],
    ["p_1 p_2", false],
    ["p_1 (1 - p_2)", false],
    ["-p_1 p_3", false],
    ["0", false],
  ])("beside it: %s is %s", (text, isRight) => {
    expect(entry(0, 1)(text)).toBe(isRight);
  });
});

test("what arrives at several outputs is a variable", () => {
  const equal = equalTo(softmax([1, 0.5, 0]), "grads.z.0");
  expect(equal("p_1 (1 - p_1)")).toBe(false);
  expect(equal("p_1 (1 - p_1) - 0.5 p_1 p_2")).toBe(false);
  expect(equal("p_1 (G_1 - G_1 p_1 - G_2 p_2 - G_3 p_3)")).toBe(true);
  expect(namesOf(softmax([1, 1, 0]))).toEqual([]);
});

test("the states of an optimizer and its clock start somewhere; gradients of 0 and 1 are variables all the same", () => {
  const problem = problemOf({
    type: "optim_seq",
    params: { w: [0.5] },
    grad_sequence: [[1], [0]],
    optimizer: { name: "momentum", lr: 0.1, momentum: 0.9 },
  });
  expect(namesOf(problem).toSorted()).toEqual(["clock", "state.gsum.params.w.0", "state.v.params.w.0"]);
  expect(equalTo(problem, "after.2.state.v.params.w.0")("mu g1 + g2")).toBe(true);
  expect(equalTo(problem, "after.2.state.v.params.w.0")("mu")).toBe(false);
});
