import { renderToString } from "katex";

/** What KaTeX says against a formula at its strictest; nothing where it can be set. */
export function faultOfTex(tex: string): string[] {
  try {
    renderToString(tex, { strict: "error" });
    return [];
  } catch (error) {
    return [`${tex}: ${String(error)}`];
  }
}
