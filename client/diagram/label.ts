import type { Formula } from "#contract/practice.ts";

/** A piece of a label: SVG knows no mathematics, but subscripts and superscripts are enough for names. */
export type Run = { readonly text: string; readonly shift: "none" | "sub" | "sup"; readonly italic: boolean };

const GREEK: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  varepsilon: "ε",
  eta: "η",
  theta: "θ",
  lambda: "λ",
  mu: "μ",
  sigma: "σ",
  varphi: "φ",
  phi: "φ",
  partial: "∂",
  prime: "′",
  cdot: "·",
  mathcal: "",
  odot: "⊙",
};
const UPRIGHT = new Set(["mathrm", "text", "operatorname", "mathit"]);
const PIECE = /\\([a-zA-Z]+)|([_^])|([{}])|\\?([,;:! ])|(\\?.)/gu;

/** A name such as `\mathrm{net}_{h1}` as pieces to draw. */
export function runsOf(label: Formula): readonly Run[] {
  const runs: Run[] = [];
  const open: { shift: Run["shift"]; upright: boolean }[] = [{ shift: "none", upright: false }];
  let pending: Run["shift"] | null = null;
  let upright = false;
  const put = (text: string): void => {
    const here = open.at(-1)!;
    const shift = pending ?? here.shift;
    const italic = /\p{L}/u.test(text) && !here.upright && !upright;
    const last = runs.at(-1);
    if (last?.shift === shift && last.italic === italic) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ text, shift, italic });
    pending = null;
    upright = false;
  };
  for (const [, command, script, brace, space, letter] of label.latex.matchAll(PIECE)) {
    if (command !== undefined && UPRIGHT.has(command)) upright = true;
    else if (command !== undefined) put(GREEK[command] ?? command);
    else if (script !== undefined) pending = script === "_" ? "sub" : "sup";
    else if (brace === "{") {
      const here = open.at(-1)!;
      open.push({ shift: pending ?? here.shift, upright: upright || here.upright });
      pending = null;
      upright = false;
    } else if (brace === "}" && open.length > 1) open.pop();
    else if (space === undefined && letter !== undefined) put(letter === "'" ? "′" : letter.replace("\\", ""));
  }
  return runs.filter((run) => run.text !== "");
}

/** About how wide the pieces are in a font of the given size; a little more rather than less. */
export function widthOf(runs: readonly Run[], size: number): number {
  return runs.reduce((width, run) => {
    const scale = run.shift === "none" ? 0.6 : 0.46;
    return (
      width +
      Array.from(run.text).reduce((sum, letter) => sum + (/[().,·′1]/.test(letter) ? 0.75 : 1), 0) * scale * size
    );
  }, 0);
}
