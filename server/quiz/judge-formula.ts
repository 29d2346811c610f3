import { type Difference, differenceFrom } from "#engine/difference.ts";
import { Equivalence } from "#engine/equivalence.ts";
import type { Expression } from "#engine/expression.ts";
import { type FormCondition, type Unmet, unmetBy } from "#engine/form.ts";
import { isUnreadable, readFormula, type Unreadable, vocabularyOf } from "#engine/formula.ts";
import type { Notation } from "#engine/notation/index.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Diagnosis } from "./diagnose.ts";
import { diagnoseFormula } from "./diagnose-formula.ts";

/** What is asked for as a formula: a quantity of a network, in a notation, perhaps in a certain form. */
export type AskedFormula = {
  readonly problem: Problem;
  readonly asked: Quantity;
  readonly notation: Notation;
  readonly conditions?: readonly FormCondition[];
};

/**
 * The verdict on a typed formula. A right one may still break conditions on its form, the first of which is that it
 * does not just name what is asked; `agreesHere` tells a wrong one that is right for the numbers of this network only.
 */
export type FormulaVerdict =
  | ({ readonly verdict: "unreadable" } & Unreadable)
  | { readonly verdict: "right"; readonly formula: Expression; readonly unmet: readonly Unmet[] }
  | ({
      readonly verdict: "wrong";
      readonly formula: Expression;
      readonly difference: Difference | undefined;
      readonly agreesHere: boolean;
    } & Diagnosis);

/** Reads a formula as it is typed, compares it with the right one, and says what is wrong with it. */
export function judgeFormula(
  { problem, asked, notation, conditions = [] }: AskedFormula,
  text: string,
): FormulaVerdict {
  const formula = readFormula(text, vocabularyOf(problem.network, notation));
  if (isUnreadable(formula)) return { verdict: "unreadable", ...formula };
  const equivalence = new Equivalence(problem);
  if (equivalence.areEqual(asked, formula) === true)
    return {
      verdict: "right",
      formula,
      unmet: unmetBy(formula, [{ form: "without", quantity: asked }, ...conditions]),
    };
  return {
    verdict: "wrong",
    formula,
    ...diagnoseFormula(problem, asked, formula, equivalence),
    difference: differenceFrom(problem.model.right, asked, formula, equivalence),
    agreesHere: equivalence.agreeHere(asked, formula),
  };
}
