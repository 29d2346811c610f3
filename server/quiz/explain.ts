import { derive, type DerivationStep } from "#engine/derive.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { type Notation, notations, withoutSlopes } from "#engine/notation/index.ts";
import { fraction } from "#engine/numbers.ts";
import { type Problem, problemOf, type Reasoning, valuesOver } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Ask } from "./ask.ts";
import { isOnNetwork, type Item, type NetworkItem } from "./item.ts";
import { mistakes } from "./mistakes/index.ts";

/** A step of a derivation as a learner sees it. */
export type Step = DerivationStep & { exact?: string };

type Opened = { readonly network: NetworkDocument; readonly ask: Ask };

/** An item with its network built. */
export type OpenItem = { readonly problem: Problem; readonly asked: Quantity };

export function openItem({ network, ask }: Opened): OpenItem {
  const problem = ask.kind === "agh_gradient" ? byAghRule(problemIn(network)) : problemIn(network);
  const asked = problem.network.find(ask.quantity);
  if (!asked) throw new Error(`the instance has no ${ask.quantity}`);
  return { problem, asked };
}

const built = new WeakMap<NetworkDocument, Problem>();

/** The problem of an item's document, which is looked at many times: at each one it is the same. */
export function problemIn(document: NetworkDocument): Problem {
  let problem = built.get(document);
  if (!problem) built.set(document, (problem = problemOf(document)));
  return problem;
}

/** The same network where the tutorial's rule is taught, which hands errors back without f'. */
const byAghRule = (problem: Problem): Problem => {
  const model = problem.model.teaching({ id: "path.agh_rule", replace: mistakes["path.agh_rule"].replace });
  return { ...problem, model };
};

/** The names that an item is written in; the AGH rule gives no derivatives, so that its numbers are not called so. */
export const notationOf = ({ notation, ask }: Pick<NetworkItem, "notation" | "ask">): Notation =>
  ask.kind === "agh_gradient" ? withoutSlopes(notations[notation]) : notations[notation];

/** The derivation of the key, or of all that a sheet asks for, each number exact where the network has fractions. */
export function explain(item: Item): Step[] {
  if (!isOnNetwork(item)) return [];
  const { problem, asked } = openItem(item);
  const all = item.form === "sheet" ? item.cells.map((id) => problem.network.find(id)!) : [asked];
  const steps = all.flatMap((q) => stepsOf(item, problem, problem.model.right, q));
  return [...new Map(steps.map((step) => [step.quantity, step])).values()];
}

/** The same derivation as somebody with other rules writes it. */
export function stepsOf(item: NetworkItem, problem: Problem, reasoning: Reasoning, asked: Quantity): Step[] {
  const steps = derive(problem, reasoning, asked, notationOf(item));
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

const fractional = new WeakMap<Problem, boolean>();

/** True where the numbers of the network are fractions: then so is the loss, which all of them lead to. */
export function isFractional(problem: Problem): boolean {
  let is = fractional.get(problem);
  if (is === undefined) {
    const [loss] = valuesOver(fraction, problem, problem.model.right, [problem.network.loss]);
    fractional.set(problem, (is = loss !== undefined));
  }
  return is;
}
