import type { FunctionRow } from "../expression.ts";
import type { Quantity } from "../quantity.ts";
import { CASES, FRACTION } from "./characters.ts";
import { derivativeAt } from "./differential.ts";
import { Text } from "./text.ts";
import { unknownName, unknownSign } from "./unknown.ts";
import type { Stop } from "./unreadable.ts";
import type { Match, UnitFunction, Vocabulary } from "./vocabulary.ts";

type Meant =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "quantity"; readonly quantity: Quantity }
  | { readonly kind: "function"; readonly row: FunctionRow | "f" }
  | UnitFunction
  /** d(of)/d(by), written as a fraction. */
  | { readonly kind: "derivative"; readonly of: Quantity; readonly by: Quantity }
  | { readonly kind: "sign"; readonly sign: string }
  | { readonly kind: "end" };

/** A piece of a formula and where it stands in what was typed. */
export type Token = Meant & { readonly position: number };

const SIGNS = new Set([
  ..."+ - * / ^ ( ) { } [ ] | , ' < > ≤ ≥ &".split(" "),
  FRACTION,
  CASES.open,
  CASES.next,
  CASES.close,
]);
const OPERANDS = new Set(["number", "quantity", "derivative", "unit function"]);
const CLOSING = new Set([")", "}", "]", "|", "'"]);

/** Cuts a formula into tokens; the names of the network are found before anything else. */
export function tokensOf(typed: string, vocabulary: Vocabulary): Token[] {
  return [...new Lexer(new Text(typed), vocabulary).tokens(), { kind: "end", position: typed.length }];
}

class Lexer {
  private readonly vocabulary: Vocabulary;
  private readonly text: Text;
  private readonly found: Token[] = [];
  private at = 0;

  constructor(text: Text, vocabulary: Vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
  }

  tokens(): readonly Token[] {
    while ((this.at = this.text.skip(this.at)) < this.text.length) this.next();
    return this.found;
  }

  private put(meant: Meant, end: number): void {
    this.found.push({ ...meant, position: this.text.position(this.at) });
    this.at = end;
  }

  private next(): void {
    const derivative = derivativeAt(this.text, this.vocabulary, this.at);
    if (derivative) return this.put({ kind: "derivative", ...derivative }, derivative.end);
    if (this.euler() || this.indicator() || this.comparing()) return;
    const match = this.match(this.at);
    if (match) return this.name(match);
    const numeral = this.numeral();
    if (numeral) return this.put({ kind: "number", text: numeral }, this.at + numeral.length);
    const sign = this.text.at(this.at);
    if (SIGNS.has(sign)) return this.put({ kind: "sign", sign }, this.at + 1);
    throw this.unknown();
  }

  private match(start: number): Match | undefined {
    return this.vocabulary.longest(this.text.chars, start);
  }

  private name({ meaning, end }: Match): void {
    if (meaning.kind === "ambiguous") {
      const [a, b] = meaning.among as [string, string];
      throw this.text.stop(
        "ambiguous name",
        this.at,
        `This may mean ${a} or ${b}. Write one of them.`,
        `这可能是 ${a}，也可能是 ${b}，请写明。`,
      );
    }
    if (meaning.kind !== "keyword") return this.put(meaning, end);
    if (meaning.word === "pi") return this.put({ kind: "number", text: "pi" }, end);
    this.put({ kind: "sign", sign: meaning.word }, end);
  }

  /** e^x is the exponential function, unless the network calls something e. */
  private euler(): boolean {
    if (this.text.at(this.at) !== "e" || this.match(this.at)) return false;
    const raised = this.text.past(this.at + 1, "^");
    if (raised !== undefined) this.put({ kind: "sign", sign: "e^" }, raised);
    return raised !== undefined;
  }

  /** The 1, or I, of 1[z > 0] and its like says nothing that the condition after it does not say. */
  private indicator(): boolean {
    const before = this.text.at(this.at - 1);
    const rest = this.text.slice(this.at, this.text.length);
    const one = /^(?:\{ *[1I] *\}|[1I]) *_? *(?=[([{])/.exec(rest)?.[0];
    if (one === undefined || /[\d.]/.test(before) || !startsCondition(rest.slice(one.length))) return false;
    this.at += one.length;
    return true;
  }

  /** >= in two signs, and = between square brackets, where it compares. */
  private comparing(): boolean {
    const [first, second] = [this.text.at(this.at), this.text.at(this.at + 1)];
    if (second === "=" && (first === ">" || first === "<"))
      this.put({ kind: "sign", sign: first === ">" ? "≥" : "≤" }, this.at + 2);
    else if (first === "=" && this.isInBrackets())
      this.put({ kind: "sign", sign: "=" }, this.at + (second === "=" ? 2 : 1));
    else return false;
    return true;
  }

  private isInBrackets(): boolean {
    const signs = this.found.flatMap((token) => (token.kind === "sign" ? [token.sign] : []));
    const open = signs.reduce((depth, sign) => depth + (sign === "[" ? 1 : sign === "]" ? -1 : 0), 0);
    return open > 0;
  }

  /** In \frac12 each digit is a number. */
  private isInFraction(): boolean {
    const [before, last] = this.found.slice(-2);
    const isFraction = (token: Token | undefined) => token?.kind === "sign" && token.sign === FRACTION;
    return isFraction(last ?? before) || (isFraction(before) && last?.kind === "number");
  }

  /** A numeral; in 2e1 the e1 may be a name. */
  private numeral(): string | undefined {
    if (this.isInFraction()) return /^\d/.exec(this.text.at(this.at))?.[0];
    if (!/[\d.]/.test(this.text.at(this.at))) return undefined;
    const rest = this.text.slice(this.at, this.text.length);
    const [plain, digits] = /^(\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest) ?? [];
    if (plain === undefined || digits === undefined) return undefined;
    return this.match(this.at + digits.length) ? digits : plain;
  }

  private unknown(): Stop {
    if (!/\p{L}/u.test(this.text.at(this.at))) return unknownSign(this.text, this.at);
    if (this.isTimes())
      return this.text.stop(
        "x as times",
        this.at,
        "x is no times sign here. Write *.",
        "这里的 x 不是乘号，乘号请写 *。",
      );
    return unknownName(this.text, this.vocabulary, this.wordStart());
  }

  /** An x between two factors, where nothing is called x. */
  private isTimes(): boolean {
    if (!/[xX]/.test(this.text.at(this.at))) return false;
    const before = this.found.at(-1);
    const isFactor = before && (OPERANDS.has(before.kind) || (before.kind === "sign" && CLOSING.has(before.sign)));
    if (!isFactor) return false;
    const after = this.text.skip(this.at + 1);
    const isNumbered = after === this.at + 1 && /\d/.test(this.text.at(after));
    if (isNumbered && (this.text.at(this.at - 1) === " " || this.vocabulary.names.some((name) => /^x\d/i.test(name))))
      return false;
    return /[\d(.\\⅟{[]/.test(this.text.at(after)) || this.match(after) !== undefined;
  }

  /** The start of a word whose beginning happens to be a name, as E is of Ex. */
  private wordStart(): number {
    const before = this.found.at(-1);
    if (!before) return this.at;
    const start = this.text.indexOf(before.position);
    return /^\p{L}+$/u.test(this.text.slice(start, this.at)) ? start : this.at;
  }
}

/** True for brackets with a sign between them that compares. */
function startsCondition(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if ("([{".includes(char)) depth++;
    if (")]}".includes(char)) depth--;
    if (depth === 0) return false;
    if ("<>≤≥".includes(char)) return true;
  }
  return false;
}
