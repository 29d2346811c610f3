import { type ComponentChild, Fragment, h } from "preact";
import type { Formula, Prose as Text } from "#contract/practice.ts";
import { Mathematics } from "./mathematics.tsx";

/** Text with formulas in it. */
export function Prose({ text }: { text: Text }) {
  return h("span", { class: "prose" }, ...pieces(text));
}

/** A sentence with formulas at its {places}. */
export function Sentence({ text, formulas }: { text: string; formulas: Readonly<Record<string, Formula>> }) {
  return h(Fragment, null, ...pieces(text.split(/\{(\w+)\}/).map((part, i) => (i % 2 === 0 ? part : formulas[part]!))));
}

const CLOSING = /^[.,;:!?)\]，。；：！？、）】》”’]+/u;

/** The source of a formula that is so short that it need not break: about as wide as a phone. */
const SHORT = 40;

/** The pieces, known by their places. A stop or a closing parenthesis stays on the line of a short formula before it. */
function pieces(text: Text): ComponentChild[] {
  const stopAfter = (i: number): string => {
    const [piece, after] = [text[i], text[i + 1]];
    const isShort = typeof piece === "object" && piece.latex.length <= SHORT;
    return isShort && typeof after === "string" ? (CLOSING.exec(after)?.[0] ?? "") : "";
  };
  return text.map((piece, i) => {
    if (typeof piece === "string") return piece.slice(stopAfter(i - 1).length);
    const [formula, stop] = [h(Mathematics, { formula: piece }), stopAfter(i)];
    return stop === "" ? formula : h("span", { class: "unbroken" }, formula, stop);
  });
}
