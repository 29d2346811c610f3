/** A piece of a card's text: plain words, or the TeX that stands between two dollar signs. */
export type Piece = { readonly kind: "words" | "tex"; readonly text: string };

/** Cuts a card's text at its dollar signs; undefined where one is left open or holds nothing. */
export function piecesOf(text: string): readonly Piece[] | undefined {
  const parts = text.split("$").map((part, i): Piece => ({ kind: i % 2 === 0 ? "words" : "tex", text: part }));
  const isOpen = parts.length % 2 === 0;
  if (isOpen || parts.some((part) => part.kind === "tex" && part.text.trim() === "")) return undefined;
  return parts.filter((part) => part.text !== "");
}
