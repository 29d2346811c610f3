import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { derive, numeral } from "#engine/derive.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import type { LayerDocument, DenseDocument } from "#engine/families/dense-shape.ts";
import type { Network } from "#engine/network.ts";
import { type NotationId, notations } from "#engine/notation/index.ts";
import { problemOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { caseOf, caseOfFamily } from "./cases.ts";
import { canBeSet } from "./latex.ts";

/** Set this to write the files anew; then read the difference. */
const UPDATE = process.env["UPDATE_GOLDEN"] === "1";

const half = { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" } as const;
const layer = (activation: string, more: Partial<LayerDocument> = {}): LayerDocument => ({
  activation,
  bias: "none",
  ...more,
});

/** Two inputs, two hidden units, one output, without biases. */
const small = (hidden: LayerDocument, output: LayerDocument): DenseDocument => ({
  type: "dense",
  config: { layers: [hidden, output], loss: half },
  params: {
    W1: [
      [1, -3],
      [0.5, 1],
    ],
    W2: [[2, -1]],
  },
  inputs: { X: [[1, 0.5]] },
  targets: [[1]],
});

const neuron: DenseDocument = {
  type: "dense",
  config: { layers: [layer("sigmoid", { bias: "per_neuron" })], loss: half },
  params: { W1: [[0.5, -1]], b1: [0.2] },
  inputs: { X: [[1, 2]] },
  targets: [[1]],
};

const mazur = caseOf("P-mazur-1").spec;
const logits = caseOf("P-softmax-123").spec;
const batch: DenseDocument = {
  ...neuron,
  inputs: {
    X: [
      [1, 2],
      [-1, 0.5],
    ],
  },
  targets: [[1], [0]],
};
const residual = small(layer("tanh", { residual: true }), layer("identity"));
const dropout = small(layer("sigmoid", { dropout: { p: 0.5, mask: [[1, 0]] } }), layer("identity"));
const penalised: DenseDocument = {
  ...neuron,
  config: { ...neuron.config, l2: { lambda: 0.1, convention: "half" } },
};
const gated = small(layer("relu"), layer("identity"));
const momentum: DenseDocument = { ...neuron, optimizer: { name: "momentum", lr: 0.1, momentum: 0.9, steps: 2 } };
const lookAhead: DenseDocument = { ...momentum, optimizer: { ...momentum.optimizer!, name: "nesterov_lookahead" } };

const at = (path: string) => (network: Network) => network.find(path)!;
const afterTwo = (path: string) => (network: Network) => network.later(network.later(network.find(path)!));

type Golden = readonly [file: string, NetworkDocument, (network: Network) => Quantity, NotationId];
const goldens: readonly Golden[] = [
  ["mazur dE-dw5", mazur, at("grads.W2.0.0"), "mazur"],
  ["mazur dE-dw1", mazur, at("grads.W1.0.0"), "mazur"],
  ["mazur dE-dw1 as case1", mazur, at("grads.W1.0.0"), "case1"],
  ["mazur dE-dw1 as perceptron", mazur, at("grads.W1.0.0"), "perceptron"],
  ["mazur dE-dw1 as layered", mazur, at("grads.W1.0.0"), "layered"],
  ["mazur loss after one step", mazur, at("loss_after"), "mazur"],
  ["softmax of the target class", logits, at("deltas.z1.0.0"), "layered"],
  ["softmax of another class", logits, at("deltas.z1.0.1"), "layered"],
  ["batch with a mean", batch, at("grads.W1.0.0"), "layered"],
  ["residual dE-dx1", residual, at("grads.X.0.0"), "layered"],
  ["dropout kept unit", dropout, at("grads.W1.0.0"), "mazur"],
  ["dropout dropped unit", dropout, at("grads.W1.1.0"), "mazur"],
  ["L2 penalty", penalised, at("grads.W1.0.0"), "mazur"],
  ["ReLU open gate", gated, at("grads.W1.1.0"), "perceptron"],
  ["ReLU closed gate", gated, at("grads.W1.0.0"), "perceptron"],
  ["batch normalisation dE-dx1", caseOfFamily("D-batchnorm-004", "batchnorm"), at("grads.X.0.0"), "layered"],
  ["batch normalisation variance", caseOfFamily("D-batchnorm-004", "batchnorm"), at("grads.var.0"), "layered"],
  ["truncated recurrent weight", caseOfFamily("D-rnn_truncated-001", "rnn"), at("grads.Wh.0.0"), "mazur"],
  ["LSTM input weight", caseOfFamily("D-lstm-001", "lstm"), at("grads.Wx.0.0"), "layered"],
  ["GRU candidate weight", caseOfFamily("D-gru-002", "gru"), at("grads.Wh.2.0"), "layered"],
  ["causal attention query weight", caseOfFamily("D-attention-002", "attention"), at("grads.Wq.0.0"), "layered"],
  ["embedding read twice", caseOfFamily("D-embedding-001", "embedding"), at("grads.E.1.0"), "layered"],
  ["tied weight", caseOfFamily("D-tied_weights-002", "tied"), at("grads.W_total.0.0"), "layered"],
  ["graph with a power", caseOfFamily("D-graph-001", "graph"), at("grads.x"), "layered"],
  ["convolution kernel", caseOfFamily("D-conv1d-002", "conv1d"), at("grads.W.0.0.0"), "layered"],
  ["softmax with a given gradient", caseOfFamily("D-softmax_jacobian-002", "softmax_vjp"), at("grads.z.0"), "layered"],
  ["momentum second step", momentum, afterTwo("params.W1.0.0"), "mazur"],
  ["look-ahead momentum second step", lookAhead, afterTwo("params.W1.0.0"), "mazur"],
];

test.each(goldens)("%s", (file, document, wanted, notation) => {
  const problem = problemOf(document);
  const steps = derive(problem, problem.model.right, wanted(problem.network), notations[notation]);
  const written = steps
    .map(({ text, numbers, value, latex }) => `${text}\n  = ${numbers}\n  = ${numeral(value!)}\n  ${latex}\n`)
    .join("\n");
  const path = join(import.meta.dirname, "../golden", `${file}.txt`);
  if (UPDATE) writeFileSync(path, written);
  expect(written).toBe(readFileSync(path, "utf8"));
  expect(steps.filter(({ latex, numbersLatex }) => !canBeSet(latex) || !canBeSet(numbersLatex))).toEqual([]);
});
