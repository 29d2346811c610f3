import { signal } from "@preact/signals";
import type { Formula } from "#contract/practice.ts";

type Katex = typeof import("katex").default;

/** The typesetter, once it has arrived; formulas show their plain text until then. */
export const typesetter = signal<Katex | null>(null);

/** Fetches the typesetter when the browser has nothing better to do: the first question comes already set. */
export function fetchTypesetterWhenIdle(): void {
  const load = async () => {
    typesetter.value = (await import("katex")).default;
  };
  if ("requestIdleCallback" in window) requestIdleCallback(() => void load());
  else setTimeout(() => void load(), 200);
}

const set = new Map<string, string>();

/** LaTeX as HTML with MathML beside it, or null while the typesetter is on its way. */
export function typeset(latex: string): string | null {
  const katex = typesetter.value;
  if (katex === null) return null;
  let html = set.get(latex);
  if (html === undefined) {
    html = katex.renderToString(latex, { throwOnError: false, trust: false, strict: "ignore" });
    if (set.size > 2_000) set.clear();
    set.set(latex, html);
  }
  return html;
}

/** The same formula, free to break inside its parentheses: TeX keeps on one line what \left and \right enclose. */
export const breakable = ({ text, latex }: Formula): Formula => ({
  text,
  latex: latex.includes("\\frac") ? latex : latex.replaceAll(/\\(?:left|right)(?=[()])/g, ""),
});
