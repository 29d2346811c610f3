import { type Problem, type Reasoning, valuesOf } from "#engine/problem.ts";
import type { Network } from "#engine/network.ts";
import type { Quantity } from "#engine/quantity.ts";
import { trainFor } from "#engine/training.ts";
import { type MistakeId, mistakeIds, mistakes } from "./mistakes/index.ts";
import type { Mistake } from "./mistakes/mistake.ts";

/** More steps than this are run as a training loop instead of one long expression. */
const UNROLLED_STEPS = 4;

/** The value of a quantity under some reasoning; NaN where it is undefined. */
export function valueUnder(problem: Problem, reasoning: Reasoning, asked: Quantity): number {
  if (isExpression(problem.network, asked)) return valuesOf(problem, reasoning, [asked])[0]!;
  return trainFor(problem, reasoning, problem.network.training!.steps);
}

/** True unless it takes a training loop to say what a quantity is. */
export const isExpression = (network: Network, asked: Quantity): boolean =>
  (network.training?.steps ?? 0) <= UNROLLED_STEPS || asked !== network.lossAfter;

/** What somebody with one mistake would write down. */
export type Prediction = { readonly id: MistakeId; readonly priority: Mistake["priority"]; readonly value: number };

const applicable = new WeakMap<Network, readonly MistakeId[]>();

/** The mistakes that can be made in a network, those that are offered first in front. */
export function applicableMistakes(network: Network): readonly MistakeId[] {
  let ids = applicable.get(network);
  if (!ids) {
    ids = mistakeIds.filter((id) => mistakes[id].applies(network)).toSorted((a, b) => priorityOf(a) - priorityOf(b));
    applicable.set(network, ids);
  }
  return ids;
}

export const priorityOf = (id: MistakeId): Mistake["priority"] => mistakes[id].priority;

/** Two numbers that are the same for every purpose: a mistake with the key's number is invisible in this item. */
export const coincide = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

/** The number that these mistakes together lead to, or undefined where they lead to none. */
export function predict(problem: Problem, ids: readonly MistakeId[], asked: Quantity): number | undefined {
  const reasoning = reasoningOf(problem, ids);
  const value = valueUnder(problem, reasoning, asked);
  return Number.isFinite(value) && staysProbable(problem, reasoning) ? value : undefined;
}

export const reasoningOf = (problem: Problem, ids: readonly MistakeId[]): Reasoning =>
  problem.model.withMistakes(ids.map((id) => ({ id, replace: mistakes[id].replace })));

/** A wrong forward pass that leaves (0, 1) would be noticed at the logarithm of the loss. */
function staysProbable(problem: Problem, reasoning: Reasoning): boolean {
  const { network } = problem;
  if (!network.lossRow?.probability || reasoning.rules.define === problem.model.right.rules.define) return true;
  return valuesOf(problem, reasoning, network.outputs.flat()).every((p) => p > 0 && p < 1);
}

/** The numbers of all single mistakes that differ from the key, by priority. */
export function* predictions(problem: Problem, asked: Quantity, key: number): Generator<Prediction> {
  for (const id of applicableMistakes(problem.network)) {
    const value = predict(problem, [id], asked);
    if (value !== undefined && !coincide(value, key)) yield { id, priority: priorityOf(id), value };
  }
}
