import type { DenseDocument, LayerDocument } from "#engine/families/dense-shape.ts";
import { problemOf } from "#engine/problem.ts";
import { caseOf } from "./cases.ts";
import { ofWidths } from "./odd-shapes.ts";

type Loss = DenseDocument["config"]["loss"];

/** A dense network with these activation functions, each layer with a bias for every unit unless told otherwise. */
function dense(
  widths: readonly number[],
  activations: readonly LayerDocument["activation"][],
  loss: Loss["name"],
  {
    bias = "per_neuron",
    samples = 1,
    l2,
  }: { bias?: LayerDocument["bias"]; samples?: number; l2?: "half" | "full" } = {},
): DenseDocument {
  const plain = ofWidths(widths, { bias, dropout: undefined }, samples, { name: loss });
  const layers = plain.config.layers.map((layer, i) => ({ ...layer, activation: activations[i]! }));
  const params =
    bias === "none"
      ? Object.fromEntries(Object.entries(plain.params).filter(([id]) => id.startsWith("W")))
      : plain.params;
  const row = (t: readonly number[]): number[] =>
    loss === "ce" || loss === "softmax_ce"
      ? t.map((_, k) => (k === 0 ? 1 : 0))
      : loss === "bce"
        ? t.map(() => 1)
        : [...t];
  return {
    ...plain,
    config: { ...plain.config, layers, l2: l2 && { lambda: 0.1, convention: l2 } },
    params,
    targets: plain.targets.map(row),
    optimizer: { name: "sgd", lr: 0.1 },
  };
}

type Rule = Readonly<Record<string, number | string>> & { readonly name: string };

/** Two steps of an optimizer under given gradients. */
const steps = (optimizer: Rule) =>
  problemOf({
    type: "optim_seq",
    params: { w: [0.5] },
    grad_sequence: [[0.4], [-0.7]],
    optimizer: { lr: 0.1, ...optimizer },
  });
const moments = { beta1: 0.9, beta2: 0.99, eps: 1e-8 };

/** The networks that formulas are judged on. */
export const formulaNetworks = {
  mazur: problemOf(caseOf("P-mazur-1").spec),
  "case 1": problemOf(dense([2, 3, 2, 1], ["sigmoid", "sigmoid", "sigmoid"], "half_squared", { bias: "none" })),
  softmax: problemOf(dense([2, 2, 3], ["tanh", "identity"], "softmax_ce")),
  "softmax layer": problemOf(dense([2, 3], ["softmax"], "ce")),
  relu: problemOf(dense([2, 2, 2], ["relu", "identity"], "half_squared")),
  logistic: problemOf(dense([2, 1], ["sigmoid"], "bce")),
  batch: problemOf(dense([1, 1], ["sigmoid"], "half_squared", { samples: 2 })),
  "l2, half": problemOf(dense([2, 1], ["sigmoid"], "half_squared", { l2: "half" })),
  "l2, full": problemOf(dense([2, 1], ["identity"], "squared", { l2: "full" })),
  rnn: problemOf({
    type: "rnn",
    config: {
      activation: "tanh",
      output: "last",
      loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "sum" },
    },
    params: { Wx: [[0.5]], Wh: [[0.9]], b: [0.1], V: [[0.7]], c: [-0.3] },
    inputs: { x: [[-0.6], [0.8]], h0: [0.2] },
    targets: [[-0.35]],
  }),
  batchnorm: problemOf({
    type: "batchnorm",
    config: { eps: 0.001, momentum: 0.1, upstream: [[-0.8], [0.95], [-0.68]] },
    params: { gamma: [0.88], beta: [0.37] },
    inputs: { X: [[2.5], [2.2], [-0.54]] },
  }),
  momentum: steps({ name: "momentum", momentum: 0.8 }),
  "momentum as an average": steps({ name: "momentum_ema", momentum: 0.8 }),
  "momentum, classic": steps({ name: "momentum_classic", momentum: 0.8 }),
  nesterov: steps({ name: "nesterov", momentum: 0.8 }),
  "nesterov, looking ahead": problemOf({
    type: "optim_quad",
    config: { a: [1.5], c: [0.4] },
    params: { w: [-0.6] },
    optimizer: { name: "nesterov_lookahead", lr: 0.1, momentum: 0.8, steps: 2 },
  }),
  adagrad: steps({ name: "adagrad", eps: 1e-8 }),
  "adagrad, epsilon inside": steps({ name: "adagrad_epsin", eps: 1e-8 }),
  rmsprop: steps({ name: "rmsprop", alpha: 0.9, eps: 1e-8 }),
  adam: steps({ name: "adam", ...moments }),
  adamw: steps({ name: "adamw", ...moments, weight_decay: 0.2 }),
  "descent with decay": steps({ name: "sgd", weight_decay: 0.2 }),
} as const;
export type FormulaNetwork = keyof typeof formulaNetworks;
