import { derive, type DerivationStep } from "#engine/derive.ts";
import { notations } from "#engine/notation/index.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { firstDifference } from "./first-difference.ts";
import type { MistakeId } from "./mistakes/index.ts";
import { reasoningOf } from "./predictions.ts";

/** Where a mistake first shows in a derivation. */
export type Flaw = {
  /** The place of the first wrong line, how many lines there are, and what the wrong one is about. */
  readonly line: number;
  readonly lines: number;
  readonly quantity: string;
  /** The wrong line itself: two mistakes that write the same cannot be told apart by it. */
  readonly text: string;
};

/**
 * Finds the first line that somebody with a mistake writes wrongly; undefined where that is open to doubt. The line has
 * to be one of the right derivation too, to come to another number, and to follow none but right lines.
 */
export function flawOf(problem: Problem, asked: Quantity, mistake: MistakeId): Flaw | undefined {
  const reasoning = reasoningOf(problem, [mistake]);
  if (reasoning.rules.report(asked) !== asked) return undefined;
  const told = (of: Quantity, by = problem.model.right) => derive(problem, by, of, notations.layered);
  const [right, lines] = [told(asked), told(asked, reasoning)];
  const difference = firstDifference(right, lines);
  if (typeof difference?.instead?.value !== "number" || difference.step.value === null) return undefined;
  const texts = new Map(right.map(({ quantity, text }) => [quantity, text]));
  const isRight = ({ quantity, text }: DerivationStep): boolean =>
    text === (texts.get(quantity) ?? told(problem.network.find(quantity)!).at(-1)?.text);
  const { line, step } = difference;
  if (!lines.slice(0, line).every(isRight) || isRight(step)) return undefined;
  return { line, lines: lines.length, quantity: step.quantity, text: step.text };
}
