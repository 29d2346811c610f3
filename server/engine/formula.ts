import type { Expression } from "./expression.ts";
import { tokensOf } from "./formula/lexer.ts";
import { Parser } from "./formula/parser.ts";
import { Stop, tooLong, type Unreadable } from "./formula/unreadable.ts";
import type { Vocabulary } from "./formula/vocabulary.ts";

export { MOST_DEPTH, MOST_NODES } from "./formula/cursor.ts";
export type { Unreadable, UnreadableKind } from "./formula/unreadable.ts";
export { type Vocabulary, vocabularyOf } from "./formula/vocabulary.ts";

export const MOST_CHARACTERS = 400;

/** Reads what a learner types, plain text or LaTeX, in the names of a network. */
export function readFormula(text: string, vocabulary: Vocabulary): Expression | Unreadable {
  try {
    if (text.length > MOST_CHARACTERS)
      throw tooLong(MOST_CHARACTERS, `${MOST_CHARACTERS} characters`, `${MOST_CHARACTERS} 个字符`);
    return new Parser(tokensOf(text, vocabulary), vocabulary).read();
  } catch (error) {
    if (error instanceof Stop) return error.at;
    throw error;
  }
}

export const isUnreadable = (read: Expression | Unreadable): read is Unreadable => "reason" in read;
