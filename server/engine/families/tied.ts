import type { ActivationId } from "../activations.ts";
import { DocumentError, expectTensors, type FamilyDocument, type LossDocument, measured } from "../document.ts";
import { sum } from "../expression.ts";
import { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";
import { activated, readActivation } from "./elementwise.ts";
import type { Family } from "./family.ts";
import { defineLoss, type LossShape, readLoss } from "./loss.ts";
import { column, giveBiases, giveVector, giveWeights, products } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

/** An autoencoder that uses one matrix twice: h = f(W x + b1), y = W^T h + b2. */
export type TiedDocument = FamilyDocument & {
  readonly type: "tied";
  readonly config: { readonly activation: string; readonly loss: LossDocument };
  readonly inputs: { readonly x: number[] };
  readonly targets: number[][];
};

type Shape = {
  readonly inputs: number;
  readonly units: number;
  readonly activation: ActivationId;
  readonly loss: LossShape;
  readonly training: TrainingShape | undefined;
};

function shape(document: TiedDocument): Shape {
  const { config, params, inputs: given, targets } = document;
  const [inputs] = measured("inputs.x", given.x, 1) as [number];
  const [units] = measured("params.W_enc", params["W_enc"], 2) as [number];
  expectTensors("inputs", given, { x: [inputs] });
  const W = [units, inputs];
  expectTensors("params", params, { W_enc: W, W_dec: W, b1: [units], b2: [inputs] });
  if (String(params["W_enc"]) !== String(params["W_dec"]))
    throw new DocumentError("params.W_dec", "must hold the same numbers as W_enc: the weights are tied");
  const loss = readLoss(config.loss, targets, 1, inputs);
  const training = frozenTogether(readTraining(document));
  return { inputs, units, activation: readActivation(config.activation), loss, training };
}

/** Whoever freezes one use of the matrix freezes the matrix. */
const frozenTogether = (training: TrainingShape | undefined): TrainingShape | undefined =>
  training && { ...training, frozen: training.frozen.map((name) => (name.startsWith("W_") ? "W_total" : name)) };

function build({ inputs, units, activation, loss, training }: Shape): Network {
  const network = new Network();
  const x = giveVector(network, "inputs.x", { role: "input", tensor: "x" }, inputs);
  const W = giveWeights(network, "W_total", [units, inputs]);
  for (const w of W.flat()) network.writtenAt.set(w, `params.W_enc.${w.index.join(".")}`);
  const b1 = giveBiases(network, "b1", units, { layer: 1 });
  const b2 = giveBiases(network, "b2", inputs, { layer: 2 });
  const encoder = uses(network, W, "W_enc");
  const h = encoder.map((row, unit) => {
    const z = define(network, "net", "z", unit, sum([...products(row, x), b1[unit]!]));
    return define(network, "activation", "h", unit, activated(network, activation, z));
  });
  const decoder = uses(network, W, "W_dec");
  const y = b2.map((b, k) => define(network, "output", "y", k, sum([...products(column(decoder, k), h), b])));
  defineLoss(network, loss, [y]);
  if (training) addTraining(network, training);
  return network;
}

/** One of the places where the shared matrix is used; its gradient is that use's share of the whole. */
const uses = (network: Network, W: readonly (readonly Quantity[])[], tensor: string): Quantity[][] =>
  W.map((row) =>
    row.map((w) => {
      const { kind: _, id: __, ...described } = w;
      return network.define(`params.${tensor}.${w.index.join(".")}`, { ...described, role: "copy", tensor }, w);
    }),
  );

const define = (
  network: Network,
  role: "net" | "activation" | "output",
  tensor: string,
  unit: number,
  rule: Parameters<Network["define"]>[2],
): Quantity => network.define(`forward.${tensor}.${unit}`, { role, tensor, index: [unit], unit }, rule);

export const tied: Family<TiedDocument, Shape> = { shape, build };
