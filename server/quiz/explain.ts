import { derive, type DerivationStep } from "#engine/derive.ts";
import { notations } from "#engine/notation/index.ts";
import { fraction } from "#engine/numbers.ts";
import { type Problem, problemOf, type Reasoning, valuesOver } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { isOnNetwork, type Item, type NetworkItem, type OnNetwork } from "./item.ts";

/** A step of a derivation as a learner sees it. */
export type Step = DerivationStep & { exact?: string };

/** An item with its network built. */
export type OpenItem = { readonly problem: Problem; readonly asked: Quantity };

export function openItem({ network, ask }: OnNetwork): OpenItem {
  const problem = problemOf(network);
  const asked = problem.network.find(ask.quantity);
  if (!asked) throw new Error(`the instance has no ${ask.quantity}`);
  return { problem, asked };
}

/** The derivation of the key, each number exact where the network has fractions. */
export function explain(item: Item): Step[] {
  if (!isOnNetwork(item)) return [];
  const { problem, asked } = openItem(item);
  return stepsOf(item, problem, problem.model.right, asked);
}

/** The same derivation as somebody with other rules writes it. */
export function stepsOf(item: NetworkItem, problem: Problem, reasoning: Reasoning, asked: Quantity): Step[] {
  const steps = derive(problem, reasoning, asked, notations[item.notation]);
  return isFractional(problem) ? steps.map((step) => withFraction(step, problem, reasoning)) : steps;
}

/** A fraction is worth showing while its denominator can be read. */
const MOST_DENOMINATOR = 9_999n;

function withFraction(step: DerivationStep, problem: Problem, reasoning: Reasoning): Step {
  if (step.value === null || Number.isInteger(step.value)) return step;
  const q = problem.network.find(step.quantity);
  const [exact] = q ? valuesOver(fraction, problem, reasoning, [q]) : [];
  return exact && exact.d > 1n && exact.d <= MOST_DENOMINATOR ? { ...step, exact: exact.toFraction() } : step;
}

/** True where the numbers of the network are fractions: then so is the loss, which all of them lead to. */
export const isFractional = (problem: Problem): boolean =>
  valuesOver(fraction, problem, problem.model.right, [problem.network.loss])[0] !== undefined;
