import { compile } from "#engine/compile.ts";
import { type Expression, operands } from "#engine/expression.ts";
import { isUnreadable, readFormula, vocabularyOf } from "#engine/formula.ts";
import { notations } from "#engine/notation/index.ts";
import { decimal } from "#engine/numbers.ts";
import { problemOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { isUnreadable as isNoNumber, readNumber } from "#quiz/number.ts";
import { caseOf } from "../engine/cases.ts";

/** A formula is read in the names of some network; arithmetic uses none of them. */
const vocabulary = vocabularyOf(problemOf(caseOf("P-mazur-1").spec).network, notations.layered);
const WHOLE: Quantity = { kind: "quantity", id: "check", role: "node", tensor: "check", index: [] };

/** Why a check such as "1/3 = 0.333" does not hold to the digits printed on its right; undefined where it does. */
export function faultOf(check: string): string | undefined {
  const [left, right, ...rest] = check.split("=").map((side) => side.trim());
  if (left === undefined || right === undefined || rest.length > 0) return `${check}: not of the form a = b`;
  const printed = readNumber(right);
  if (isNoNumber(printed) || printed.lastDigit === undefined) return `${check}: no plain number on the right`;
  const read = readFormula(left, vocabulary);
  if (isUnreadable(read) || operands(read).size > 0) return `${check}: no arithmetic on the left`;
  const value = valueOf(read);
  if (!value?.isFinite()) return `${check}: no finite value on the left`;
  const holds = value
    .minus(right)
    .abs()
    .lte(printed.lastDigit / 2);
  return holds ? undefined : `${check}: it is ${value.toPrecision(15)}`;
}

/** The forty certain digits of a formula without names. */
function valueOf(arithmetic: Expression) {
  const tape = compile((q) => (q === WHOLE ? arithmetic : undefined), [WHOLE]);
  return tape.runOver(decimal, [])[tape.slot(WHOLE)];
}

/** The number on the right of a check, without its sign. */
export const printedBy = (check: string): string => check.split("=").at(-1)!.trim().replace(/^-/, "");

/** The decimal numbers that a text prints. */
export const decimalsOf = (text: string): string[] => text.match(/\d+\.\d+/g) ?? [];
