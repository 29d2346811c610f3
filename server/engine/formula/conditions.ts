import { type Expression, isConstant, minus, ONE, over, times, ZERO } from "../expression.ts";
import { of } from "../functions.ts";
import { CASES } from "./characters.ts";
import type { Cursor } from "./cursor.ts";

/** Reads an expression up to the sign that ends it. */
type Part = () => Expression;

/** A number that is positive where a condition is met, or where it is not. */
type Condition = { readonly turnsOn: Expression; readonly whereMet: boolean };

const COMPARING = [">", "<", "≥", "≤"] as const;

/** True before a sign that compares. */
export const isComparing = (cursor: Cursor): boolean => COMPARING.some((sign) => cursor.isSign(sign));

/** What follows "a if": c > d else b. */
export function otherwise(cursor: Cursor, e: Expression, part: Part): Expression {
  const condition = comparison(cursor, part(), part);
  cursor.close("else");
  return chosen(condition, e, part());
}

/** The rows of a case distinction, the last of which may say "otherwise". */
export function cases(cursor: Cursor, part: Part): Expression {
  const e = part();
  cursor.take(",");
  cursor.close("&");
  if (cursor.take("else")) {
    cursor.close(CASES.close, "\\end{cases}");
    return e;
  }
  cursor.take("if");
  const condition = comparison(cursor, part(), part);
  if (cursor.take(CASES.close)) return chosen(condition, e, NOWHERE);
  cursor.close(CASES.next, "\\\\");
  return cursor.take(CASES.close) ? chosen(condition, e, NOWHERE) : chosen(condition, e, cases(cursor, part));
}

/** Where no row of a case distinction holds, there is no value. */
const NOWHERE = over(ZERO, ZERO);

/** 1 where the condition that is read on from `left` is met, else 0. */
export function indicator(cursor: Cursor, left: Expression, part: Part): Expression {
  const { turnsOn, whereMet } = comparison(cursor, left, part);
  return whereMet ? of.positive(turnsOn) : minus(ONE, of.positive(turnsOn));
}

/** The same for "left = right", which "[" has been read before. */
export function equality(left: Expression, right: Expression): Expression {
  const isNoMore = minus(ONE, of.positive(minus(left, right)));
  return times(isNoMore, minus(ONE, of.positive(minus(right, left))));
}

const chosen = ({ turnsOn, whereMet }: Condition, met: Expression, not: Expression): Expression =>
  whereMet ? of.select(turnsOn, met, not) : of.select(turnsOn, not, met);

/** c > d; `left` has been read. */
function comparison(cursor: Cursor, left: Expression, part: Part): Condition {
  const sign = COMPARING.find((compared) => cursor.take(compared));
  if (!sign) throw cursor.expected('">"', "“>”");
  const right = part();
  const isAbove = sign === ">" || sign === "≤";
  const [greater, less] = isAbove ? [left, right] : [right, left];
  return {
    turnsOn: isConstant(less, 0) ? greater : minus(greater, less),
    whereMet: sign === ">" || sign === "<",
  };
}
