import { DocumentError, expectTensors, type FamilyDocument, type LossDocument, measured } from "../document.ts";
import { constant, over, sum } from "../expression.ts";
import { Network } from "../network.ts";
import type { Family } from "./family.ts";
import { defineLoss, type LossShape, readLoss } from "./loss.ts";
import { defineRow, giveBiases, giveMatrix, giveWeights, ofSample, products } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

/** Rows of a table looked up by number, added or averaged, then z = W h + b. */
export type EmbeddingDocument = FamilyDocument & {
  readonly type: "embedding";
  readonly config: { readonly ids: number[][]; readonly combine: "sum" | "mean"; readonly loss: LossDocument };
  readonly targets: number[][];
};

type Shape = {
  /** Which rows each sample reads; a row that is read twice counts twice. */
  readonly ids: readonly (readonly number[])[];
  readonly entries: number;
  readonly width: number;
  readonly outputs: number;
  readonly combine: "sum" | "mean";
  readonly loss: LossShape;
  readonly training: TrainingShape | undefined;
};

function shape(document: EmbeddingDocument): Shape {
  const { config, params, targets } = document;
  const { ids, combine } = config;
  const [entries, width] = measured("params.E", params["E"], 2) as [number, number];
  const [outputs] = measured("params.W", params["W"], 2) as [number];
  expectTensors("params", params, { E: [entries, width], W: [outputs, width], b: [outputs] });
  ids.forEach((row, n) => {
    const known = row.every((id) => Number.isInteger(id) && id >= 0 && id < entries);
    if (row.length === 0 || !known)
      throw new DocumentError(`config.ids.${n}`, `needs numbers from 0 to ${entries - 1}`);
  });
  if (ids.length === 0) throw new DocumentError("config.ids", "needs at least one sample");
  const loss = readLoss(config.loss, targets, ids.length, outputs);
  return { ids, entries, width, outputs, combine, loss, training: readTraining(document) };
}

function build({ ids, entries, width, outputs, combine, loss, training }: Shape): Network {
  const network = new Network();
  const kind = { role: "weight", tensor: "E" } as const;
  const E = giveMatrix(network, "params.E", kind, [entries, width], (source, unit) => ({ unit, source }));
  const W = giveWeights(network, "W", [outputs, width]);
  const b = giveBiases(network, "b", outputs);
  const z = ids.map((row, sample) => {
    const sums = E[0]!.map((_, d) => sum(row.map((id) => E[id]![d]!)));
    const combined = combine === "mean" ? sums.map((total) => over(total, constant(row.length))) : sums;
    const h = defineRow(network, "pooled", "h", ofSample(sample), combined);
    const rules = W.map((weights, k) => sum([...products(weights, h), b[k]!]));
    return defineRow(network, "net", "z", ofSample(sample), rules);
  });
  defineLoss(network, loss, z, { each: "loss_per_sample", listsProbabilities: true });
  if (training) addTraining(network, training);
  return network;
}

export const embedding: Family<EmbeddingDocument, Shape> = { shape, build };
