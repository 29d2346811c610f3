import { h } from "preact";
import type { Prose as Pieces } from "#contract/practice.ts";
import { Mathematics } from "./mathematics.tsx";

/** Text with formulas in it; the same formula may stand in it twice, so that the pieces are known by their places. */
export function Prose({ text }: { text: Pieces }) {
  const pieces = text.map((piece) => (typeof piece === "string" ? piece : h(Mathematics, { formula: piece })));
  return h("span", { class: "prose" }, ...pieces);
}
