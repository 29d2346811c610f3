import type { Symbol } from "./expression.ts";
import type { Network } from "./network.ts";
import type { Quantity } from "./quantity.ts";

/** How one school writes a network; the same network can be read in each of them. */
export type Notation = {
  readonly id: string;
  /** The name of a quantity of the forward pass, without its sample. */
  readonly base: (network: Network, q: Quantity) => Symbol;
  /** Whether dE/dnet is called delta. Case 1 and Case 2a give delta another sign or meaning, so they spell it out. */
  readonly delta: boolean;
};

const name = (text: string, latex = text): Symbol => ({ text, latex });
/** `out_h1`, set as an upright word with its index. */
const word = (letters: string, index: string): Symbol => name(`${letters}_${index}`, `\\mathrm{${letters}}_{${index}}`);
const indexed = (letter: string, index: string | number, latex = letter): Symbol =>
  name(`${letter}${index}`, `${latex}_{${index}}`);
const indexedBy = (letter: string, index: string): Symbol => name(`${letter}_${index}`, `${letter}_{${index}}`);
const one = (i: number | undefined): number => (i ?? 0) + 1;
/** Two indices run together while both are digits: w12, w1,10. */
const pair = (a: number, b: number): string => (a > 9 || b > 9 ? `${a},${b}` : `${a}${b}`);
const depth = (network: Network): number => network.widths.length - 1;
const isLast = (network: Network, layer: number | undefined): boolean => layer === depth(network);

/** Units numbered through from the first hidden layer on, as Case 1 counts its neurons. */
function runningNumber(network: Network, layer: number, unit: number): number {
  return network.widths.slice(1, layer).reduce((a, b) => a + b, 0) + unit + 1;
}

const greek: Readonly<Record<string, Symbol>> = {
  eta: name("eta", "\\eta"),
  lambda: name("lambda", "\\lambda"),
  alpha: name("alpha", "\\alpha"),
  beta: name("beta", "\\beta"),
  gamma: name("gamma", "\\gamma"),
  delta: name("delta", "\\delta"),
  tau: name("tau", "\\tau"),
  rho: name("rho", "\\rho"),
  beta1: name("beta1", "\\beta_1"),
  beta2: name("beta2", "\\beta_2"),
  momentum: name("mu", "\\mu"),
  eps: name("eps", "\\varepsilon"),
  label_smoothing: name("eps", "\\varepsilon"),
  wd: name("lambda_w", "\\lambda_w"),
};

const plainSetting = (q: Quantity): Symbol => greek[q.tensor] ?? name(q.tensor);

/** A setting by its usual letter; where that letter has several meanings, with its layer, or E for the loss. */
function settingSymbol(network: Network, q: Quantity): Symbol {
  const { text, latex } = plainSetting(q);
  const isAlone = network.withRole("setting").every((other) => other === q || plainSetting(other).text !== text);
  if (isAlone || q.id.startsWith("optimizer.")) return { text, latex };
  return q.layer === undefined
    ? name(`${text}_E`, `${latex}_{E}`)
    : name(`${text}_${q.layer}`, `${latex}^{(${q.layer})}`);
}

/** What an optimizer keeps for a parameter, such as the velocity v_w5. */
function stateSymbol(network: Network, notation: Notation, q: Quantity): Symbol {
  const { w, name: letter } = network.training!.owners.get(q)!;
  const of = notation.base(network, w);
  return name(`${letter}_${of.text}`, `${letter}_{${of.latex}}`);
}

/** What every notation writes alike: the loss and its parts, and masks. */
function common(q: Quantity, unitName: string): Symbol | undefined {
  switch (q.role) {
    case "loss":
    case "sample loss":
      return name("E");
    case "data loss":
      return name("E_data", "E_{\\mathrm{data}}");
    case "penalty":
      return name("R");
    case "error":
      return indexedBy("E", unitName);
    case "probability":
      return indexed("p", one(q.unit));
    case "smoothed target":
      return indexed("q", one(q.unit));
    case "mask":
      return indexedBy("m", unitName);
    case "signal":
      return indexedBy("s", unitName);
    case "clock":
      return name("step", "t");
    default:
      return undefined;
  }
}

/** Case 1: inputs x, neurons numbered through, e before and y after the function, z the target. */
const case1: Notation = {
  id: "case1",
  delta: false,
  base: (network, q) => {
    const n = q.layer ? runningNumber(network, q.layer, q.unit ?? 0) : one(q.unit);
    const alone = network.outputs[0]!.length === 1;
    switch (q.role) {
      case "input":
        return indexed("x", n);
      case "target":
        return alone ? name("z") : indexed("z", n);
      case "net":
        return indexed("e", n);
      case "activation":
        return indexed("y", n);
      case "bias":
        return q.unit === undefined ? name(`b_layer${q.layer}`, `b_{(${q.layer})}`) : indexed("b", n);
      case "weight": {
        if (q.layer === 1) return name(`w(x${one(q.source)})${n}`, `w_{(x${one(q.source)})${n}}`);
        return indexed("w", pair(runningNumber(network, q.layer! - 1, q.source!), n));
      }
      default:
        return common(q, `${unitOf(network, q, runningNumber)}`)!;
    }
  },
};

const unitOf = (network: Network, q: Quantity, number: typeof runningNumber): number =>
  number(network, q.layer ?? depth(network), q.unit ?? 0);

/** Case 2a: x -v-> y -w-> o with net sums and targets d; inner layers of deeper networks carry their number. */
const perceptron: Notation = {
  id: "perceptron",
  delta: false,
  base: (network, q) => {
    const letter = layerLetter(network, q.layer ?? depth(network));
    const unit = `${letter}${one(q.unit)}`;
    switch (q.role) {
      case "input":
        return indexed("x", one(q.unit));
      case "target":
        return indexed("d", one(q.unit));
      case "net":
        return word("net", unit);
      case "activation":
        return isLast(network, q.layer) || depth(network) === 2
          ? indexed(letter, one(q.unit))
          : name(`y${q.layer}_${one(q.unit)}`, `y^{(${q.layer})}_{${one(q.unit)}}`);
      case "bias":
        return q.unit === undefined ? indexedBy("b", letter.replace("_", "")) : indexedBy("b", unit);
      case "weight": {
        const edge = pair(one(q.source), one(q.unit));
        if (isLast(network, q.layer)) return indexed("w", edge);
        return depth(network) === 2 ? indexed("v", edge) : name(`v${q.layer}_${edge}`, `v^{(${q.layer})}_{${edge}}`);
      }
      default:
        return common(q, unit)!;
    }
  },
};

const layerLetter = (network: Network, layer: number): string =>
  isLast(network, layer) ? "o" : depth(network) === 2 ? "y" : `y${layer}_`;

/** Case 2b, Mazur's: i1, h1, o1 with net and out, weights numbered through, t the targets. */
const mazur: Notation = {
  id: "mazur",
  delta: true,
  base: (network, q) => {
    const unit = isLast(network, q.layer ?? depth(network))
      ? `o${one(q.unit)}`
      : `h${runningNumber(network, q.layer!, q.unit ?? 0)}`;
    switch (q.role) {
      case "input":
        return indexed("i", one(q.unit));
      case "target":
        return indexed("t", one(q.unit));
      case "net":
        return word("net", unit);
      case "activation":
        return word("out", unit);
      case "bias":
        return q.unit === undefined ? indexed("b", q.layer!) : indexedBy("b", unit);
      case "weight":
        return indexed("w", weightNumber(network, q));
      default:
        return common(q, unit)!;
    }
  },
};

/** Weights numbered through, unit by unit: w1 and w2 enter the first hidden unit. */
function weightNumber(network: Network, w: Quantity): number {
  const { widths } = network;
  let before = 0;
  for (let l = 1; l < w.layer!; l++) before += widths[l]! * widths[l - 1]!;
  return before + w.unit! * widths[w.layer! - 1]! + w.source! + 1;
}

/** The modern notation: w^(l)_ij into unit i of layer l from unit j below, z and a, delta = dE/dz. */
const layered: Notation = {
  id: "layered",
  delta: true,
  base: (_network, q) => {
    const at = (letter: string, index: string | number): Symbol =>
      name(`${letter}${q.layer}_${index}`, `${letter}^{(${q.layer})}_{${index}}`);
    switch (q.role) {
      case "input":
        return indexed("x", one(q.unit));
      case "target":
        return indexed("t", one(q.unit));
      case "net":
        return at("z", one(q.unit));
      case "activation":
        return at("a", one(q.unit));
      case "signal":
        return at("h", one(q.unit));
      case "bias":
        return q.unit === undefined ? name(`b${q.layer}`, `b^{(${q.layer})}`) : at("b", one(q.unit));
      case "weight":
        return at("w", pair(one(q.unit), one(q.source)));
      default:
        return common(q, q.layer === undefined ? String(one(q.unit)) : `${q.layer}_${one(q.unit)}`)!;
    }
  },
};

export const notations = { case1, perceptron, mazur, layered } as const satisfies Record<string, Notation>;
export type NotationId = keyof typeof notations;

/** The symbol of any quantity of a network: gradients as dE/dq or delta, later values with a prime. */
export function symbolOf(network: Network, notation: Notation, q: Quantity): Symbol {
  if (q.derived?.as === "later") return primed(symbolOf(network, notation, q.derived.of));
  if (q.derived?.as === "gradient") return gradientSymbol(network, notation, q.derived.of);
  const base = symbolWithoutSample(network, notation, q);
  return q.sample === undefined || network.outputs.length === 1 ? base : ofSample(base, q.sample);
}

/** The symbol that all samples of a batch share, as a picture of the network shows it. */
export function symbolWithoutSample(network: Network, notation: Notation, q: Quantity): Symbol {
  if (q.role === "setting") return settingSymbol(network, q);
  if (q.role === "state") return stateSymbol(network, notation, q);
  return notation.base(network, q);
}

function gradientSymbol(network: Network, notation: Notation, of: Quantity): Symbol {
  if (notation.delta && of.role === "net") {
    const base = notation.base(network, of);
    const delta = name(
      base.text.replace(/^(net_|z)/, (m) => (m === "z" ? "delta" : "delta_")),
      deltaLatex(base.latex),
    );
    return network.outputs.length === 1 ? delta : ofSample(delta, of.sample!);
  }
  const by = symbolOf(network, notation, of);
  return name(`dE/d${by.text}`, `\\frac{\\partial E}{\\partial ${by.latex}}`);
}

const deltaLatex = (net: string): string => net.replace(/^(\\mathrm\{net\}|z)/, "\\delta");
const ofSample = ({ text, latex }: Symbol, sample: number): Symbol =>
  name(`${text}[${one(sample)}]`, `{${latex}}^{[${one(sample)}]}`);
function primed({ text, latex }: Symbol): Symbol {
  if (text.endsWith("'")) return name(`${text}'`, `${latex}'`);
  return text.includes("/") ? name(`(${text})'`, `\\left(${latex}\\right)'`) : name(`${text}'`, `{${latex}}'`);
}
