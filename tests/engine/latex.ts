import { renderToString } from "katex";

/** Names come again from network to network; each is set once. */
const known = new Map<string, boolean>();

/** Whether the page can set this LaTeX. */
export function canBeSet(latex: string): boolean {
  const before = known.get(latex);
  if (before !== undefined) return before;
  const can = !renderToString(latex, { throwOnError: false }).includes("katex-error");
  known.set(latex, can);
  return can;
}
