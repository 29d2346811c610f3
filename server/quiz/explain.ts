import { derive, type DerivationStep, numeral } from "#engine/derive.ts";
import { notations } from "#engine/notation.ts";
import { fraction } from "#engine/numbers.ts";
import { type Problem, problemOf, type Reasoning, valuesOver } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Symbol } from "#engine/expression.ts";
import { acceptance, accepts } from "./acceptance.ts";
import type { Bilingual } from "./bilingual.ts";
import type { Item } from "./item.ts";

/** A step of a derivation as a learner sees it. */
export type Step = DerivationStep & { exact?: string };

/** An item with its network built. */
export type OpenItem = { readonly problem: Problem; readonly asked: Quantity };

export function openItem(item: Item): OpenItem {
  const problem = problemOf(item.network);
  const asked = problem.network.find(item.ask.quantity);
  if (!asked) throw new Error(`the instance has no ${item.ask.quantity}`);
  return { problem, asked };
}

/** The derivation of the key, each number exact where the network has fractions. */
export function explain(item: Item): Step[] {
  const { problem, asked } = openItem(item);
  return stepsOf(item, problem, problem.model.right, asked);
}

/** The same derivation as somebody with other rules writes it. */
export function stepsOf(item: Item, problem: Problem, reasoning: Reasoning, asked: Quantity): Step[] {
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

/** One rung of the ladder of hints. */
export type HintOf = { readonly text: Bilingual; readonly formulas: Symbol[]; readonly reveals: boolean };

/**
 * The ladder: where the way goes, the numbers of the forward pass, the rules that lead up to the asked step, and at
 * last the asked step itself. Only the last one gives the point of the question away.
 */
export function hints(item: Item): HintOf[] {
  const steps = explain(item);
  const last = steps.at(-1)!;
  const told = numbersToTell(item);
  const before = steps.slice(0, -1);
  const forward = before.filter((step) => step.quantity.startsWith("forward.") || step.quantity === "loss");
  const backward = before.filter((step) => !forward.includes(step));
  const ladder: HintOf[] = [];
  if (before.length > 0) ladder.push(wayHint(backward.length > 0 ? backward : before));
  const numbers = backward.length > 0 ? forward.filter(told) : [];
  if (numbers.length > 0) ladder.push(forwardHint(numbers));
  if (before.length > 0) ladder.push(rulesHint(backward.length > 0 ? backward : before));
  ladder.push(askedHint(last));
  return ladder;
}

/** Where the target is 0 the output is the gradient by its net input: a number that is the key is no hint. */
function numbersToTell(item: Item): (step: Step) => boolean {
  const { problem, asked } = openItem(item);
  const right = acceptance(problem, asked);
  return ({ value }) =>
    value !== null && (right === undefined || ![value, -value].some((number) => accepts(right, number)));
}

const wayHint = (steps: readonly Step[]): HintOf => ({
  text: {
    en: "Work these out first, in this order.",
    zh: "按下面的顺序依次求出这些量。",
  },
  formulas: steps.map((step) => step.symbol),
  reveals: false,
});

const forwardHint = (steps: readonly Step[]): HintOf => ({
  text: { en: "The forward pass gives these numbers.", zh: "前向传播得到的数值如下。" },
  formulas: steps.map(({ symbol, value }) => ({
    text: `${symbol.text} = ${numeral(value!)}`,
    latex: `${symbol.latex} = ${numeral(value!)}`,
  })),
  reveals: false,
});

const rulesHint = (steps: readonly Step[]): HintOf => ({
  text: { en: "The rules that lead up to the last step.", zh: "最后一步之前要用到的公式。" },
  formulas: steps.map(({ text, latex }) => ({ text, latex })),
  reveals: false,
});

const askedHint = ({ text, latex }: Step): HintOf => ({
  text: { en: "The step that is asked for.", zh: "题目所求的这一步。" },
  formulas: [{ text, latex }],
  reveals: true,
});
