import { describe, expect, test } from "vitest";
import type { DenseDocument } from "#contract/network.ts";
import { withNumberAt } from "#engine/document.ts";
import { numberOf, withActivation, withLoss } from "../../client/explore/document.ts";
import { compute, stepsOf } from "../../client/explore/quantities.ts";
import { compareRule, type Ruled } from "../../client/explore/rule.ts";

/** Mazur's network; its numbers are known from the post and from independent computation. */
const mazur: DenseDocument = {
  type: "dense",
  config: {
    layers: [
      { activation: "sigmoid", bias: "shared" },
      { activation: "sigmoid", bias: "shared" },
    ],
    loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" },
  },
  params: {
    W1: [
      [0.15, 0.2],
      [0.25, 0.3],
    ],
    b1: 0.35,
    W2: [
      [0.4, 0.45],
      [0.5, 0.55],
    ],
    b2: 0.6,
  },
  inputs: { X: [[0.05, 0.1]] },
  targets: [[0.01, 0.99]],
  optimizer: { name: "sgd", lr: 0.5, frozen: ["b1", "b2"] },
};

describe("editing a network", () => {
  test("replaces one number and nothing else", () => {
    const edited = withNumberAt(mazur, "params.W1.1.0", 7);
    expect(edited.params["W1"]).toEqual([
      [0.15, 0.2],
      [7, 0.3],
    ]);
    expect(edited).toEqual({
      ...mazur,
      params: {
        ...mazur.params,
        W1: [
          [0.15, 0.2],
          [7, 0.3],
        ],
      },
    });
    expect(mazur.params["W1"]).toEqual([
      [0.15, 0.2],
      [0.25, 0.3],
    ]);
  });

  test("reaches shared biases, inputs and the learning rate", () => {
    expect(withNumberAt(mazur, "params.b1", 1).params["b1"]).toBe(1);
    expect(withNumberAt(mazur, "inputs.X.0.1", 1).inputs.X).toEqual([[0.05, 1]]);
    expect(withNumberAt(mazur, "optimizer.lr", 1).optimizer?.lr).toBe(1);
  });

  test("another function leaves the constants of the old one behind", () => {
    const leaky = {
      ...mazur,
      config: {
        ...mazur.config,
        layers: [{ activation: "leaky_relu", bias: "none" as const, params: { alpha: 0.1 } }],
      },
    };
    expect(withActivation(leaky, 0, "tanh").config.layers).toEqual([{ activation: "tanh", bias: "none" }]);
    expect(withLoss(mazur, "bce").config.loss).toMatchObject({ name: "bce", output_reduction: "sum" });
  });

  test.each([
    ["0.5", 0.5],
    [" -3 ", -3],
    ["−3", -3],
    [".5", 0.5],
    ["1.", 1],
    ["1e-3", 0.001],
    ["1/4", 0.25],
    ["0.5+0.25", 0.75],
    ["１．５", 1.5],
  ])("%j is a number", (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  test.each(["", " ", "abc", "1,5", "0x10", "1e999", "Infinity", "NaN", "1 2", "1/", "1/0"])("%j is none", (text) => {
    expect(numberOf(text)).toBeNull();
  });
});

describe("every quantity of a network", () => {
  const computed = compute(mazur, "mazur");
  const value = (id: string) =>
    Object.values(computed.rows)
      .flat()
      .find((row) => row.id === id)?.value;

  test("has its value", () => {
    expect(value("forward.z1.0.0")).toBeCloseTo(0.3775, 12);
    expect(value("loss")).toBeCloseTo(0.29837110876000267, 12);
    expect(value("deltas.z2.0.1")).toBeCloseTo(-0.038098236516556215, 12);
    expect(value("grads.W1.0.0")).toBeCloseTo(0.00043856773447434674, 12);
    expect(value("grads.a1.0.0")).toBeCloseTo(0.036350306393144675, 12);
    expect(value("updated.W2.0.0")).toBeCloseTo(0.3589164797178846, 12);
    expect(computed.rows.loss[1]?.value).toBeCloseTo(0.29102777369359933, 14);
  });

  test("is named in the notation", () => {
    const names = (notation: Parameters<typeof compute>[1]) =>
      compute(mazur, notation).fields.weights.map(({ symbol }) => symbol.text);
    expect(names("mazur")).toEqual(["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"]);
    expect(names("case1").slice(0, 2)).toEqual(["w(x1)1", "w(x2)1"]);
  });

  test("has a derivation that ends in it", () => {
    const ids = Object.values(computed.rows).flatMap((rows) => rows.map((row) => row.id));
    for (const id of ids) expect(stepsOf(computed, id).at(-1)?.quantity).toBe(id);
  });

  test("only what the document holds can be edited", () => {
    expect(computed.fields.settings.map((field) => field.path)).toEqual(["optimizer.lr"]);
    expect(computed.fields.biases.map((field) => field.value)).toEqual([0.35, 0.6]);
  });
});

describe("the tutorial's rule beside the gradient", () => {
  const response = (before: number, after: number, exact: number): [DenseDocument, Ruled] => [
    { ...mazur, params: { W1: [[before]] }, optimizer: { name: "sgd", lr: 0.5 } },
    { grads: { W1: [[exact]] }, agh: { updated: { W1: [[after]] } } },
  ];

  test("the implied gradient is what the update was, over the learning rate", () => {
    const [row] = compareRule(...response(1, 0.9, 0.05));
    expect(row).toMatchObject({ path: "W1.0.0", exact: 0.05, wrongWay: false });
    expect(row?.implied).toBeCloseTo(0.2, 12);
    expect(row?.ratio).toBeCloseTo(4, 12);
  });

  test("another sign is the wrong way", () => {
    expect(compareRule(...response(1, 1.1, 0.05))[0]?.wrongWay).toBe(true);
  });

  test("no ratio to a gradient of zero", () => {
    expect(compareRule(...response(1, 1.1, 0))[0]).toMatchObject({ ratio: null, wrongWay: false });
  });
});
