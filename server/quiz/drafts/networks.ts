import { type Blueprint, draft } from "./dense.ts";
import { type Draft, TENTHS, TENTHS_TO_1, WHOLE_3, WHOLE_4 } from "./draft.ts";

const WHOLE_RATES = [0.1];
const RATES = [0.5, 0.25, 0.2];

const wholeNeuron = (activation: string): Blueprint => ({
  widths: [2, 1],
  activations: [activation],
  weights: WHOLE_4,
  inputs: WHOLE_4,
  targets: "whole",
  rates: WHOLE_RATES,
});

const tenths = (widths: readonly number[], activations: readonly string[]): Blueprint => ({
  widths,
  activations,
  weights: TENTHS,
  inputs: TENTHS_TO_1,
  targets: "hundredths",
  rates: RATES,
});

const whole = (widths: readonly number[]): Blueprint => ({
  widths,
  activations: [...widths.slice(2).map(() => "relu"), "identity"],
  weights: WHOLE_3,
  inputs: WHOLE_3,
  targets: "whole",
  rates: WHOLE_RATES,
});

const blueprints = {
  linearNeuron: wholeNeuron("identity"),
  reluNeuron: wholeNeuron("relu"),
  sigmoidNeuron: tenths([2, 1], ["sigmoid"]),
  tanhNeuron: { ...tenths([3, 1], ["tanh"]), targets: "tenths" },
  logistic: { ...tenths([2, 1], ["sigmoid"]), loss: { name: "bce" }, targets: "binary" },
  logisticWide: { ...tenths([3, 1], ["sigmoid"]), loss: { name: "bce" }, targets: "binary" },
  softmax3: { ...tenths([2, 3], ["softmax"]), loss: { name: "ce" }, targets: "one hot" },
  softmaxHidden: { ...tenths([2, 2, 3], ["tanh", "softmax"]), loss: { name: "ce" }, targets: "one hot" },
  relu221: whole([2, 2, 1]),
  relu222: whole([2, 2, 2]),
  relu2221: whole([2, 2, 2, 1]),
  sigmoid222: { ...tenths([2, 2, 2], ["sigmoid", "sigmoid"]), bias: "shared", frozenBiases: true },
  sigmoid222Biases: tenths([2, 2, 2], ["sigmoid", "sigmoid"]),
  sigmoid222Shared: { ...tenths([2, 2, 2], ["sigmoid", "sigmoid"]), bias: "shared" },
  tanh222: { ...tenths([2, 2, 2], ["tanh", "identity"]), targets: "tenths" },
  case1: { ...tenths([2, 3, 2, 1], ["sigmoid", "sigmoid", "sigmoid"]), bias: "none" },
  case1Small: { ...tenths([2, 2, 1], ["sigmoid", "sigmoid"]), bias: "none" },
  chain2: { ...tenths([1, 1, 1], ["sigmoid", "sigmoid"]), bias: "none" },
  chain3: { ...tenths([1, 1, 1, 1], ["sigmoid", "sigmoid", "sigmoid"]), bias: "none" },
  chainTanh: { ...tenths([1, 1, 1, 1], ["tanh", "tanh", "identity"]), bias: "none", targets: "tenths" },
  batchLinear: { ...wholeNeuron("identity"), samples: 3, weights: WHOLE_3, inputs: WHOLE_3 },
  batchLogistic: { ...tenths([2, 1], ["sigmoid"]), loss: { name: "bce" }, targets: "binary", samples: 3 },
  l2Neuron: {
    ...tenths([2, 1], ["sigmoid"]),
    l2: { lambda: [0.1, 0.2, 0.3], convention: "half" },
  },
  l2FullNeuron: {
    ...tenths([2, 1], ["identity"]),
    targets: "tenths",
    l2: { lambda: [0.1, 0.2, 0.3], convention: "full" },
  },
  dropout: {
    ...tenths([2, 3, 1], ["sigmoid", "identity"]),
    targets: "tenths",
    dropout: { layer: 1, p: [0.2, 0.4, 0.5] },
  },
  residual: { ...tenths([2, 2, 1], ["tanh", "identity"]), targets: "tenths", residual: [1] },
  residualDeep: { ...tenths([2, 2, 2, 1], ["tanh", "tanh", "identity"]), targets: "tenths", residual: [1, 2] },
  residualChain: {
    ...tenths([1, 1, 1, 1], ["tanh", "tanh", "identity"]),
    bias: "none",
    targets: "tenths",
    residual: [1, 2],
  },
  residualChain3: {
    ...tenths([1, 1, 1, 1, 1], ["tanh", "tanh", "tanh", "identity"]),
    bias: "none",
    targets: "tenths",
    residual: [1, 2, 3],
  },
  leakyNeuron: { ...wholeNeuron("leaky_relu"), leaks: [0.1, 0.2, 0.5] },
  leaky221: { ...whole([2, 2, 1]), activations: ["leaky_relu", "identity"], leaks: [0.1, 0.2, 0.5] },
  line: { ...wholeNeuron("identity"), widths: [1, 1], loss: { name: "squared" }, samples: 3 },
  plane: { ...wholeNeuron("identity"), loss: { name: "squared" }, samples: 3, weights: WHOLE_3, inputs: WHOLE_3 },
  squaredMean: { ...whole([2, 2]), loss: { name: "squared", reduction: "mean" } },
  squaredSum: { ...whole([2, 2]), loss: { name: "squared", reduction: "sum" } },
  squaredBatch: { ...whole([2, 2]), loss: { name: "squared", reduction: "sum" }, samples: 2, batch: "mean" },
  squaredBatchMean: { ...whole([2, 2]), loss: { name: "squared", reduction: "mean" }, samples: 2, batch: "sum" },
  huber: {
    ...tenths([2, 1], ["identity"]),
    loss: { name: "huber", params: { delta: 0.5 } },
    targets: "tenths",
  },
  logit: { ...tenths([2, 1], ["identity"]), loss: { name: "bce_logits" }, targets: "binary" },
  logitWide: { ...tenths([3, 1], ["identity"]), loss: { name: "bce_logits" }, targets: "binary" },
  likelihoodOfTwo: {
    ...tenths([2, 1], ["sigmoid"]),
    loss: { name: "bce" },
    targets: "binary",
    samples: 2,
    batch: "sum",
  },
  hinge: { ...tenths([2, 1], ["identity"]), loss: { name: "hinge" }, targets: "signs" },
  squaredHinge: { ...tenths([2, 1], ["identity"]), loss: { name: "squared_hinge" }, targets: "signs" },
  softTargets: { ...tenths([2, 3], ["softmax"]), loss: { name: "ce" }, targets: "distribution" },
  divergence: { ...tenths([2, 3], ["softmax"]), loss: { name: "kl" }, targets: "distribution" },
  smoothed: {
    ...tenths([2, 3], ["identity"]),
    loss: { name: "softmax_ce", params: { label_smoothing: 0.1 } },
    targets: "one hot",
  },
  matrix: { ...whole([3, 2]), inputs: { step: 1, most: 7 }, samples: 2, batch: "sum" },
  matrices: { ...whole([2, 3, 2]), samples: 2, batch: "sum" },
  vanishing: { ...tenths([1, 1, 1, 1, 1], ["sigmoid", "sigmoid", "sigmoid", "sigmoid"]), bias: "none" },
  exploding: {
    ...wholeNeuron("identity"),
    widths: [1, 1, 1, 1, 1],
    activations: ["identity", "identity", "identity", "identity"],
    bias: "none",
    weights: { step: 0.5, least: 1.5, most: 2.5 },
    inputs: { step: 0.1, most: 1 },
  },
} as const satisfies Record<string, Blueprint>;

const drafts = Object.entries<Blueprint>(blueprints).map(([name, blueprint]): [string, Draft] => [
  name,
  (random) => draft(blueprint, random),
]);

/** The kinds of layered network that items are drawn on, by the names that the drills use. */
export const networks = Object.fromEntries(drafts) as Record<keyof typeof blueprints, Draft>;
