import { DocumentError, expectTensors, type FamilyDocument, type LossDocument, measured } from "../document.ts";
import { type Expression, sum } from "../expression.ts";
import type { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";
import { defineLoss, type LossShape, readLoss } from "./loss.ts";
import { giveBiases, giveInputs, giveVector, giveWeights, ofTime, products } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

/** What the documents of recurrent cells have in common; y = V h + c after the last step or after every one. */
export type SequenceDocument = FamilyDocument & {
  readonly config: { readonly output: "last" | "all"; readonly loss: LossDocument };
  readonly inputs: { readonly x: number[][]; readonly h0: number[] };
  readonly targets: number[][];
};

export type SequenceShape = {
  readonly steps: number;
  readonly inputs: number;
  readonly units: number;
  readonly outputs: number;
  readonly output: "last" | "all";
  readonly loss: LossShape;
  readonly training: TrainingShape | undefined;
};

/** What sets a cell apart: how many blocks of rows its weights stack, its biases, and its states beside h. */
export type CellKind = {
  readonly blocks: number;
  readonly biases: readonly string[];
  readonly states?: readonly string[];
};

export function readSequence(document: SequenceDocument, { blocks, biases, states = [] }: CellKind): SequenceShape {
  const { config, inputs, params, targets } = document;
  const [steps, width] = measured("inputs.x", inputs.x, 2) as [number, number];
  const [units] = measured("inputs.h0", inputs.h0, 1) as [number];
  const [outputs] = measured("params.V", params["V"], 2) as [number];
  const also = (names: readonly string[], size: number) => Object.fromEntries(names.map((name) => [name, [size]]));
  expectTensors("inputs", inputs, { x: [steps, width], h0: [units], ...also(states, units) });
  const rows = blocks * units;
  const cell = { Wx: [rows, width], Wh: [rows, units], ...also(biases, rows) };
  expectTensors("params", params, { ...cell, V: [outputs, units], c: [outputs] });
  if (config.output !== "last" && config.output !== "all")
    throw new DocumentError("config.output", 'must be "last" or "all"');
  const loss = readLoss(config.loss, targets, config.output === "all" ? steps : 1, outputs);
  return { steps, inputs: width, units, outputs, output: config.output, loss, training: readTraining(document) };
}

export type Cell = {
  readonly x: readonly (readonly Quantity[])[];
  readonly h0: readonly Quantity[];
  readonly Wx: readonly (readonly Quantity[])[];
  readonly Wh: readonly (readonly Quantity[])[];
  readonly biases: readonly (readonly Quantity[])[];
};

/** Gives the numbers that every cell reads. */
export function giveCell(network: Network, shape: SequenceShape, { blocks, biases }: CellKind): Cell {
  const { units } = shape;
  return {
    x: giveInputs(network, "x", [shape.steps, shape.inputs], ofTime),
    h0: giveState(network, "h0", units),
    Wx: giveWeights(network, "Wx", [blocks * units, shape.inputs]),
    Wh: giveWeights(network, "Wh", [blocks * units, units]),
    biases: biases.map((name) => giveBiases(network, name, blocks * units)),
  };
}

/** The state before the first step. */
export const giveState = (network: Network, name: string, units: number): Quantity[] =>
  giveVector(network, `inputs.${name}`, { role: "input", tensor: name }, units);

/** The net input of a row of the stacked weights: Wx x + Wh h + b. */
export function netInput({ Wx, Wh, biases }: Cell, row: number, x: readonly Quantity[], h: readonly Quantity[]) {
  return sum([...products(Wx[row]!, x), ...products(Wh[row]!, h), ...biases.map((b) => b[row]!)]);
}

/** y = V h + c after the steps that are read out, and the loss over them. */
export function readOut(network: Network, shape: SequenceShape, hidden: readonly (readonly Quantity[])[]): void {
  const V = giveWeights(network, "V", [shape.outputs, shape.units]);
  const c = giveBiases(network, "c", shape.outputs);
  const first = shape.output === "all" ? 0 : shape.steps - 1;
  const y = hidden.slice(first).map((h, n) => {
    const rules = V.map((row, k): Expression => sum([...products(row, h), c[k]!]));
    return rules.map((rule, unit) => {
      const described = { role: "output", tensor: "y", index: [n, unit], unit, time: first + n } as const;
      return network.define(`forward.y.${n}.${unit}`, described, rule);
    });
  });
  defineLoss(network, shape.loss, y, { each: "loss_per_step" });
  if (shape.training) addTraining(network, shape.training);
}
