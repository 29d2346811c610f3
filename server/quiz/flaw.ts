import { derive, type DerivationStep } from "#engine/derive.ts";
import { notations } from "#engine/notation/index.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { MistakeId } from "./mistakes/index.ts";
import { coincide, reasoningOf } from "./predictions.ts";

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
  const right = new Map(told(asked).map((step) => [step.quantity, step]));
  const isRight = ({ quantity, text }: DerivationStep): boolean => {
    const instead = right.get(quantity) ?? told(problem.network.find(quantity)!).at(-1);
    return instead?.text === text;
  };
  const lines = told(asked, reasoning);
  const line = lines.findIndex((one) => !isRight(one));
  const wrong = lines[line];
  if (!wrong || !differ(wrong, right.get(wrong.quantity))) return undefined;
  return { line, lines: lines.length, quantity: wrong.quantity, text: wrong.text };
}

const differ = (a: DerivationStep, b: DerivationStep | undefined): boolean =>
  typeof a.value === "number" && typeof b?.value === "number" && !coincide(a.value, b.value);
