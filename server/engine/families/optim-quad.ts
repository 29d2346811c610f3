import { expectDimensions, expectTensors, type FamilyDocument, measured, type OptimizerDocument } from "../document.ts";
import { HALF, minus, power, sum, times } from "../expression.ts";
import { Network } from "../network.ts";
import type { Family } from "./family.ts";
import { giveUnits, range } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

/** The path of an optimizer over a bowl: f = 1/2 sum a (w - c)^2. */
export type OptimQuadDocument = FamilyDocument & {
  readonly type: "optim_quad";
  readonly config: { readonly a: number[]; readonly c: number[] };
  readonly params: { readonly w: number[] };
  readonly optimizer: OptimizerDocument;
};

type Shape = { readonly units: number; readonly training: TrainingShape };

function shape(document: OptimQuadDocument): Shape {
  const { config, params } = document;
  const [units] = measured("params.w", params.w, 1) as [number];
  expectTensors("params", params, { w: [units] });
  expectDimensions("config.a", config.a, [units]);
  expectDimensions("config.c", config.c, [units]);
  return { units, training: readTraining(document)! };
}

function build({ units, training }: Shape): Network {
  const network = new Network();
  const w = giveUnits(network, "params.w", { role: "weight", tensor: "w" }, units);
  const a = giveUnits(network, "config.a", { role: "constant", tensor: "a" }, units);
  const c = giveUnits(network, "config.c", { role: "constant", tensor: "c" }, units);
  const terms = range(units).map((i) => times(HALF, a[i]!, power(minus(w[i]!, c[i]!), 2)));
  network.loss = network.define("loss", { role: "loss", tensor: "E", index: [] }, sum(terms));
  addTraining(network, training);
  return network;
}

export const optimQuad: Family<OptimQuadDocument, Shape> = { shape, build };
