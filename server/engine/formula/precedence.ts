import { CASES, FRACTION } from "./characters.ts";
import type { Token } from "./lexer.ts";

/** How tightly an operator holds its operands together; a power holds its exponent from the right. */
const SUM = 1;
const PRODUCT = 2;
export const SIGN = 3;
export const POWER = 4;
const INFIX: Readonly<Record<string, number>> = {
  "+": SUM,
  "-": SUM,
  "*": PRODUCT,
  "/": PRODUCT,
  "^": POWER,
  "'": POWER,
};
/** Signs that may begin a factor with no times sign before it. */
const OPENING = new Set(["(", "{", "[", "e^", FRACTION, CASES.open]);

/** The sign between two operands, or none where they stand side by side. */
export const infixSign = (token: Token): string => (token.kind === "sign" && INFIX[token.sign] ? token.sign : "");

/** How tightly a token holds what stands before it; 0 ends an expression. A factor needs no sign before it. */
export function bindingOf(token: Token): number {
  if (token.kind === "sign") return INFIX[token.sign] ?? (OPENING.has(token.sign) ? PRODUCT : 0);
  return token.kind === "end" || token.kind === "number" ? 0 : PRODUCT;
}
