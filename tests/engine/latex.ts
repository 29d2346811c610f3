import { renderToString } from "katex";

/** Whether the page can set this LaTeX. */
export const canBeSet = (latex: string): boolean =>
  !renderToString(latex, { throwOnError: false }).includes("katex-error");
