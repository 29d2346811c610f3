import type { FunctionRow } from "../expression.ts";
import type { Quantity } from "../quantity.ts";
import { CASES, type Characters, charactersOf, FRACTION, PARTIAL } from "./characters.ts";
import { Stop } from "./unreadable.ts";
import type { Match, Vocabulary } from "./vocabulary.ts";

type Meant =
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "quantity"; readonly quantity: Quantity }
  | { readonly kind: "function"; readonly row: FunctionRow | "f" }
  /** d(of)/d(by), written as a fraction. */
  | { readonly kind: "derivative"; readonly of: Quantity; readonly by: Quantity }
  | { readonly kind: "sign"; readonly sign: string }
  | { readonly kind: "end" };

/** A piece of a formula and where it stands in what was typed. */
export type Token = Meant & { readonly position: number };

const SIGNS = new Set([
  ..."+ - * / ^ ( ) { } [ ] | , ' < > &".split(" "),
  FRACTION,
  CASES.open,
  CASES.next,
  CASES.close,
]);
const OPERANDS = new Set(["number", "quantity", "derivative"]);
const CLOSING = new Set([")", "}", "]", "|", "'"]);

/** Cuts a formula into tokens; the names of the network are found before anything else. */
export function tokensOf(text: string, vocabulary: Vocabulary): Token[] {
  return new Lexer(text, vocabulary).tokens();
}

class Lexer {
  private readonly vocabulary: Vocabulary;
  private readonly chars: Characters["chars"];
  private readonly from: Characters["from"];
  private readonly found: Token[] = [];
  private readonly end: number;
  private at = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.end = text.length;
    ({ chars: this.chars, from: this.from } = charactersOf(text));
  }

  tokens(): Token[] {
    for (this.space(); this.at < this.chars.length; this.space()) this.next();
    this.found.push({ kind: "end", position: this.end });
    return this.found;
  }

  private space(): void {
    while (this.chars[this.at] === " ") this.at++;
  }

  private put(meant: Meant, end: number): void {
    this.found.push({ ...meant, position: this.from[this.at]! });
    this.at = end;
  }

  private next(): void {
    const derivative = this.derivative(this.at);
    if (derivative) return this.put(derivative, derivative.end);
    if (this.euler()) return;
    const match = this.vocabulary.longest(this.chars, this.at);
    if (match) return this.name(match);
    const numeral = this.numeral();
    if (numeral) return this.put({ kind: "number", text: numeral }, this.at + numeral.length);
    const sign = this.chars[this.at]!;
    if (SIGNS.has(sign)) return this.put({ kind: "sign", sign }, this.at + 1);
    throw this.unknown();
  }

  private name({ meaning, end }: Match): void {
    if (meaning.kind === "ambiguous") {
      const [a, b] = meaning.among as [string, string];
      throw this.stop(
        "ambiguous name",
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
    if (this.chars[this.at] !== "e" || this.vocabulary.longest(this.chars, this.at)) return false;
    let after = this.at + 1;
    while (this.chars[after] === " ") after++;
    if (this.chars[after] !== "^") return false;
    this.put({ kind: "sign", sign: "e^" }, after + 1);
    return true;
  }

  /** A numeral; in 2e1 the e1 may be a name. */
  private numeral(): string | undefined {
    const rest = this.chars.slice(this.at, this.at + 400).join("");
    const [plain, digits] = /^(\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest) ?? [];
    if (plain === undefined || digits === undefined) return undefined;
    return this.vocabulary.longest(this.chars, this.at + digits.length) ? digits : plain;
  }

  /** dE/dw as one line or as a fraction. */
  private derivative(start: number): (Meant & { readonly end: number }) | undefined {
    const isFraction = this.chars[start] === FRACTION;
    const of = this.differential(isFraction ? this.skip(start + 1, "{") : start);
    if (!of) return undefined;
    const line = isFraction ? this.past(this.past(of.end, "}"), "{") : this.past(of.end, "/");
    const by = line === undefined ? undefined : this.differential(line);
    const end = by && isFraction ? this.past(by.end, "}") : by?.end;
    return by && end !== undefined ? { kind: "derivative", of: of.quantity, by: by.quantity, end } : undefined;
  }

  /** Past this sign and the spaces around it, if it stands here. */
  private past(start: number | undefined, sign: string): number | undefined {
    if (start === undefined) return undefined;
    return this.chars[this.skip(start, " ")] === sign ? this.skip(start, sign) : undefined;
  }

  /** Past some spaces and at most one of this sign. */
  private skip(start: number, sign: string): number {
    let at = start;
    while (this.chars[at] === " ") at++;
    if (this.chars[at] !== sign) return at;
    at++;
    while (this.chars[at] === " ") at++;
    return at;
  }

  private differential(start: number): { readonly quantity: Quantity; readonly end: number } | undefined {
    const inBraces = this.chars[start] === "{" && this.chars[start + 2] === "}";
    const sign = this.chars[inBraces ? start + 1 : start];
    if (sign !== "d" && sign !== PARTIAL) return undefined;
    const name = this.vocabulary.longest(this.chars, this.skip(start + (inBraces ? 3 : 1), " "));
    return name?.meaning.kind === "quantity" ? { quantity: name.meaning.quantity, end: name.end } : undefined;
  }

  private stop(
    kind: "unknown name" | "wrong case" | "ambiguous name" | "x as times" | "unexpected",
    en: string,
    zh: string,
  ) {
    return new Stop(kind, this.from[this.at]!, en, zh);
  }

  /** The letters, digits and indices that stand together here. */
  private word(): string {
    let end = this.at;
    while (/[\p{L}\d_{}^]/u.test(this.chars[end] ?? "") && !(this.chars[end] === "}" && end === this.at)) end++;
    return this.chars
      .slice(this.at, end)
      .join("")
      .replace(/[_{}^]+$/, "");
  }

  private unknown(): Stop {
    const char = this.chars[this.at]!;
    if (!/\p{L}/u.test(char))
      return this.stop("unexpected", `${char} has no meaning in a formula.`, `公式中不能使用 ${char}。`);
    if (this.isTimes())
      return this.stop("x as times", "x is no times sign here. Write *.", "这里的 x 不是乘号，乘号请写 *。");
    this.toWordStart();
    const word = this.word();
    const right = this.vocabulary.rightCase(word.replaceAll(/[{}]/g, ""));
    if (right !== undefined)
      return this.stop(
        "wrong case",
        `There is no ${word}, but there is ${right}.`,
        `没有 ${word}，但有 ${right}，请注意大小写。`,
      );
    const names = likely(this.vocabulary.names, word);
    return this.stop(
      "unknown name",
      `${word} is no name of this network. Expected one of its names, such as ${names.join(", ")}.`,
      `这个网络里没有 ${word}。应为网络中的名称，例如 ${names.join("、")}。`,
    );
  }

  /** An x between two factors, where nothing is called x. */
  private isTimes(): boolean {
    if (!/[xX]/.test(this.chars[this.at]!)) return false;
    const before = this.found.at(-1);
    const isFactor = before && (OPERANDS.has(before.kind) || (before.kind === "sign" && CLOSING.has(before.sign)));
    if (!isFactor) return false;
    const after = this.skip(this.at + 1, " ");
    const digit = /\d/.test(this.chars[after] ?? "") && this.vocabulary.names.some((name) => /^x\d/i.test(name));
    if (digit && after === this.at + 1) return false;
    return /[\d(.\\⅟{[]/.test(this.chars[after] ?? "") || this.vocabulary.longest(this.chars, after) !== undefined;
  }

  /** Back to the start of a word whose beginning happens to be a name, as E is of Ex. */
  private toWordStart(): void {
    const before = this.found.at(-1);
    const isLetters =
      before && /^\p{L}+$/u.test(this.chars.slice(this.from.indexOf(before.position), this.at).join(""));
    if (isLetters) this.at = this.from.indexOf(before.position);
  }
}

/** Names that a word may stand for: those that begin alike, else the first. */
function likely(names: readonly string[], word: string): readonly string[] {
  const alike = names.filter((name) => name[0]?.toLowerCase() === word[0]?.toLowerCase());
  return (alike.length > 0 ? alike : names).slice(0, 3);
}
