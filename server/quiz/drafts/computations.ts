import type { Random } from "#engine/random.ts";
import { type Draft, drawApart, drawNumber, type Grid, TENTHS, TENTHS_TO_1, WHOLE_3, WHOLE_4 } from "./draft.ts";
import { graphOf, type Term } from "./graph.ts";

const HALVES: Grid = { step: 0.5, most: 3 };

const factor = (random: Random): number => drawNumber(random, { step: 1, least: 2, most: 5 });
const tenth = (random: Random): number => drawNumber(random, TENTHS);

/** Named inputs that a mistake does not mix up unseen. */
function inputs(random: Random, grid: Grid, names: readonly string[]): Record<string, number> {
  const numbers = drawApart(random, grid, names.length);
  return Object.fromEntries(names.map((name, i) => [name, numbers[i]!]));
}

/** z f(x, y)^2: one operation below others, so that the gradient that comes from above shows. */
const squared =
  (operation: (random: Random) => Term): Draft =>
  (random) =>
    graphOf(inputs(random, HALVES, ["x", "y", "z"]), ["mul", "z", ["pow", operation(random), 2]]);

const net: Term = ["add", ["add", ["mul", "w", "x"], ["mul", "u", "y"]], "b"];

const s: Term = ["add", "x", "y"];
const p: Term = ["mul", "x", "y"];

/** Small computations, written out node by node. */
export const computations = {
  /** (x + y) z and its kin */
  sumTimesInput: (random) =>
    graphOf(inputs(random, WHOLE_4, ["x", "y", "z"]), [
      "mul",
      [random.pick(["add", "sub"]), "x", ["mul", factor(random), "y"]],
      "z",
    ]),
  /** (x y + max(z, w))^2 */
  productAndMaximum: (random) =>
    graphOf(inputs(random, WHOLE_3, ["x", "y", "z", "w"]), [
      "pow",
      ["add", p, [random.pick(["max", "min"]), "z", "w"]],
      2,
    ]),
  /** ((x - y)^2 + z) / w */
  squareOverInput: (random) =>
    graphOf({ ...inputs(random, WHOLE_3, ["x", "y", "z"]), w: random.pick([2, 4, -2, -4, 5, -5]) }, [
      "div",
      ["add", ["pow", ["sub", "x", "y"], 2], ["mul", factor(random), "z"]],
      "w",
    ]),
  /** 1 / (1 + e^-(w x + u y + b)) */
  logistic: (random) =>
    graphOf(inputs(random, TENTHS, ["w", "x", "u", "y", "b"]), ["inv", ["add", 1, ["exp", ["neg", net]]]]),
  /** e^x y + ln(z) w */
  exponentialAndLogarithm: (random) =>
    graphOf({ ...inputs(random, TENTHS_TO_1, ["x", "y", "w"]), z: random.pick([0.2, 0.4, 0.5, 1.5, 2, 2.5, 3]) }, [
      "add",
      ["mul", ["exp", "x"], "y"],
      ["mul", ["log", "z"], "w"],
    ]),
  sum: squared(() => ["add", "x", "y"]),
  difference: squared(() => ["sub", "x", "y"]),
  product: squared(() => p),
  quotient: squared(() => ["div", "x", "y"]),
  maximum: squared((random) => [random.pick(["max", "min"]), "x", "y"]),
  /** z f(x y) */
  functionOfProduct: (random) =>
    graphOf(inputs(random, TENTHS, ["x", "y", "z"]), ["mul", "z", [random.pick(["exp", "inv", "tanh", "sigmoid"]), p]]),
  /** (x + y)^2 + c (x + y) z: the sum is read twice */
  sumReadTwice: (random) =>
    graphOf(inputs(random, WHOLE_3, ["x", "y", "z"]), ["add", ["pow", s, 2], ["mul", s, ["mul", factor(random), "z"]]]),
  /** p (a x - p) with p = x y: x by three paths */
  productReadTwice: (random) =>
    graphOf(inputs(random, WHOLE_4, ["x", "y"]), ["mul", p, ["sub", ["mul", factor(random), "x"], p]]),
  /** s = sigmoid(a x + b y), E = s y + e^s x */
  sigmoidReadTwice: (random) => {
    const activation: Term = ["sigmoid", ["add", ["mul", tenth(random), "x"], ["mul", tenth(random), "y"]]];
    return graphOf(inputs(random, TENTHS, ["x", "y"]), [
      "add",
      ["mul", activation, "y"],
      ["mul", ["exp", activation], "x"],
    ]);
  },
  /** u1 (w11 x1 + w12 x2) + u2 (w21 x1 + w22 x2): two layers that are one */
  linearLayers: (random) => {
    const unit = (j: number): Term => ["add", ["mul", `w${j}1`, "x1"], ["mul", `w${j}2`, "x2"]];
    const names = ["x1", "x2", "w11", "w12", "w21", "w22", "u1", "u2"];
    return graphOf(inputs(random, WHOLE_3, names), ["add", ["mul", "u1", unit(1)], ["mul", "u2", unit(2)]]);
  },
} as const satisfies Record<string, Draft>;
