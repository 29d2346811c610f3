import { type Difference, differenceFrom } from "#engine/difference.ts";
import { Equivalence } from "#engine/equivalence.ts";
import type { Expression, Symbol } from "#engine/expression.ts";
import { type FormCondition, type Unmet, unmetBy } from "#engine/form.ts";
import { isUnreadable, readFormula, type Unreadable, vocabularyOf } from "#engine/formula.ts";
import type { Notation } from "#engine/notation/index.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { type Names, write } from "#engine/write.ts";
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

/** A difference as it is shown: the terms are those that are missing or extra, or the one in which the factor stands. */
export type WrittenDifference = {
  readonly kind: Difference["kind"];
  readonly factor?: Symbol;
  readonly instead?: Symbol;
  readonly terms: readonly Symbol[];
};

/** Writes the parts of a difference with the names of a notation. */
export function writtenDifference(difference: Difference, names: Names): WrittenDifference {
  const shown = (e: Expression): Symbol => write(simplify(e), names);
  const term = "term" in difference && difference.term ? [difference.term] : [];
  return {
    kind: difference.kind,
    ...("factor" in difference ? { factor: shown(difference.factor) } : {}),
    ...("instead" in difference ? { instead: shown(difference.instead) } : {}),
    terms: ("terms" in difference ? difference.terms : term).map(shown),
  };
}

/** Reads a formula as it is typed, compares it with the right one, and says what is wrong with it. */
export function judgeFormula(
  { problem, asked, notation, conditions = [] }: AskedFormula,
  text: string,
): FormulaVerdict {
  const formula = readFormula(text, vocabularyOf(problem.network, notation));
  if (isUnreadable(formula)) return { verdict: "unreadable", ...formula };
  const equivalence = new Equivalence(problem, asked);
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
