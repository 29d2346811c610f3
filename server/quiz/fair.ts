import { type Activation, activations, isActivation } from "#engine/activations.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { functionOf, type Network } from "#engine/network.ts";
import { type Problem, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Ask } from "./ask.ts";
import { inSimpleRatio } from "./drafts/draft.ts";
import { openItem } from "./explain.ts";
import type { Level } from "./item.ts";
import { type UnfairAnswer, unfairAnswers } from "./unfair-answer.ts";
import { type UnseenStep, unseenStep } from "./unseen-steps.ts";
import { type Unseen, unseen } from "./unseen.ts";

/** Why a draft is not asked. The names appear in the statistics of draws. */
export type Unfairness =
  | "saturated"
  | "near a kink"
  | "all units off"
  | "inputs in ratio 1 or 2"
  | "probability near 1"
  | UnfairAnswer
  | Unseen
  | UnseenStep;

/** What is fair at a level: the least size of what is asked, and how far a net input keeps from a kink. */
const LEAST: Readonly<Record<"whole" | Level, number>> = {
  whole: 1,
  1: 0.01,
  2: 0.001,
  3: 0.001,
  4: 0.001,
  5: 0.0005,
};

/** Beyond these the slope is below 0.1, and the answer hangs on digits that nobody keeps. */
const MOST_NET: Readonly<Record<string, number>> = { sigmoid: 2.06, tanh: 1.82 };
const MOST_PROBABLE = 0.97;

/** Judges a draft; undefined when it is fair. What is the very point of a skill is spared. */
export function unfairness(
  document: NetworkDocument,
  ask: Ask,
  level: Level,
  spared: readonly Unfairness[] = [],
): Unfairness | undefined {
  const { problem, asked } = openItem({ network: document, ask });
  return reasons(problem, asked, level).find((reason) => !spared.includes(reason));
}

/** All that is unfair, found one by one; the cheap reasons come first. */
function* reasons(problem: Problem, asked: Quantity, level: Level): Generator<Unfairness> {
  if (inputsAlike(problem)) yield "inputs in ratio 1 or 2";
  yield* hardToCompute(problem);
  const hidden = unseen(problem) ?? unseenStep(problem);
  if (hidden) yield hidden;
  yield* unfairAnswers(problem, asked, leastSize(problem, level));
}

/** True where whatever is drawn freely is a whole number: the parameters, or the inputs of what has none. */
function isWhole({ network, given }: Problem): boolean {
  const drawn = network.parameters.length > 0 ? network.parameters : network.withRole("input");
  return drawn.every((q) => Number.isInteger(given.get(q)));
}

const leastSize = (problem: Problem, level: Level): number => LEAST[isWhole(problem) ? "whole" : level];

/** Only where units read whole rows of inputs could a wrong one pass unseen. */
function inputsAlike({ network, given }: Problem): boolean {
  if (network.widths.length === 0) return false;
  const rows = Map.groupBy(network.withRole("input"), ({ sample }) => sample);
  return [...rows.values()].some((row) =>
    row.some((x, i) => row.slice(i + 1).some((y) => inSimpleRatio(given.get(x)!, given.get(y)!))),
  );
}

function kinksOf(id: string): readonly number[] {
  const row: Activation | undefined = isActivation(id) ? activations[id] : undefined;
  return row?.kinks ?? [];
}

/** Saturation, kinks, dead layers and certain classes. */
function* hardToCompute(problem: Problem): Generator<Unfairness> {
  const { network } = problem;
  const outs = network.forward.filter((q) => netOf(network, q) !== undefined);
  const nets = outs.map((a) => netOf(network, a)!);
  const values = valuesOf(problem, problem.model.right, [...nets, ...outs]);
  const gates: boolean[] = [];
  const keep = isWhole(problem) ? 0.5 : 0.1;
  for (const [i, a] of outs.entries()) {
    const id = functionOf(network, a)?.id ?? "";
    const [z, out] = [values[i]!, values[outs.length + i]!];
    if (Math.abs(z) > (MOST_NET[id] ?? Infinity)) yield "saturated";
    if (out > MOST_PROBABLE && choosesAmong(network, a) > 1) yield "probability near 1";
    if (kinksOf(id).some((kink) => Math.abs(z - kink) < keep)) yield "near a kink";
    if (id === "relu") gates.push(z > 0);
  }
  if (gates.length > 0 && !gates.includes(true)) yield "all units off";
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
