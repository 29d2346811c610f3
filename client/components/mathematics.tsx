import type { Formula } from "#contract/practice.ts";
import { typeset } from "../mathematics.ts";

/** A formula: already set by the server, set here once the typesetter is there, or as plain text until then. */
export function Mathematics({ formula, roomy = false }: { formula: Formula; roomy?: boolean }) {
  // A line of its own has room for fractions of full size; it may still break, which a displayed formula may not.
  const html = formula.html ?? typeset(roomy ? `\\displaystyle ${formula.latex}` : formula.latex);
  // The markup is KaTeX's own, made from the engine's formulas; a reader's words never come here.
  return html === null ? (
    <code class="mathematics">{formula.text}</code>
  ) : (
    <span class="mathematics" dangerouslySetInnerHTML={{ __html: html }} />
  );
}
