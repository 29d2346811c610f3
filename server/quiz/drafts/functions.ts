import type { NetworkDocument } from "#contract/network.ts";
import type { Random } from "#engine/random.ts";
import { type Draft, drawApart, drawNumber, drawVector, type Grid } from "./draft.ts";
import { graphOf, type Term } from "./graph.ts";

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

const LOGITS: Grid = { step: 0.1, most: 1.5 };

const focal = (random: Random, p: Term) =>
  graphOf({ z: drawNumber(random, { step: 0.01, least: 0.1, most: 1.9 }), alpha: random.pick([0.25, 0.5, 0.75]) }, [
    "neg",
    ["mul", "alpha", ["mul", ["pow", ["sub", 1, p], random.pick([2, 3])], ["log", p]]],
  ]);

/** A function of one argument to take differences of. */
function cubic(random: Random): (x: Term) => Term {
  const [a, b, n] = [
    random.pick([2, 3, 4, 5]),
    drawNumber(random, { step: 1, least: 2, most: 5 }),
    random.pick([2, 3]),
  ];
  return (x) => ["add", ["mul", a, ["pow", x, n]], ["mul", b, x]];
}
const pointAndStep = (random: Random) => ({
  x: random.pick([1, 2, 3, 4, -1, -2, -3]),
  h: random.pick([0.1, 0.2, 0.5]),
});

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
  /** u picks one row of the Jacobian. */
  jacobianEntry: (random) => ({
    type: "softmax_vjp",
    config: { upstream: random.shuffled([1, 0, 0]) },
    params: {},
    inputs: { z: drawApart(random, LOGITS, 3) },
  }),
  softmaxBack: (random) => ({
    type: "softmax_vjp",
    config: { upstream: drawApart(random, LOGITS, 3) },
    params: {},
    inputs: { z: drawApart(random, LOGITS, 3) },
  }),
  /** -ln p_1 for p = softmax(z / T) */
  temperature: (random) => {
    const [z1, z2, z3] = drawApart(random, TENTHS_TO_3, 3) as [number, number, number];
    const [right, second, third] = ["z1", "z2", "z3"].map((z): Term => ["exp", ["div", z, "T"]]) as [Term, Term, Term];
    const total: Term = ["add", ["add", right, second], third];
    return graphOf({ z1, z2, z3, T: random.pick([0.5, 1.5, 2, 2.5, 4]) }, ["neg", ["log", ["div", right, total]]]);
  },
  /** -alpha (1 - p)^gamma ln p with p = sigmoid(z), for t = 1 */
  focalRight: (random) => focal(random, ["sigmoid", "z"]),
  /** The same with p = 1 - sigmoid(z), for t = 0 */
  focalOther: (random) => focal(random, ["sub", 1, ["sigmoid", "z"]]),
  /** (f(x + h) - f(x - h)) / 2h for f(x) = a x^n + b x */
  centralDifference: (random) => {
    const f = cubic(random);
    return graphOf(pointAndStep(random), ["div", ["sub", f(["add", "x", "h"]), f(["sub", "x", "h"])], ["mul", 2, "h"]]);
  },
  /** (f(x + h) - f(x)) / h */
  forwardDifference: (random) => {
    const f = cubic(random);
    return graphOf(pointAndStep(random), ["div", ["sub", f(["add", "x", "h"]), f("x")], "h"]);
  },
} as const satisfies Record<string, Draft>;
