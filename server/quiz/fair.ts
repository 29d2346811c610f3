import { type Activation, activations, isActivation } from "#engine/activations.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { functionOf, type Network } from "#engine/network.ts";
import { type Problem, valuesOf } from "#engine/problem.ts";
import { isLater, isParameter, type Quantity, root } from "#engine/quantity.ts";
import { type Acceptance, acceptance, accepts, valueBefore } from "./acceptance.ts";
import type { Ask } from "./ask.ts";
import { inSimpleRatio } from "./drafts/draft.ts";
import { openItem } from "./explain.ts";
import type { Level } from "./item.ts";
import { workedOut } from "./rounded-work.ts";
import { coincide, type Prediction, predictions } from "./predictions.ts";
import { type Unseen, unseen } from "./unseen.ts";

/** Why a draft is not asked. The names appear in the statistics of draws. */
export type Unfairness =
  | "saturated"
  | "near a kink"
  | "all units off"
  | "inputs in ratio 1 or 2"
  | "probability near 1"
  | "undefined"
  | "too small"
  | "too large"
  | "two gradients alike"
  | "mistake near the key"
  | "mistakes near each other"
  | "digits cancel"
  | "a number of the forward pass"
  | Unseen;

/** What is fair at a level: the least size of what is asked, and how far a net input keeps from a kink. */
const LEAST: Readonly<Record<"whole" | Level, number>> = {
  whole: 1,
  1: 0.01,
  2: 0.001,
  3: 0.001,
  4: 0.001,
  5: 0.0005,
};

/** Whole numbers beyond this, as of a step that diverges, test multiplication and not the chain rule. */
const MOST = 1_000;

/** Beyond these the slope is below 0.1, and the answer hangs on digits that nobody keeps. */
const MOST_NET: Readonly<Record<string, number>> = { sigmoid: 2.06, tanh: 1.82 };
/** An essential mistake within this share of the key could be taken for it. */
const CLEAR_OF_KEY = 0.006;
const LEAST_CHANGE = { weight: 0.001, loss: 0.005 };
const GRADIENTS_ALIKE = 0.004;
const MOST_PROBABLE = 0.97;

/** Judges a draft; undefined when it is fair. The cheap reasons come first. */
export function unfairness(document: NetworkDocument, ask: Ask, level: Level): Unfairness | undefined {
  const { problem, asked } = openItem({ network: document, ask });
  return (
    inputsAlike(problem) ??
    hardToCompute(problem) ??
    unseen(problem) ??
    unfairAnswer(problem, asked, leastSize(problem, level))
  );
}

/** True where whatever is drawn freely is a whole number: the parameters, or the inputs of what has none. */
function isWhole({ network, given }: Problem): boolean {
  const drawn = network.parameters.length > 0 ? network.parameters : network.withRole("input");
  return drawn.every((q) => Number.isInteger(given.get(q)));
}

const leastSize = (problem: Problem, level: Level): number => LEAST[isWhole(problem) ? "whole" : level];

/** Only where units read whole rows of inputs could a wrong one pass unseen. */
function inputsAlike({ network, given }: Problem): Unfairness | undefined {
  if (network.widths.length === 0) return undefined;
  const rows = Map.groupBy(network.withRole("input"), ({ sample }) => sample);
  const found = [...rows.values()].some((row) =>
    row.some((x, i) => row.slice(i + 1).some((y) => inSimpleRatio(given.get(x)!, given.get(y)!))),
  );
  return found ? "inputs in ratio 1 or 2" : undefined;
}

function kinksOf(id: string): readonly number[] {
  const row: Activation | undefined = isActivation(id) ? activations[id] : undefined;
  return row?.kinks ?? [];
}

/** Saturation, kinks, dead layers and certain classes. */
function hardToCompute(problem: Problem): Unfairness | undefined {
  const { network } = problem;
  const outs = network.forward.filter((q) => netOf(network, q) !== undefined);
  const nets = outs.map((a) => netOf(network, a)!);
  const values = valuesOf(problem, problem.model.right, [...nets, ...outs]);
  const gates: boolean[] = [];
  const keep = isWhole(problem) ? 0.5 : 0.1;
  for (const [i, a] of outs.entries()) {
    const id = functionOf(network, a)?.id ?? "";
    const [z, out] = [values[i]!, values[outs.length + i]!];
    if (Math.abs(z) > (MOST_NET[id] ?? Infinity)) return "saturated";
    if (out > MOST_PROBABLE && choosesAmong(network, a) > 1) return "probability near 1";
    if (kinksOf(id).some((kink) => Math.abs(z - kink) < keep)) return "near a kink";
    if (id === "relu") gates.push(z > 0);
  }
  return gates.length > 0 && !gates.includes(true) ? "all units off" : undefined;
}

/** How many a softmax chooses among; under a mask it may be one alone, which is certain for a reason. */
function choosesAmong(network: Network, a: Quantity): number {
  const definition = network.definition(a);
  return definition?.kind === "call" && definition.fn.id === "softmax" ? definition.args.length : 0;
}

/** The quantity that an activation function is applied to. */
function netOf(network: Network, a: Quantity): Quantity | undefined {
  const definition = network.definition(a);
  const net = definition?.kind === "call" ? definition.args[0] : undefined;
  return net?.kind === "quantity" ? net : undefined;
}

function unfairAnswer(problem: Problem, asked: Quantity, least: number): Unfairness | undefined {
  const right = acceptance(problem, asked);
  if (!right) return "undefined";
  if (Math.abs(right.key) < least || changesTooLittle(problem, asked, right.key)) return "too small";
  if (Math.abs(right.key) > MOST && !isCount(problem, asked)) return "too large";
  if (gradientsAlike(problem, asked, right.key)) return "two gradients alike";
  if (isCopied(problem, asked, right.key)) return "a number of the forward pass";
  return mistakesApart(problem, asked, right) ?? digitsCancel(problem, asked, right);
}

/** What is computed without anything to train, as the cost of a network, is as large as it is. */
const isCount = ({ network }: Problem, asked: Quantity): boolean => network.parameters.length === 0 && !asked.derived;

/**
 * A gradient that only repeats a number of the forward pass, or moves its point, asks for nothing; where an identity
 * says so, as p for p - 0, it is the point of the question.
 */
function isCopied(problem: Problem, asked: Quantity, key: number): boolean {
  const { network } = problem;
  const of = asked.derived?.as === "gradient" ? asked.derived.of : undefined;
  if (!of || network.identities.has(of)) return false;
  return valuesOf(problem, problem.model.right, network.forward).some((value) => hasDigitsOf(value, key));
}

/** Whole numbers with a digit or two are alike by chance, so only those of equal size count. */
function hasDigitsOf(value: number, key: number): boolean {
  if (coincide(Math.abs(value), Math.abs(key))) return true;
  const shift = Math.log10(Math.abs(value / key));
  return !Number.isInteger(key * 100) && Math.abs(shift - Math.round(shift)) < 1e-9;
}

/** Work that honestly keeps four digits must arrive; it does not where two large terms nearly cancel. */
function digitsCancel(problem: Problem, asked: Quantity, right: Acceptance): Unfairness | undefined {
  if (isLater(asked)) return undefined;
  return accepts(right, workedOut(problem, problem.model.right, asked, 4)) ? undefined : "digits cancel";
}

/** What an update changes must be seen in the digits that people write. */
function changesTooLittle(problem: Problem, asked: Quantity, key: number): boolean {
  const before = valueBefore(problem, asked);
  return before !== undefined && Math.abs(key - before) < LEAST_CHANGE[isLossAfter(asked) ? "loss" : "weight"];
}

/** Two gradients of one tensor of parameters must differ, or a wrong index would not show. */
function gradientsAlike(problem: Problem, asked: Quantity, key: number): boolean {
  const of = asked.derived?.as === "gradient" ? asked.derived.of : undefined;
  if (!of || !(isParameter(of) || of.role === "copy")) return false;
  const others = problem.network.withRole(of.role).filter((w) => w.tensor === of.tensor && w !== of);
  const values = valuesOf(
    problem,
    problem.model.right,
    others.map((w) => problem.network.gradient(w)),
  );
  return values.some((value) => Math.abs(value - key) <= GRADIENTS_ALIKE * Math.abs(key));
}

/** No mistake may pass for the key, and no two essential ones for each other. */
function mistakesApart(problem: Problem, asked: Quantity, right: Acceptance): Unfairness | undefined {
  const margin = isLater(asked) ? (right.high - right.key) * 1.2 : CLEAR_OF_KEY * Math.abs(right.key);
  const essential: Prediction[] = [];
  for (const prediction of predictions(problem, asked, right.key)) {
    if (Math.abs(prediction.value - right.key) <= margin) {
      if (isLossAfter(asked)) continue;
      return "mistake near the key";
    }
    if (prediction.priority !== 1) continue;
    if (essential.some((other) => confusable(right, other.value, prediction.value))) return "mistakes near each other";
    essential.push(prediction);
  }
  return undefined;
}

/**
 * Through a whole update many mistakes move the loss by less than anybody writes down. They can be told by their last
 * digits only, and do not spoil the item.
 */
const isLossAfter = (asked: Quantity): boolean => root(asked).role === "loss" && isLater(asked);

/** Known identities give the very same number and are listed as a tie. */
const confusable = (right: Acceptance, a: number, b: number): boolean =>
  !coincide(a, b) && Math.abs(a - b) <= right.band(a) + right.band(b);
