import type { Quantity } from "../quantity.ts";
import type { Token } from "./lexer.ts";
import { Stop, tooLong } from "./unreadable.ts";

/** What one formula may measure: it bounds the work of reading and of judging. */
export const MOST_NODES = 200;
export const MOST_DEPTH = 40;

/** A place among the tokens of a formula, and how much has been read up to there. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;
  private nodes = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get token(): Token {
    return this.tokens[this.at]!;
  }

  next(): Token {
    return this.tokens[this.at++]!;
  }

  isAtEnd(): boolean {
    return this.token.kind === "end";
  }

  isSign(sign: string): boolean {
    return this.token.kind === "sign" && this.token.sign === sign;
  }

  take(sign: string): boolean {
    const taken = this.isSign(sign);
    if (taken) this.at++;
    return taken;
  }

  /** Reads this quantity alone in parentheses, if it stands here. */
  takeInParentheses(q: Quantity): boolean {
    const [open, inside, close] = this.tokens.slice(this.at, this.at + 3);
    const isSo =
      open?.kind === "sign" &&
      open.sign === "(" &&
      inside?.kind === "quantity" &&
      inside.quantity === q &&
      close?.kind === "sign" &&
      close.sign === ")";
    if (isSo) this.at += 3;
    return isSo;
  }

  /** Reads on; what follows must be this sign, which the learner knows as `shown`. */
  close(sign: string, shown = sign): void {
    if (!this.take(sign)) throw this.expected(`"${shown}"`, `“${shown}”`);
  }

  /** What was expected instead of the token here. */
  expected(en: string, zh: string): Stop {
    return new Stop("unexpected", this.token.position, `Expected ${en} here.`, `此处应为${zh}。`);
  }

  /** Counts one more part of the formula. */
  count(): void {
    if (++this.nodes > MOST_NODES) throw tooLong(this.token.position, `${MOST_NODES} parts`, `${MOST_NODES} 个部分`);
  }

  /** Reads something one level further in. */
  nested<T>(read: () => T): T {
    if (++this.depth > MOST_DEPTH)
      throw tooLong(this.token.position, `${MOST_DEPTH} levels of parentheses`, `${MOST_DEPTH} 层嵌套`);
    const value = read();
    this.depth--;
    return value;
  }
}
