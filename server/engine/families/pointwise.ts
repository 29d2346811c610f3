import type { ActivationId } from "../activations.ts";
import { activations, type Activation } from "../activations.ts";
import { DocumentError, type Constants, expectDimensions, expectKnown } from "../document.ts";
import { expectTensors, type FamilyDocument, measured } from "../document.ts";
import { call, sum } from "../expression.ts";
import { isLoss, type Loss, type LossId, losses } from "../losses.ts";
import { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";
import { activated, readActivation } from "./elementwise.ts";
import type { Family } from "./family.ts";
import { settings } from "./settings.ts";
import { giveVector } from "./tensors.ts";

/** An activation function at several points, each on its own: L = sum f(x). */
export type PointwiseActivationDocument = FamilyDocument & {
  readonly type: "pointwise_activation";
  readonly config: { readonly activation: string; readonly params?: Constants | undefined };
  readonly params: { readonly x: number[] };
};

/** A loss of several predictions, each with its own target: L = sum E. */
export type PointwiseLossDocument = FamilyDocument & {
  readonly type: "pointwise_loss";
  readonly config: { readonly loss: string; readonly params?: Constants | undefined };
  readonly params: { readonly pred: number[] };
  readonly targets: number[];
};

type Shape<Id> = { readonly id: Id; readonly points: number };

function activationShape({ config, params }: PointwiseActivationDocument): Shape<ActivationId> {
  const id = readActivation(config.activation);
  const row: Activation = activations[id];
  expectKnown("config.params", config.params, row.params);
  const [points] = measured("params.x", params.x, 1) as [number];
  expectTensors("params", params, { x: [points] });
  return { id, points };
}

function buildActivation({ id, points }: Shape<ActivationId>): Network {
  const network = new Network();
  const xs = giveVector(network, "params.x", { role: "input", tensor: "x" }, points);
  const f = xs.map((x, unit) => {
    const described = { role: "activation", tensor: "f", index: [unit], unit } as const;
    return network.define(`forward.f.${unit}`, described, activated(network, id, x));
  });
  return summed(network, f);
}

function lossShape({ config, params, targets }: PointwiseLossDocument): Shape<LossId> {
  if (!isLoss(config.loss)) throw new DocumentError("config.loss", `unknown loss "${config.loss}"`);
  const row: Loss = losses[config.loss];
  if (row.over !== "output") throw new DocumentError("config.loss", `"${config.loss}" takes all outputs together`);
  expectKnown("config.params", config.params, row.params);
  const [points] = measured("params.pred", params.pred, 1) as [number];
  expectTensors("params", params, { pred: [points] });
  expectDimensions("targets", targets, [points]);
  if (row.binary && targets.some((t) => t < 0 || t > 1))
    throw new DocumentError("targets", `"${config.loss}" takes targets from 0 to 1`);
  return { id: config.loss, points };
}

function buildLoss({ id, points }: Shape<LossId>): Network {
  const network = new Network();
  const row: Loss = losses[id];
  if (row.over !== "output") throw new Error(`${id} is not a loss of one output`);
  const predictions = giveVector(network, "params.pred", { role: "input", tensor: "a" }, points);
  const targets = giveVector(network, "targets", { role: "target", tensor: "t" }, points);
  const constants = settings(network, row.params, "config.params");
  const errors = predictions.map((a, unit) => {
    const described = { role: "error", tensor: "E", index: [unit], unit } as const;
    return network.define(`forward.loss.${unit}`, described, call(row, a, targets[unit]!, ...constants));
  });
  return summed(network, errors);
}

function summed(network: Network, values: readonly Quantity[]): Network {
  network.loss = network.define("loss", { role: "loss", tensor: "E", index: [] }, sum(values));
  return network;
}

export const pointwiseActivation: Family<PointwiseActivationDocument, Shape<ActivationId>> = {
  shape: activationShape,
  build: buildActivation,
};
export const pointwiseLoss: Family<PointwiseLossDocument, Shape<LossId>> = { shape: lossShape, build: buildLoss };
