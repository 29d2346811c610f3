import { expectTensors, measured } from "../document.ts";
import { Network } from "../network.ts";
import type { Family } from "./family.ts";
import {
  type Ending,
  finish,
  type NormalisationDocument,
  readEnding,
  rootMeanSquared,
  standardised,
} from "./normalisation.ts";
import { giveInputs, ofSample } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

/** Every row normalised over its own features; `rms` divides by the root mean square alone, without mean and shift. */
export type LayerNormDocument = NormalisationDocument & {
  readonly type: "layernorm";
  readonly config: { readonly rms?: boolean | undefined };
};

type Shape = {
  readonly rows: number;
  readonly features: number;
  readonly rms: boolean;
  readonly ending: Ending;
  readonly training: TrainingShape | undefined;
};

function shape(document: LayerNormDocument): Shape {
  const { config, params, inputs } = document;
  const [rows, features] = measured("inputs.X", inputs.X, 2) as [number, number];
  expectTensors("inputs", inputs, { X: [rows, features] });
  const rms = config.rms ?? false;
  expectTensors("params", params, { gamma: [features], ...(rms ? {} : { beta: [features] }) });
  return { rows, features, rms, ending: readEnding(document, rows, features), training: readTraining(document) };
}

function build({ rows, features, rms, ending, training }: Shape): Network {
  const network = new Network();
  const X = giveInputs(network, "X", [rows, features], ofSample);
  const eps = network.given("config.eps", { role: "setting", tensor: "eps", index: [], layer: 1 });
  const normalise = rms ? rootMeanSquared : standardised;
  const normalised = X.map((xs, sample) => normalise(network, { xs, at: { index: [sample], sample } }, eps));
  finish(network, normalised, ending, !rms);
  if (training) addTraining(network, training);
  return network;
}

export const layernorm: Family<LayerNormDocument, Shape> = { shape, build };
