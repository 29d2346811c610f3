import type { NetworkDocument } from "#contract/network.ts";
import type { Random } from "#engine/random.ts";
import { type Draft, drawNumber, drawVector, type Grid } from "./draft.ts";

type Activation = Extract<NetworkDocument, { type: "pointwise_activation" }>["config"];
type Loss = Extract<NetworkDocument, { type: "pointwise_loss" }>["config"];
type Draw = (random: Random) => number;

/** Far enough from 0 for a curve to differ from its tangent, near enough not to be saturated. */
const BEND: Grid = { step: 0.1, least: 0.3, most: 2 };

const onBend: Draw = (random) => drawNumber(random, BEND);
/** Mostly on the side where the function bends. */
const bendingLeft: Draw = (random) => (random.below(4) === 0 ? onBend(random) : -Math.abs(onBend(random)));

/** An activation function at two points: E = f(x_1) + f(x_2). */
const at =
  (activation: string, point: Draw = onBend, params?: (random: Random) => Activation["params"]): Draft =>
  (random) => ({
    type: "pointwise_activation",
    config: { activation, ...(params ? { params: params(random) } : {}) },
    params: { x: [point(random), point(random)] },
  });

/** A loss of two predictions, E = E_1 + E_2, each with its own target. */
const lossOf =
  (loss: string, grid: Grid, params?: (random: Random) => Loss["params"]): Draft =>
  (random) => ({
    type: "pointwise_loss",
    config: { loss, ...(params ? { params: params(random) } : {}) },
    params: { pred: drawVector(random, grid, 2) },
    targets: drawVector(random, grid, 2),
  });

const constantOf = (name: string, among: readonly number[]) => (random: Random) => ({ [name]: random.pick(among) });
const TENTHS_TO_3: Grid = { step: 0.1, most: 3 };

/** Activation functions and losses point by point. */
export const functions = {
  sigmoid: at("sigmoid"),
  tanh: at("tanh", (random) => drawNumber(random, { ...BEND, most: 1.8 })),
  elu: at("elu", bendingLeft, constantOf("alpha", [0.5, 1, 1.5, 2])),
  selu: at("selu", bendingLeft),
  silu: at("silu"),
  swish: at("swish", onBend, constantOf("beta", [0.5, 1.5, 2])),
  gelu: at("gelu"),
  mish: at("mish"),
  softplus: at("softplus", onBend, constantOf("beta", [0.5, 1, 2])),
  absolute: lossOf("absolute", TENTHS_TO_3),
  huber: lossOf("huber", TENTHS_TO_3, constantOf("delta", [0.5, 1, 1.5, 2])),
  smoothL1: lossOf("smooth_l1", TENTHS_TO_3, constantOf("beta", [0.5, 1, 1.5, 2])),
  logCosh: lossOf("log_cosh", { step: 0.1, most: 1 }),
} as const satisfies Record<string, Draft>;
