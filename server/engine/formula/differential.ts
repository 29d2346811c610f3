import type { Quantity } from "../quantity.ts";
import { FRACTION, PARTIAL } from "./characters.ts";
import type { Text } from "./text.ts";
import { unknownName } from "./unknown.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** d(of)/d(by), and the character after it. */
export type Derivative = { readonly of: Quantity; readonly by: Quantity; readonly end: number };

/** dE/dw, on one line or as a fraction, if it starts here; such a start with an unknown name is no other formula. */
export function derivativeAt(text: Text, vocabulary: Vocabulary, start: number): Derivative | undefined {
  const isFraction = text.at(start) === FRACTION;
  const above = nameAfterD(text, isFraction ? text.skip(start + 1, "{") : start);
  const of = above === undefined ? undefined : quantityAt(text, vocabulary, above);
  if (above === undefined || !of) {
    if (above !== undefined && text.slice(start, above).includes(PARTIAL)) throw unknownName(text, vocabulary, above);
    return undefined;
  }
  const under = line(text, of.end, isFraction);
  const below = under === undefined || vocabulary.longest(text.chars, under) ? undefined : nameAfterD(text, under);
  if (below === undefined) return undefined;
  const by = quantityAt(text, vocabulary, below);
  if (!by) throw unknownName(text, vocabulary, below);
  const end = isFraction ? text.past(by.end, "}") : by.end;
  return end === undefined ? undefined : { of: of.quantity, by: by.quantity, end };
}

/** Past the fraction line. */
function line(text: Text, start: number, isFraction: boolean): number | undefined {
  if (!isFraction) return text.past(start, "/");
  const closed = text.past(start, "}");
  return closed === undefined ? undefined : text.past(closed, "{");
}

/** The letter or name after the d of a differential, which LaTeX may keep in braces. */
function nameAfterD(text: Text, start: number): number | undefined {
  const inBraces = text.at(start) === "{" && text.at(start + 2) === "}";
  const sign = text.at(inBraces ? start + 1 : start);
  if (sign !== "d" && sign !== PARTIAL) return undefined;
  const name = text.skip(start + (inBraces ? 3 : 1));
  return /[\p{L}{]/u.test(text.at(name)) ? name : undefined;
}

function quantityAt(text: Text, vocabulary: Vocabulary, start: number) {
  const name = vocabulary.longest(text.chars, start);
  return name?.meaning.kind === "quantity" ? { quantity: name.meaning.quantity, end: name.end } : undefined;
}
