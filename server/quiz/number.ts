import type { Bilingual } from "./bilingual.ts";

/** A number that was read from an answer. */
export type ReadNumber = {
  readonly value: number;
  /** The value of the last digit typed, for a plain numeral; undefined where the answer was calculated. */
  readonly lastDigit: number | undefined;
};

/** An answer that says no number: where reading stopped, counted in characters from 0, and why. */
export type Unreadable = { readonly position: number; readonly reason: Bilingual };

const MOST_CHARACTERS = 400;
const MOST_NESTING = 40;

class Stop extends Error {
  readonly at: Unreadable;
  constructor(position: number, en: string, zh: string) {
    super(en);
    this.at = { position, reason: { en, zh } };
  }
}

/** Reads what a learner types: a decimal, a scientific numeral, a fraction, or arithmetic such as 0.1385*0.5933. */
export function readNumber(text: string): ReadNumber | Unreadable {
  try {
    return new Reader(text).read();
  } catch (error) {
    if (error instanceof Stop) return error.at;
    throw error;
  }
}

export const isUnreadable = (read: ReadNumber | Unreadable): read is Unreadable => "reason" in read;

const MINUS = /[−–—﹣]/u;
const TIMES = /[×·⋅∗]/u;

const FULL_WIDTH = /[！-～]/u;
const FULL_WIDTH_TO_ASCII = 0xfee0;

/**
 * One character as the reader knows it: full-width forms, typographic minus and times signs become ASCII. A raised 2
 * must not become a digit, or 3² would be read as 32.
 */
function plain(character: string): string {
  if (MINUS.test(character)) return "-";
  if (TIMES.test(character)) return "*";
  if (character === "÷" || character === "∕") return "/";
  return FULL_WIDTH.test(character) ? String.fromCodePoint(character.codePointAt(0)! - FULL_WIDTH_TO_ASCII) : character;
}

/** A recursive-descent reader: sum > product > sign > power > atom. */
class Reader {
  private readonly text: string;
  private at = 0;
  private depth = 0;
  private numerals: string[] = [];
  private operators = 0;
  /** The first operator whose result is not finite. */
  private endlessAt = 0;

  constructor(text: string) {
    if (text.length > MOST_CHARACTERS)
      throw new Stop(
        MOST_CHARACTERS,
        `This is longer than ${MOST_CHARACTERS} characters.`,
        `超过了 ${MOST_CHARACTERS} 个字符。`,
      );
    this.text = Array.from({ length: text.length }, (_, i) => plain(text[i]!)).join("");
  }

  read(): ReadNumber {
    this.space();
    if (this.at === this.text.length) throw new Stop(0, "Nothing is written here.", "还没有填写答案。");
    const value = this.sum();
    if (this.at < this.text.length) throw this.unexpected();
    if (!Number.isFinite(value))
      throw new Stop(
        this.endlessAt,
        "This has no finite value. Is there a division by 0?",
        "结果不是有限的数，是否除以了 0？",
      );
    return { value, lastDigit: this.operators === 0 ? lastDigitOf(this.numerals[0]!) : undefined };
  }

  private sum(): number {
    let total = this.product();
    for (;;) {
      if (this.take("+")) total += this.product();
      else if (this.take("-")) total -= this.product();
      else return total;
      this.operators++;
    }
  }

  private product(): number {
    let total = this.sign();
    for (;;) {
      const [before, at] = [total, this.at];
      if (this.take("*")) total *= this.sign();
      else if (this.take("/")) total /= this.sign();
      else if (this.text[this.at] === "(") total *= this.power();
      else return total;
      if (Number.isFinite(before) && !Number.isFinite(total)) this.endlessAt = at;
      this.operators++;
    }
  }

  private sign(): number {
    if (this.take("-")) return this.nested(() => -this.sign());
    if (this.take("+")) return this.nested(() => this.sign());
    return this.power();
  }

  private power(): number {
    const base = this.atom();
    if (!this.take("^")) return base;
    this.operators++;
    return base ** this.nested(() => this.sign());
  }

  private atom(): number {
    if (this.take("(")) {
      const value = this.nested(() => this.sum());
      if (!this.take(")")) throw this.expected('")"', "“)”");
      return value;
    }
    const numeral = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(this.text.slice(this.at))?.[0];
    if (numeral === undefined) throw this.unexpected();
    this.at += numeral.length;
    if (/^[,]\d/.test(this.text.slice(this.at)))
      throw new Stop(
        this.at,
        "Write the decimal mark as a point, without digit groups.",
        "小数点请用“.”，不要写千位分隔符。",
      );
    this.numerals.push(numeral);
    this.space();
    return Number(numeral);
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MOST_NESTING) throw new Stop(this.at, "There are too many parentheses.", "括号层数过多。");
    const value = read();
    this.depth--;
    return value;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    this.space();
    return true;
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  private unexpected(): Stop {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return this.expected("a number", "一个数");
    const found = String.fromCodePoint(code);
    if (/\p{L}/u.test(found))
      return new Stop(
        this.at,
        "Names and functions are not read here; write numbers.",
        "这里不识别变量名和函数，请写成数值。",
      );
    return new Stop(this.at, `“${found}” was not expected here.`, `这里不应出现“${found}”。`);
  }

  private expected(en: string, zh: string): Stop {
    return new Stop(this.at, `Expected ${en} here.`, `这里应为${zh}。`);
  }
}

/** 0.2910 -> 0.0001, 12e3 -> 1000. */
function lastDigitOf(numeral: string): number {
  const [mantissa, exponent] = numeral.toLowerCase().split("e") as [string, string | undefined];
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  return Number(`1e${Number(exponent ?? 0) - decimals}`);
}
