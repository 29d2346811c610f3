import { rightRules } from "../chain-rule.ts";
import type { FunctionRow, Symbol } from "../expression.ts";
import type { Network } from "../network.ts";
import { type Notation, symbolOf } from "../notation/index.ts";
import { Paths } from "../paths.ts";
import type { Quantity } from "../quantity.ts";
import { charactersOf } from "./characters.ts";
import { spellingsOf, unitsOf, writable } from "./functions.ts";

/** The function of one unit, as in f_6 or σ'_o1. */
export type UnitFunction = { readonly kind: "unit function"; readonly net: Quantity; readonly primed: boolean };

/** What a word of a formula means; `f` is the activation function of the unit it is applied to. */
export type Meaning =
  | { readonly kind: "quantity"; readonly quantity: Quantity }
  | { readonly kind: "function"; readonly row: FunctionRow | "f" }
  | UnitFunction
  | { readonly kind: "keyword"; readonly word: "if" | "else" | "pi" }
  | { readonly kind: "ambiguous"; readonly among: readonly string[] };

type Named = {
  readonly quantity: Quantity;
  readonly symbol: Symbol;
  readonly exact: readonly string[];
  readonly also: readonly string[];
};

type Node = { readonly next: Map<string, Node>; meaning?: Meaning };
const node = (): Node => ({ next: new Map() });

/** A name found in a formula: what it means, and the character after it. */
export type Match = { readonly meaning: Meaning; readonly end: number };

/** All that may be written of one network in one notation: its own names in every spelling, and the functions. */
export class Vocabulary {
  readonly network: Network;
  readonly notation: Notation;
  /** The names as the notation prints them, for messages. */
  readonly names: readonly string[];
  private readonly root = node();
  private readonly spellings = new Map<string, Meaning>();
  private readonly anyCase = new Map<string, string>();
  private readonly ways = new Map<Quantity, Paths>();

  constructor(network: Network, notation: Notation) {
    this.network = network;
    this.notation = notation;
    const named = quantitiesOf(network, notation).map((quantity) => {
      const symbol = symbolOf(network, notation, quantity);
      return {
        quantity,
        symbol,
        exact: [spelling(symbol.text), spelling(symbol.latex)],
        also: alsoCalled(network, notation, quantity),
      };
    });
    this.names = named.map(({ symbol }) => symbol.text);
    for (const { quantity, exact } of named) for (const text of exact) this.enter(text, { kind: "quantity", quantity });
    this.enterVariants(named);
    for (const { row, spellings } of writable)
      for (const text of spellings) this.enter(spelling(text), { kind: "function", row });
    this.enter("f", { kind: "function", row: "f" });
    this.enterUnits();
    for (const word of ["if", "else", "pi"] as const) this.enter(word, { kind: "keyword", word });
    for (const [word, spellings] of Object.entries(OTHER_KEYWORDS))
      for (const text of spellings) this.enter(text, { kind: "keyword", word: word as keyof typeof OTHER_KEYWORDS });
  }

  /** What is looser than the printed names counts where only one quantity can be meant. */
  private enterVariants(named: readonly Named[]): void {
    const pairs = named.flatMap(({ quantity, symbol, exact, also }) =>
      [...new Set([...exact, ...also].flatMap(looser))].map((text) => ({ text, quantity, name: symbol.text })),
    );
    for (const [text, bearers] of Map.groupBy(pairs, (pair) => pair.text)) {
      const among = [...new Set(bearers.map(({ name }) => name))];
      const [{ quantity }] = bearers as [(typeof bearers)[number]];
      this.enter(text, among.length > 1 ? { kind: "ambiguous", among } : { kind: "quantity", quantity });
    }
  }

  /** f_6, f'_6 and σ_6 of the unit whose net input is e6; f6 where units are numbers. */
  private enterUnits(): void {
    for (const { net, row } of unitsOf(this.network)) {
      const unit = /^(?:net_|e)(\w+)$/.exec(symbolOf(this.network, this.notation, net).text)?.[1];
      if (unit === undefined) continue;
      for (const head of new Set(["f", ...spellingsOf(row).map(spelling)]))
        for (const primed of [false, true])
          this.enter(`${head}${primed ? "'" : ""}_${unit}`, { kind: "unit function", net, primed });
      if (/^\d+$/.test(unit)) this.enter(`f${unit}`, { kind: "unit function", net, primed: false });
    }
  }

  /** The first meaning of a spelling stays: names of the network come before functions. */
  private enter(text: string, meaning: Meaning): void {
    if (this.spellings.has(text)) return;
    this.spellings.set(text, meaning);
    if (!this.anyCase.has(text.toLowerCase())) this.anyCase.set(text.toLowerCase(), text);
    let at = this.root;
    for (const char of text) {
      const next = at.next.get(char) ?? node();
      at.next.set(char, next);
      at = next;
    }
    at.meaning = meaning;
  }

  /** The longest name that starts here; braces around its parts say nothing. */
  longest(chars: readonly string[], start: number): Match | undefined {
    let found: Match | undefined;
    let at = this.root;
    let open = 0;
    let last = "";
    for (let i = start; i < chars.length; i++) {
      const char = chars[i]!;
      if (char === "{") open++;
      else if (char === "}") open--;
      else if (char !== " " || open === 0) {
        const next = at.next.get(char);
        if (!next) break;
        at = next;
        last = char;
      }
      if (open < 0) break;
      if (open === 0 && at.meaning && !goesOn(last, chars, i + 1)) found = { meaning: at.meaning, end: i + 1 };
    }
    return found;
  }

  /** The right spelling of a word in the wrong case. */
  rightCase(word: string): string | undefined {
    const right = this.anyCase.get(spelling(word).toLowerCase());
    return right === spelling(word) ? undefined : right;
  }

  /** The ways by which quantities act on this one. */
  pathsTo(q: Quantity): Paths {
    let paths = this.ways.get(q);
    if (!paths) this.ways.set(q, (paths = new Paths(this.network, rightRules(this.network), q)));
    return paths;
  }
}

/** Whether a word goes on after a name: w5 is not in w55, nor E in E_9. */
function goesOn(last: string, chars: readonly string[], i: number): boolean {
  const next = chars[i] ?? "";
  if (next === "_") return true;
  const word = /[\p{L}\d]/u.test(last);
  return word && (/\d/.test(next) || (next === "." && /\d/.test(last) && /\d/.test(chars[i + 1] ?? "")));
}

/** A name without what cannot be heard: braces and fonts. */
const spelling = (name: string): string =>
  charactersOf(name)
    .chars.filter((char) => char !== "{" && char !== "}")
    .join("");

/** Spellings that are shorter than a printed one, or in another order. */
function looser(name: string): string[] {
  const swapped = name.replace(/^([a-z]+)\^(\([^)]*\))_([^^]+)/, "$1_$3^$2");
  const short = name.replace(/^out_/, "");
  const forms = [
    name,
    swapped,
    short,
    short.replace(/^([a-z])(\d)/, "$1_$2"),
    name.replace(/_([a-z])(\d+)$/, "_$1_$2"),
  ];
  return [...forms, ...forms.map((form) => form.replaceAll("_", ""))];
}

/** What a quantity is called as well, by some who use this notation. */
function alsoCalled(network: Network, notation: Notation, q: Quantity): readonly string[] {
  if (q === network.training?.lr) return ["lr"];
  return q.derived ? [] : (notation.also?.(network, q) ?? []);
}

const OTHER_KEYWORDS = { if: ["若", "当", "如果"], else: ["otherwise", "否则", "其他", "其它"] } as const;

/** The quantities that have a name of their own, and are no known number as the clock is; gradients are written with it, unless the notation calls them delta. */
function quantitiesOf(network: Network, notation: Notation): Quantity[] {
  const all = [...network.leaves, ...network.forward].filter(({ role }) => role !== "clock");
  return [...all, ...(notation.delta ? all.filter((q) => q.role === "net").map((q) => network.gradient(q)) : [])];
}

const known = new WeakMap<Network, Map<string, Vocabulary>>();

/** The vocabulary of a network in a notation, made once. */
export function vocabularyOf(network: Network, notation: Notation): Vocabulary {
  const ofNetwork = known.get(network) ?? new Map<string, Vocabulary>();
  known.set(network, ofNetwork);
  let vocabulary = ofNetwork.get(notation.id);
  if (!vocabulary) ofNetwork.set(notation.id, (vocabulary = new Vocabulary(network, notation)));
  return vocabulary;
}
