import {
  type Mistaken,
  type Problem,
  type Question,
  type Reasoning,
  valuesOf,
  valuesTogether,
} from "#engine/problem.ts";
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

const applicable = new WeakMap<Network, Map<string | undefined, readonly MistakeId[]>>();

/** The mistakes that can be made in a network where one may be taught as the rule; those offered first are in front. */
export function applicableMistakes(network: Network, taught?: string): readonly MistakeId[] {
  const known = applicable.get(network) ?? new Map<string | undefined, readonly MistakeId[]>();
  applicable.set(network, known);
  let ids = known.get(taught);
  if (!ids) {
    const possible = mistakeIds.filter((id) => (mistakes[id] as Mistake).applies(network, taught));
    known.set(taught, (ids = possible.toSorted((a, b) => priorityOf(a) - priorityOf(b))));
  }
  return ids;
}

export const priorityOf = (id: MistakeId): Mistake["priority"] => mistakes[id].priority;

/** Two numbers that are the same for every purpose: a mistake with the key's number is invisible in this item. */
export const coincide = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

/** Mistakes that somebody may have made together. */
export type Guess = readonly MistakeId[];

const mistaken = (id: MistakeId): Mistaken => ({ id, replace: mistakes[id].replace });

export const reasoningOf = (problem: Problem, ids: Guess): Reasoning => problem.model.withMistakes(ids.map(mistaken));

/** The number that these mistakes together lead to, or undefined where they lead to none. */
export const predict = (problem: Problem, ids: Guess, asked: Quantity): number | undefined =>
  predictAll(problem, ids.join("+"), [ids], asked)[0];

/** The same for many guesses, which are computed together; `name` stands for the guesses in networks of one shape. */
export function predictAll(
  problem: Problem,
  name: string,
  guesses: readonly Guess[],
  asked: Quantity,
): (number | undefined)[] {
  const values = valuesUnder(problem, name, guesses, asked);
  const isProbable = stayProbable(problem, name, guesses);
  return values.map((value, i) => (Number.isFinite(value) && isProbable(i) ? value : undefined));
}

function valuesUnder(problem: Problem, name: string, guesses: readonly Guess[], asked: Quantity): number[] {
  if (!isExpression(problem.network, asked))
    return guesses.map((ids) => valueUnder(problem, reasoningOf(problem, ids), asked));
  return valuesTogether(problem, `${asked.id} by ${name}`, () => questions(problem, guesses, [asked]));
}

const questions = ({ model }: Problem, guesses: readonly Guess[], wanted: readonly Quantity[]): Question[] =>
  guesses.map((ids) => ({ rules: model.mistakenRules(ids.map(mistaken)), wanted }));

/** A wrong forward pass that leaves (0, 1) would be noticed at the logarithm of the loss. */
function stayProbable(problem: Problem, name: string, guesses: readonly Guess[]): (guess: number) => boolean {
  const { network, model } = problem;
  const outputs = network.lossRow?.probability ? network.outputs.flat() : [];
  if (outputs.length === 0) return () => true;
  const values = valuesTogether(problem, `outputs by ${name}`, () => [
    { rules: model.right.rules, wanted: outputs },
    ...questions(problem, guesses, outputs),
  ]);
  const right = values.splice(0, outputs.length);
  return (guess) =>
    right.every((rightly, k) => {
      const p = values[guess * outputs.length + k]!;
      return p === rightly || (p > 0 && p < 1);
    });
}

/** The numbers of all single mistakes that differ from the key, by priority. */
export function predictions(problem: Problem, asked: Quantity, key: number): Prediction[] {
  const ids = applicableMistakes(problem.network, problem.model.taught);
  const values = predictAll(
    problem,
    "single mistakes",
    ids.map((id) => [id]),
    asked,
  );
  return ids.flatMap((id, i) => {
    const value = values[i];
    return value === undefined || coincide(value, key) ? [] : [{ id, priority: priorityOf(id), value }];
  });
}
