import { describe, expect, test } from "vitest";
import type { NetworkDocument } from "#contract/network.ts";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import type { Ask, AskKind } from "#quiz/ask.ts";
import { graphOf } from "#quiz/drafts/graph.ts";
import { type Unfairness, unfairness } from "#quiz/fair.ts";
import type { Level } from "#quiz/item.ts";
import { judge } from "#quiz/judge.ts";

type Given = {
  readonly activations: readonly string[];
  readonly params: DenseDocument["params"];
  readonly x: readonly number[];
  readonly t: readonly number[];
  readonly loss?: string;
  readonly lr?: number;
};

const network = ({ activations, params, x, t, loss = "half_squared", lr = 0.5 }: Given): DenseDocument => ({
  type: "dense",
  config: {
    layers: activations.map((activation, i) => ({
      activation,
      bias: params[`b${i + 1}`] === undefined ? ("none" as const) : ("per_neuron" as const),
    })),
    loss: { name: loss, output_reduction: "sum", batch_reduction: "mean" },
  },
  params,
  inputs: { X: [[...x]] },
  targets: [[...t]],
  optimizer: { name: "sgd", lr },
});

const neuron = (activation: string, w: readonly number[], b: number, x: readonly number[], t: number): Given => ({
  activations: [activation],
  params: { W1: [[...w]], b1: [b] },
  x,
  t: [t],
});

const ask = (kind: AskKind, quantity: string): Ask => ({ kind, quantity });
const WEIGHT = ask("gradient_weight", "grads.W1.0.0");
const NET = ask("net", "forward.z1.0.0");
const UPDATED = ask("updated", "updated.W1.0.0");

const judged = (given: Given, asked: Ask, level: Level = 3) => unfairness(network(given), asked, level);

/** One neuron of each kind whose weight's gradient may be asked for. */
const FAIR: readonly Given[] = [
  neuron("sigmoid", [0.7, 0.3], 0.3, [0.9, 0.5], 0.9),
  neuron("tanh", [0.7, 0.3], 0.3, [0.9, 0.5], -0.7),
  neuron("identity", [3, -2], 1, [4, 3], -2),
  neuron("relu", [3, -2], 1, [4, 3], -2),
];

test.each(FAIR)("$activations.0 is fair", (given) => {
  expect(judged(given, WEIGHT)).toBeUndefined();
});

const [SIGMOID, TANH, LINEAR, RELU] = FAIR as [Given, Given, Given, Given];
const softmax = (w: readonly number[][]): Given => ({
  activations: ["softmax"],
  params: { W1: w.map((row) => [...row]) },
  x: [0.5, 0.8],
  t: [1, 0, 0],
  loss: "ce",
});

/** Two hidden units, of which the first is off. */
const HALF_OFF: Given = {
  activations: ["relu", "identity"],
  params: {
    W1: [
      [-3, 2],
      [3, -2],
    ],
    b1: [1, 2],
    W2: [[2, 3]],
    b2: [1],
  },
  x: [4, 3],
  t: [-2],
};
const KEPT: Given = { ...neuron("identity", [0.7, 0.3], 0.8, [0.9, 0.5], 1), loss: "hinge" };

const UNFAIR: readonly (readonly [Unfairness, string, Given, Ask])[] = [
  ["saturated", "sigmoid at 2.07", neuron("sigmoid", [1, 1], 0, [0.87, 1.2], 0.1), NET],
  ["saturated", "sigmoid at -2.07", neuron("sigmoid", [-1, -1], 0, [0.87, 1.2], 0.1), NET],
  ["saturated", "tanh at 1.83", neuron("tanh", [1, 1], 0, [0.63, 1.2], 0.1), NET],
  ["near a kink", "whole numbers at 0", neuron("relu", [3, -1], 0, [1, 3], 5), NET],
  ["near a kink", "tenths at 0.05", neuron("relu", [0.5, -0.5], 0, [0.4, 0.3], 1), NET],
  ["all units off", "net -5", neuron("relu", [-3, -1], 4, [1, 6], 5), NET],
  ["inputs in ratio 1 or 2", "1 and 2", { ...LINEAR, x: [1, 2] }, NET],
  ["inputs in ratio 1 or 2", "2 and 1", { ...LINEAR, x: [2, 1] }, NET],
  ["inputs in ratio 1 or 2", "0.3 and -0.6", { ...SIGMOID, x: [0.3, -0.6] }, NET],
  ["inputs in ratio 1 or 2", "the same but for the sign", { ...LINEAR, x: [3, -3] }, NET],
  [
    "probability near 1",
    "0.98 for one class",
    softmax([
      [4, 4],
      [1, 0.2],
      [0.4, -1],
    ]),
    ask("loss", "loss"),
  ],
  [
    "undefined",
    "the logarithm of a negative number",
    { ...LINEAR, loss: "bce", t: [1], x: [-4, 3] },
    ask("loss", "loss"),
  ],
  ["shut by a gate", "a weight into a ReLU that is off, beside one that is on", HALF_OFF, WEIGHT],
  ["shut by a gate", "a weight out of it", HALF_OFF, ask("gradient_weight", "grads.W2.0.0")],
  ["shut by a gate", "its own output", HALF_OFF, ask("output", "forward.a1.0.0")],
  ["shut by a gate", "the loss of a margin that is kept", KEPT, ask("loss", "loss")],
  ["shut by a gate", "its gradient", KEPT, WEIGHT],
  ["0 by accident", "a gradient without an error", { ...LINEAR, t: [7] }, WEIGHT],
  ["too small", "a gradient below 0.001", neuron("sigmoid", [0.6, -0.4], 0.3, [0.9, 0.5], 0.652), WEIGHT],
  ["too small", "an update that moves the weight by less than 0.0005", { ...SIGMOID, lr: 0.001 }, UPDATED],
  [
    "a number of the forward pass",
    "an output whose target is 0",
    { ...LINEAR, t: [0] },
    ask("gradient_bias", "grads.b1.0"),
  ],
  ["too large", "a loss of 4,050", { ...LINEAR, t: [-83] }, ask("loss", "loss")],
  ["two gradients alike", "inputs 0.3 % apart", neuron("identity", [0.6, -0.4], 0.3, [0.9, 0.9027], 0.1), WEIGHT],
  ["mistake near the key", "input 0.5 and output 0.501", neuron("sigmoid", [0.1, 0.3], 0, [0.5, -0.15], 0.9), WEIGHT],
  ["digits cancel", "an error of 0.03 beside outputs of 123", neuron("identity", [11.11], 0, [11.11], 123.4), WEIGHT],
  [
    "mistakes near each other",
    "out² (1 - out) beside the input",
    neuron("sigmoid", [0.5, 0.6], -0.066, [0.1446, 0.7], 0.9),
    WEIGHT,
  ],
];

const batch = (X: readonly number[]): NetworkDocument => ({
  type: "batchnorm",
  config: { eps: 1e-5, momentum: 0.1, upstream: [[0.3], [-0.5], [0.9]] },
  params: { gamma: [0.7], beta: [0.4] },
  inputs: { X: X.map((x) => [x]) },
});

const pooled = (X: readonly number[], type: "max" | "avg" = "max"): NetworkDocument => ({
  type: "conv1d",
  config: { stride: 1, padding: 0, pool: { type, size: 2, stride: 2 }, upstream: [[2, -3]] },
  params: { W: [[[2]]], b: [1] },
  inputs: { X: [[...X]] },
});

const attended = (X: number[][], causal = false): NetworkDocument => ({
  type: "attention",
  config: {
    scale: true,
    causal,
    loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "sum" },
  },
  params: { Wq: [[0.6], [0.4]], Wk: [[0.5], [-0.3]], Wv: [[0.7], [0.2]] },
  inputs: { X },
  targets: [[0.4], [-0.9]],
});

const stepped = (name: string, gradients: number[]): NetworkDocument => ({
  type: "optim_seq",
  params: { w: [0.7] },
  grad_sequence: gradients.map((g) => [g]),
  optimizer: name === "adam" ? { name, lr: 0.1 } : { name, lr: 0.1, momentum: 0.8 },
});

/** 5 f(x, y)^2 */
const chosen = (op: "max" | "min") => (x: number, y: number) =>
  graphOf({ x, y }, ["mul", 5, ["pow", [op, "x", "y"], 2]]);
const [greater, lesser] = [chosen("max"), chosen("min")];

const STEPPED = ask("after_steps", "after.updated.w.0");
const VARIANCE = ask("value", "forward.var.0");
const KERNEL = ask("gradient_weight", "grads.W.0.0.0");
const CONTEXT = ask("value", "forward.O.1.0");

/** Networks without layers: numbers of a group that are too alike, and the same network when they are not. */
const ALIKE: readonly (readonly [Unfairness, string, unfair: NetworkDocument, fair: NetworkDocument, Ask])[] = [
  ["variance near 0", "a batch of 2.0, 2.1, 2.3", batch([2, 2.1, 2.3]), batch([2, 3, 5]), VARIANCE],
  ["tie", "4 and 4 in a window", pooled([4, 4, 1, 2]), pooled([4, 3, 1, 2]), KERNEL],
  ["tie", "the maximum of 3 and 3", greater(3, 3), greater(3, -2), ask("gradient_input", "grads.x")],
  ["tie", "the minimum of -2 and -2", lesser(-3, -3), lesser(4, -3), ask("gradient_input", "grads.y")],
  [
    "attention even",
    "two rows with nearly the same key",
    attended([
      [1, 1.5],
      [1.1, 1.7],
    ]),
    attended([
      [1, 2.5],
      [2.5, -1.5],
    ]),
    CONTEXT,
  ],
  ["steps alike", "Adam at 0.3 and 0.3", stepped("adam", [0.3, 0.3]), stepped("adam", [0.3, 0.8]), STEPPED],
  [
    "a state back at 0",
    "a velocity of 0.8 * 0.5 - 0.4",
    stepped("momentum", [0.5, -0.4]),
    stepped("momentum", [0.5, -0.7]),
    STEPPED,
  ],
];

describe("unfair", () => {
  test.each(UNFAIR)("%s: %s", (reason, _what, given, asked) => {
    expect(judged(given, asked)).toBe(reason);
  });

  test.each(ALIKE)("%s: %s", (reason, _what, unfair, fair, asked) => {
    expect([unfairness(unfair, asked, 3), unfairness(fair, asked, 3)]).toEqual([reason, undefined]);
  });

  test("cases hold every reason", () => {
    const reasons: Record<Unfairness, true> = {
      saturated: true,
      "near a kink": true,
      "all units off": true,
      "inputs in ratio 1 or 2": true,
      "probability near 1": true,
      undefined: true,
      "too small": true,
      "shut by a gate": true,
      "0 by accident": true,
      "too large": true,
      "two gradients alike": true,
      "mistake near the key": true,
      "mistakes near each other": true,
      "digits cancel": true,
      "a number of the forward pass": true,
      "variance near 0": true,
      tie: true,
      "attention even": true,
      "steps alike": true,
      "a state back at 0": true,
    };
    expect([...new Set([...UNFAIR, ...ALIKE].map(([reason]) => reason))].toSorted()).toEqual(
      Object.keys(reasons).toSorted(),
    );
  });
});

describe("just fair", () => {
  test("equal numbers in a window that is averaged", () => {
    expect(unfairness(pooled([4, 4, 1, 5], "avg"), KERNEL, 3)).toBeUndefined();
  });

  test("the one row that the first row of a causal mask leaves, though its weight is 1", () => {
    const masked = attended(
      [
        [1, 2.5],
        [2.5, -1.5],
      ],
      true,
    );
    expect(unfairness(masked, CONTEXT, 3)).toBeUndefined();
  });

  test.each([
    ["sigmoid at 2.05", neuron("sigmoid", [1, 1], 0, [0.85, 1.2], 0.1), NET],
    ["tanh at 1.81", neuron("tanh", [1, 1], 0, [0.61, 1.2], 0.1), NET],
    ["a kink one unit away in whole numbers", neuron("relu", [3, -1], 1, [1, 3], 5), NET],
    ["a kink 0.15 away in tenths", neuron("relu", [0.5, -0.5], 0, [0.8, 0.5], 1), NET],
    ["inputs in ratio 3", { ...LINEAR, x: [1, 3] }, NET],
    ["a gradient of 1 in whole numbers", { ...LINEAR, x: [1, 3], t: [-3] }, WEIGHT],
  ])("%s", (_what, given, asked) => {
    expect(judged(given, asked)).toBeUndefined();
  });

  test("a size that one level asks for is too small at another", () => {
    const small = neuron("tanh", [0.6, -0.4], 0.3, [0.9, 0.5], 0.55);
    expect([judged(small, WEIGHT, 1), judged(small, WEIGHT, 2)]).toEqual(["too small", undefined]);
  });

  test("a ReLU that is off does not spoil a network where another one is on", () => {
    const two: Given = {
      activations: ["relu", "identity"],
      params: {
        W1: [
          [3, -2],
          [-3, 1],
        ],
        b1: [1, 2],
        W2: [[2, 3]],
        b2: [1],
      },
      x: [4, 3],
      t: [-2],
    };
    expect(judged(two, ask("gradient_weight", "grads.W2.0.0"))).toBeUndefined();
    expect(judged(RELU, NET)).toBeUndefined();
    expect(judged(TANH, NET)).toBeUndefined();
  });
});

test("a mistake that moves the loss after a step by a millionth spoils it, as it would a gradient", () => {
  const s4: Given = {
    activations: ["sigmoid", "sigmoid"],
    params: {
      W1: [
        [0.15, 0.2],
        [0.25, 0.3],
      ],
      b1: [0.35, 0.35],
      W2: [
        [0.4, 0.45],
        [0.5, 0.55],
      ],
      b2: [0.6, 0.6],
    },
    x: [0.05, 0.13],
    t: [0.01, 0.99],
  };
  const loss = ask("loss_after", "loss_after");
  expect(unfairness(network(s4), loss, 4, ["mistakes near each other"])).toBe("mistake near the key");
});

test("what is the very point of a skill is spared, and nothing else", () => {
  const saturated = network(neuron("sigmoid", [1, 1], 0, [0.87, 1.2], 0.1));
  expect(unfairness(saturated, NET, 3, ["saturated"])).toBeUndefined();
  expect(unfairness(saturated, NET, 3, ["too small"])).toBe("saturated");
  const flat = network({ ...LINEAR, t: [0], x: [3, -3] });
  expect(unfairness(flat, ask("gradient_bias", "grads.b1.0"), 3, ["inputs in ratio 1 or 2"])).toBe(
    "a number of the forward pass",
  );
});

test("a question about nothing is an error", () => {
  expect(() => judged(LINEAR, ask("net", "forward.z9.0.0"))).toThrow(/forward\.z9\.0\.0/);
});

describe("a 0", () => {
  const off: readonly Unfairness[] = ["shut by a gate"];
  const spared = (given: Given, asked: Ask) => unfairness(network(given), asked, 3, off);

  test("by a shut gate is spared where gates are the point", () => {
    expect(spared(HALF_OFF, WEIGHT)).toBeUndefined();
    expect(spared(KEPT, WEIGHT)).toBeUndefined();
  });

  test("by accident is not: without an error, or behind a gate that another path goes around", () => {
    expect(spared({ ...LINEAR, t: [7] }, WEIGHT)).toBe("0 by accident");
    const around: Given = { ...HALF_OFF, t: [25] };
    expect(spared(around, ask("gradient_weight", "grads.W1.1.0"))).toBe("0 by accident");
  });

  test("is the only answer that is right, and whoever opens the gate is told so", () => {
    const origin = { skill: "mlp.relu_exact", level: 3, seed: "by hand", generator: 1, notation: "mazur" } as const;
    const item = { ...origin, form: "number", network: network(HALF_OFF), ask: WEIGHT } as const;
    expect(judge(item, "0")).toMatchObject({ verdict: "right" });
    expect(judge(item, "0.0001")).toMatchObject({ verdict: "wrong" });
    // The output 25 misses the target -2 by 27; on to x1 by the weight 2 and the input 4, with the slope taken for 1.
    const opened = judge(item, "216");
    expect(opened).toMatchObject({ verdict: "wrong", certainty: "named" });
  });
});
