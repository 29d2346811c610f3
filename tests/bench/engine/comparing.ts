import { Equivalence } from "#engine/equivalence.ts";
import type { Expression } from "#engine/expression.ts";
import { isUnreadable, readFormula, vocabularyOf } from "#engine/formula.ts";
import { notations } from "#engine/notation/index.ts";
import { problemOf } from "#engine/problem.ts";
import { caseOf } from "../../engine/cases.ts";

const CHECKS = 20_000;

const mazur = problemOf(caseOf("P-mazur-1").spec);
const vocabulary = vocabularyOf(mazur.network, notations.mazur);

const formula = (text: string): Expression => {
  const read = readFormula(text, vocabulary);
  if (isUnreadable(read)) throw new Error(`${text}: ${read.reason.en}`);
  return read;
};

/** Comparisons in a second of one answer, new each time, with the right formula. */
function comparing(right: string, answer: string): number {
  const equivalence = new Equivalence(mazur);
  const key = formula(right);
  const answers = Array.from({ length: CHECKS }, () => formula(answer));
  const start = performance.now();
  for (const e of answers) equivalence.areEqual(key, e);
  return Math.round((CHECKS / (performance.now() - start)) * 1000);
}

/** Answers compared in a second, right and wrong ones, in Mazur's network. */
export const comparisons = (): Readonly<Record<string, number>> => ({
  "dE/dw5, equal": comparing("dE/dw5", "(o1 - t1) o1 (1 - o1) h1"),
  "dE/dw5, unequal": comparing("dE/dw5", "(t1 - o1) o1 (1 - o1) h1"),
  "dE/dw1, equal": comparing("dE/dw1", "(delta_o1 w5 + delta_o2 w7) h1 (1 - h1) i1"),
  "dE/dw1, unequal": comparing("dE/dw1", "(delta_o1 w5 + delta_o2 w6) h1 (1 - h1) i1"),
});
