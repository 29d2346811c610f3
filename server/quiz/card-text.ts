import type { BilingualProse, Prose } from "#contract/practice.ts";
import type { Bilingual } from "./bilingual.ts";

/** A piece of a card's text: plain words, or the TeX that stands between two dollar signs. */
export type Piece = { readonly kind: "words" | "tex"; readonly text: string };

/** Cuts a card's text at its dollar signs; undefined where one is left open or holds nothing. */
export function piecesOf(text: string): readonly Piece[] | undefined {
  const parts = text.split("$").map((part, i): Piece => ({ kind: i % 2 === 0 ? "words" : "tex", text: part }));
  const isOpen = parts.length % 2 === 0;
  if (isOpen || parts.some((part) => part.kind === "tex" && part.text.trim() === "")) return undefined;
  return parts.filter((part) => part.text !== "");
}

/** A text with TeX between dollar signs, as a learner gets it in either language. */
export const inPieces = ({ en, zh }: Bilingual): BilingualProse => ({ en: proseOf(en), zh: proseOf(zh) });

/** A text with formulas as plain text, its TeX as it is typed. */
export const plainText = (prose: Prose): string =>
  prose.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");

const proseOf = (text: string): Prose =>
  (piecesOf(text) ?? []).map(({ kind, text: piece }) => (kind === "words" ? piece : { text: piece, latex: piece }));
