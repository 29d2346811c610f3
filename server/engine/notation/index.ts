import { case1 } from "./case1.ts";
import type { Symbol } from "../expression.ts";
import { layered } from "./layered.ts";
import { isLayered } from "./layers.ts";
import { mazur } from "./mazur.ts";
import { name, one } from "./names.ts";
import type { Network } from "../network.ts";
import type { Notation } from "./notation.ts";
import { perceptron } from "./perceptron.ts";
import type { Quantity } from "../quantity.ts";
import { settingSymbol } from "./settings.ts";
import { tensorSymbol } from "./tensors.ts";

export type { Notation } from "./notation.ts";

export const notations = { case1, perceptron, mazur, layered } as const satisfies Record<string, Notation>;
export type NotationId = keyof typeof notations;

/** The symbol of any quantity of a network: gradients as dE/dq or delta, later values with a prime. */
export function symbolOf(network: Network, notation: Notation, q: Quantity): Symbol {
  if (q.derived?.as === "later") return primed(symbolOf(network, notation, q.derived.of));
  if (q.derived?.as === "ahead") return aheadSymbol(network, notation, q.derived.of);
  if (q.derived?.as === "gradient") return gradientSymbol(network, notation, q.derived.of);
  const symbol = symbolWithoutSample(network, notation, q);
  return q.sample === undefined || !isBatch(network) ? symbol : ofSample(symbol, q.sample);
}

/** The symbol that all samples of a batch share, as a picture of the network shows it. */
export function symbolWithoutSample(network: Network, notation: Notation, q: Quantity): Symbol {
  if (q.role === "setting") return settingSymbol(network, q);
  if (q.role === "state") return stateSymbol(network, notation, q);
  return baseOf(network, notation, q);
}

/** The name of a quantity of the forward pass, without its sample. */
const baseOf = (network: Network, notation: Notation, q: Quantity): Symbol =>
  isLayered(network) ? notation.base(network, q) : tensorSymbol(q);

/** Whether the names of samples have to be told apart; without layers the sample is an index like others. */
const isBatch = (network: Network): boolean => isLayered(network) && network.outputs.length > 1;

function gradientSymbol(network: Network, notation: Notation, of: Quantity): Symbol {
  if (hasDelta(notation, of)) {
    const base = baseOf(network, notation, of);
    const delta = name(
      base.text.replace(/^(net_|z)/, (m) => (m === "z" ? "delta" : "delta_")),
      deltaLatex(base.latex),
    );
    return isBatch(network) ? ofSample(delta, of.sample!) : delta;
  }
  return (notation.inPlaceOfSlope ?? slopeBy)(symbolOf(network, notation, of));
}

/** The same names where a rule is followed that gives no derivatives: what it puts in the place of dE/dq is g_q. */
export const withoutSlopes = (notation: Notation): Notation => ({
  ...notation,
  id: `${notation.id} without slopes`,
  inPlaceOfSlope: ({ text, latex }) => name(`g_${text}`, `g_{${latex}}`),
});

const hasDelta = (notation: Notation, of: Quantity): boolean => notation.delta && of.role === "net";
const slopeBy = ({ text, latex }: Symbol): Symbol => name(`dE/d${text}`, `\\frac{\\partial E}{\\partial ${latex}}`);

/** What is seen from the look-ahead point carries a tilde; a slope carries it at what it is the slope by. */
function aheadSymbol(network: Network, notation: Notation, q: Quantity): Symbol {
  if (q.derived && !hasDelta(notation, q.derived.of)) return slopeBy(aheadSymbol(network, notation, q.derived.of));
  const { text, latex } = symbolOf(network, notation, q);
  return name(`${text}~`, `\\tilde{${latex}}`);
}

const deltaLatex = (net: string): string => net.replace(/^(\\mathrm\{net\}|z)/, "\\delta");
const ofSample = ({ text, latex }: Symbol, sample: number): Symbol =>
  name(`${text}[${one(sample)}]`, `{${latex}}^{[${one(sample)}]}`);
function primed({ text, latex }: Symbol): Symbol {
  if (text.endsWith("'")) return name(`${text}'`, `${latex}'`);
  return text.includes("/") ? name(`(${text})'`, `\\left(${latex}\\right)'`) : name(`${text}'`, `{${latex}}'`);
}

const stateLetters: Readonly<Record<string, string>> = {
  mhat: "\\hat{m}",
  vhat: "\\hat{v}",
  vmax: "v^{\\max}",
  gavg: "\\bar{g}",
  buf: "b",
  prod: "\\Pi",
  gsum: "\\Sigma g",
};

/** What an optimizer keeps for a parameter, such as the velocity v_w5; of a single parameter it is v. */
function stateSymbol(network: Network, notation: Notation, q: Quantity): Symbol {
  const { w, name: letter } = network.training!.owners.get(q)!;
  const latex = stateLetters[letter] ?? letter;
  if (network.parameters.length === 1) return name(letter, latex);
  const of = baseOf(network, notation, w);
  return name(`${letter}_${of.text}`, `${latex}_{${of.latex}}`);
}
