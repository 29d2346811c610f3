import type { Formula } from "#contract/practice.ts";
import { typeset } from "../mathematics.ts";

/** A formula: already set by the server, set here once the typesetter is there, or as plain text until then. */
export function Mathematics({ formula, block = false }: { formula: Formula; block?: boolean }) {
  const html = formula.html ?? typeset(formula.latex, block);
  const className = block ? "mathematics block" : "mathematics";
  // The markup is KaTeX's own, made from the engine's formulas; a reader's words never come here.
  return html === null ? (
    <code class={className}>{formula.text}</code>
  ) : (
    <span class={className} dangerouslySetInnerHTML={{ __html: html }} />
  );
}

/** A sentence with one formula at its {symbol}. */
export function Sentence({ text, symbol }: { text: string; symbol: Formula }) {
  const [before = "", after = ""] = text.split("{symbol}");
  return (
    <>
      {before}
      <Mathematics formula={symbol} />
      {after}
    </>
  );
}
