import { type Expression, isConstant, minus } from "../expression.ts";
import { of } from "../functions.ts";
import { CASES } from "./characters.ts";
import type { Cursor } from "./cursor.ts";

/** Reads an expression up to the sign that ends it. */
type Part = () => Expression;

/** What follows "a if": c > d else b. */
export function otherwise(cursor: Cursor, e: Expression, part: Part): Expression {
  const condition = comparison(cursor, part(), part);
  cursor.close("else");
  return of.select(condition, e, part());
}

/** The two rows of a case distinction. */
export function cases(cursor: Cursor, part: Part): Expression {
  const e = part();
  cursor.close("&");
  cursor.take("if");
  const condition = comparison(cursor, part(), part);
  cursor.close(CASES.next, "\\\\");
  const last = part();
  cursor.close("&");
  cursor.close("else");
  cursor.close(CASES.close, "\\end{cases}");
  return of.select(condition, e, last);
}

/** c > d as a number that is positive where it holds; `left` has been read. */
export function comparison(cursor: Cursor, left: Expression, part: Part): Expression {
  const flipped = cursor.take("<");
  if (!flipped) cursor.close(">");
  const right = part();
  if (flipped) return minus(right, left);
  return isConstant(right, 0) ? left : minus(left, right);
}
