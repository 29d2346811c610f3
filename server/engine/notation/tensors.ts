import type { Symbol } from "../expression.ts";
import type { Quantity } from "../quantity.ts";
import { name, one } from "./names.ts";

/** How a tensor is written: its letter, and what stands beside the indices below and above it. */
type Letter = { readonly text: string; readonly latex: string; readonly below?: string; readonly above?: string };

const tagged = (letter: string, tag: string, text: string): Letter => ({ text, latex: letter, below: tag });
const raised = (letter: string, above: string, text: string): Letter => ({ text, latex: letter, above });
const upright = (word: string): string => `\\mathrm{${word.replaceAll("_", "\\_")}}`;

const letters: Readonly<Record<string, Letter>> = {
  Wx: tagged("W", "x", "Wx"),
  Wh: tagged("W", "h", "Wh"),
  bx: tagged("b", "x", "bx"),
  bh: tagged("b", "h", "bh"),
  Wq: tagged("W", "q", "Wq"),
  Wk: tagged("W", "k", "Wk"),
  Wv: tagged("W", "v", "Wv"),
  Wo: tagged("W", "o", "Wo"),
  W_total: { text: "W", latex: "W" },
  W_enc: tagged("W", upright("enc"), "W_enc"),
  W_dec: tagged("W", upright("dec"), "W_dec"),
  b1: raised("b", "(1)", "b1"),
  b2: raised("b", "(2)", "b2"),
  h0: raised("h", "(0)", "h0"),
  c0: raised("c", "(0)", "c0"),
  c_t: { text: "c", latex: "c" },
  hbar: { text: "hbar", latex: "\\bar{h}" },
  net_i: tagged("z", "i", "net_i"),
  net_f: tagged("z", "f", "net_f"),
  net_g: tagged("z", "g", "net_g"),
  net_o: tagged("z", "o", "net_o"),
  net_r: tagged("z", "r", "net_r"),
  net_u: tagged("z", "u", "net_u"),
  net_n: tagged("z", "n", "net_n"),
  net_h: tagged("z", "h", "net_h"),
  gamma: { text: "gamma", latex: "\\gamma" },
  beta: { text: "beta", latex: "\\beta" },
  xhat: { text: "xhat", latex: "\\hat{x}" },
  mu: { text: "mu", latex: "\\mu" },
  var: { text: "var", latex: "{\\sigma^2}" },
  mean_square: { text: "ms", latex: "\\overline{x^2}" },
  running_mean: raised("\\mu", upright("old"), "mu_old"),
  mean: raised("\\mu", upright("new"), "mu_new"),
  running_var: raised("{\\sigma^2}", upright("old"), "var_old"),
  var_unbiased: raised("{\\sigma^2}", upright("new"), "var_new"),
  pool: { text: "pool", latex: upright("pool") },
  grad: { text: "g", latex: "g" },
  nodes: { text: "v", latex: "v" },
};

/**
 * The names of networks that do not consist of layers, alike in every notation: the letter of the tensor, the step of
 * time above, all other indices below.
 */
export function tensorSymbol(q: Quantity): Symbol {
  if (q.role === "loss") return name("E");
  if (q.role === "clock") return name("step", "t");
  if (q.index.length === 0) return ownName(q.tensor);
  const letter = letterOf(q);
  const index = q.time === undefined ? q.index : q.index.slice(1);
  const indices = run(index.map(one), q.role === "error");
  const above = q.time === undefined ? letter.above : `(${one(q.time)})`;
  const below = [letter.below, indices].filter(Boolean).join(",");
  return name(
    `${letter.text}${q.time === undefined ? "" : one(q.time)}${indices && "_"}${indices}`,
    `${letter.latex}${above ? `^{${above}}` : ""}${below ? `_{${below}}` : ""}`,
  );
}

/** The name of a whole tensor. */
export function tensorName(q: Quantity): Symbol {
  const { text, latex, below, above } = letterOf(q);
  return name(text, `${latex}${above ? `^{${above}}` : ""}${below ? `_{${below}}` : ""}`);
}

/** The table of an embedding leaves the capital E to the loss, the bias of a read-out the c to the cell. */
function letterOf({ tensor, role }: Quantity): Letter {
  if (tensor === "c" && role === "bias") return tagged("b", "y", "by");
  if (tensor === "E" && role === "weight") return { text: "e", latex: "e" };
  return letters[tensor] ?? { text: tensor, latex: tensor };
}

/** Indices run together while all are digits; an error keeps its two apart, so that E_12 is the twelfth loss. */
const run = (index: readonly number[], apart: boolean): string =>
  index.join(apart || index.some((i) => i > 9) ? "," : "");

/** A name that the document chose, apart from the names of nodes and of the loss. */
function ownName(chosen: string): Symbol {
  const [, letter, digits] = /^([a-uw-z])(\d*)$/i.exec(chosen) ?? [];
  if (/^(E|step|v_\d+)$/.test(chosen)) return name(`x_${chosen}`, upright(chosen));
  if (letter === undefined) return name(chosen, upright(chosen));
  return name(chosen, digits ? `${letter}_{${digits}}` : letter);
}
