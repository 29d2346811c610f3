import { isGradientSometime, spelledOut, stepsTo } from "#engine/derive.ts";
import { numberAt, type Tensor } from "#engine/document.ts";
import { type Expression, mapQuantities, operands, parts, type Symbol, ZERO } from "#engine/expression.ts";
import type { Network } from "#engine/network.ts";
import type { Notation } from "#engine/notation/index.ts";
import { symbolOf } from "#engine/notation/index.ts";
import { tensorName } from "#engine/notation/tensors.ts";
import type { Problem } from "#engine/problem.ts";
import { isGradient, isLater, type Quantity, type Role, root } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { numberSymbol, write } from "#engine/write.ts";
import { evaluate } from "./rounded-work.ts";
import { keeping } from "#engine/numbers.ts";

type Name = (q: Quantity) => Symbol;

/** What no picture carries: rules, settings, and all numbers that are not drawn. */
export function givensOf(problem: Problem, asked: Quantity, notation: Notation): Symbol[] {
  const name: Name = (q) => symbolOf(problem.network, notation, q);
  const told = problem.network.widths.length > 0 ? besidePicture : withoutPicture;
  return told(problem, asked, name);
}

/** The numbers alone, where the rules are what is asked for. */
export const numbersOf = ({ network, given }: Problem, notation: Notation): Symbol[] =>
  network.leaves.map((q) => equal(symbolOf(network, notation, q), String(given.get(q))));

const equal = (symbol: Symbol, value: string | Symbol): Symbol => {
  const right = typeof value === "string" ? numberSymbol(value) : value;
  return { text: `${symbol.text} = ${right.text}`, latex: `${symbol.latex} = ${right.latex}` };
};

/** The rule of a quantity, with the formula of a function that not everybody knows by name. */
function ruleOf({ network }: Problem, q: Quantity, name: Name): Symbol {
  const rule = simplify(network.definition(q)!);
  const formula = spelledOut(rule);
  const told = equal(name(q), write(rule, name));
  return formula ? equal(told, write(formula, name)) : told;
}

const numberOf = ({ network, document }: Problem, q: Quantity, name: Name): Symbol =>
  equal(name(q), String(numberAt(document, network.writtenAt.get(q) ?? q.id) ?? network.fallback(q)));

/** Of layers: the functions, the loss, the settings, and the numbers of a batch. */
function besidePicture(problem: Problem, asked: Quantity, name: Name): Symbol[] {
  const { network } = problem;
  const perSample = ["input", "target", "mask"] as const;
  const batch = network.outputs.length > 1 ? perSample.flatMap((role) => network.withRole(role)) : [];
  return [
    ...[...functions(network), ...lossAndParts(network)].map((q) => ruleOf(problem, q, name)),
    ...[...batch, ...settings(network, asked)].map((q) => numberOf(problem, q, name)),
  ];
}

function settings(network: Network, asked: Quantity): Quantity[] {
  const rate = network.training?.lr;
  const isRead = (q: Quantity): boolean => q.id.startsWith("optimizer.") || network.readers(q).length > 0;
  const shown = (q: Quantity): boolean => (q === rate ? showsRate(network, asked) : isRead(q));
  return network.leaves.filter((q) => q.role === "setting" && shown(q));
}

/** The rate belongs to an update; and whoever goes back through updated weights must be able to make that mistake. */
const showsRate = (network: Network, asked: Quantity): boolean =>
  isLater(asked) || root(asked).role === "state" || (isGradient(asked) && network.widths.length > 2);

/** The activation of each layer, by its first unit. */
function functions(network: Network): Quantity[] {
  return network.widths.slice(1).flatMap((_, i) => {
    const a = network.at("activation", { layer: i + 1, unit: 0, sample: 0 })!;
    const h = network.at("signal", { layer: i + 1, unit: 0, sample: 0 });
    return [a, ...(h ? [h] : [])];
  });
}

/** The loss and its parts, each part by its first case. */
function lossAndParts(network: Network): Quantity[] {
  const firsts = ["probability", "smoothed target", "error", "sample loss", "data loss", "penalty"] as const;
  return [...firsts.flatMap((role) => network.withRole(role).slice(0, 1)), network.loss];
}

/** Of any other network: every rule by its fullest case, then all numbers, tensor by tensor. */
function withoutPicture(problem: Problem, asked: Quantity, name: Name): Symbol[] {
  const { network, document } = problem;
  const matters = mattersFor(problem, asked);
  const isTold = (q: Quantity): boolean => matters(q) && !readsClock(network, q);
  const rules =
    document.type === "graph"
      ? nodeRules(problem, name)
      : fullestOfEach(network, network.forward.filter(isTold)).map((q) => ruleOf(problem, q, name));
  const given = network.leaves.filter((q) => !NOT_DATA.has(q.role) && matters(q));
  const tensors = Map.groupBy(given, (q) => (q.index.length === 0 ? q.id : q.tensor));
  return [
    ...rules,
    ...errorFunctions(problem, name),
    ...[...tensors.values()].map((of) => tensorOf(problem, of, name)),
    ...settings(network, asked)
      .filter(matters)
      .map((q) => numberOf(problem, q, name)),
  ];
}

/** Whose gradients are given, the loss only stands in for where they come from. */
const readsClock = (network: Network, q: Quantity): boolean =>
  [...operands(network.definition(q)!)].some(
    (read) => read.role === "clock" || (read.role === "node" && readsClock(network, read)),
  );

const NOT_DATA: ReadonlySet<Role> = new Set<Role>(["setting", "state", "clock"]);

/** A tensor, or the numbers that share its letter: the errors E_1, E_2 beside the loss E. */
const family = ({ role, tensor }: Quantity): string => `${role} ${tensor}`;

/**
 * What is said when a number is asked for that takes no gradient: all that leads up to it. Whoever has to differentiate
 * has to find out alone what it takes.
 */
function mattersFor({ model }: Problem, asked: Quantity): (q: Quantity) => boolean {
  const steps = stepsTo(model.right, asked);
  if (steps.some(({ quantity }) => isGradientSometime(quantity))) return () => true;
  const families = new Set(steps.flatMap(({ quantity, rule }) => [quantity, ...operands(rule)]).map(family));
  return (q) => families.has(family(q));
}

/**
 * One rule for each tensor, the one with the most terms: at the edge of a picture, or under a mask, there are fewer. What
 * each sample looks up is its own.
 */
function fullestOfEach(network: Network, quantities: readonly Quantity[]): Quantity[] {
  const terms = (q: Quantity): number => operands(network.definition(q)!).size;
  const groups = Map.groupBy(quantities, (q) => `${family(q)} ${q.role === "pooled" ? q.sample : ""}`);
  return [...groups.values()].map((group) => group.reduce((best, q) => (terms(q) > terms(best) ? q : best)));
}

/** The values of the error function, which no pocket calculator has. */
function errorFunctions(problem: Problem, name: Name): Symbol[] {
  const rules = problem.network.forward.map((q) => spelledOut(problem.network.definition(q)!) ?? ZERO);
  return rules.flatMap(callsOfErf).map((erf) => {
    const value = evaluate(erf, (q) => problem.given.get(q)!);
    return equal(write(erf, name), String(keeping(value, 5)));
  });
}

const callsOfErf = (e: Expression): Expression[] =>
  e.kind === "call" && e.fn.id === "erf" ? [e] : parts(e).flatMap(callsOfErf);

/** Every node; the last one also as a single formula, unless a node is read twice and would be written twice. */
function nodeRules(problem: Problem, name: Name): Symbol[] {
  const { network } = problem;
  const nodes = network.forward.filter(({ role }) => role === "node");
  const rules = nodes.map((q) => ruleOf(problem, q, name));
  const last = ruleOf(problem, network.loss, name);
  if (nodes.length === 0 || nodes.some((q) => network.readers(q).length > 1)) return [...rules, last];
  const unfolded = (q: Quantity): Expression =>
    mapQuantities(network.definition(q)!, (read) => (read.role === "node" ? unfolded(read) : read));
  return [...rules, equal(last, write(simplify(unfolded(network.loss)), name))];
}

/** All numbers of a tensor, as a matrix where it has rows. */
function tensorOf(problem: Problem, of: readonly Quantity[], name: Name): Symbol {
  const [first] = of as readonly [Quantity];
  if (first.index.length === 0) return numberOf(problem, first, name);
  const values: Tensor = [];
  for (const q of of) put(values, q.index, problem.given.get(q)!);
  return equal(tensorName(first), { text: JSON.stringify(values), latex: latexOf(values) });
}

function put(tensor: Tensor[], [i, ...rest]: readonly number[], value: number): void {
  if (rest.length === 0) tensor[i!] = value;
  else put((tensor[i!] ??= []) as Tensor[], rest, value);
}

/** A list as a row, a matrix as rows, and matrices one beside the other. */
function latexOf(tensor: Tensor[]): string {
  const depth = depthOf(tensor);
  if (depth > 2) return (tensor as Tensor[][]).map(latexOf).join(String.raw`,\;`);
  const rows = (depth === 2 ? tensor : [tensor]) as number[][];
  return String.raw`\begin{bmatrix} ${rows.map((row) => row.map((n) => numberSymbol(String(n)).latex).join(" & ")).join(String.raw` \\ `)} \end{bmatrix}`;
}

const depthOf = (tensor: Tensor): number => (typeof tensor === "number" ? 0 : 1 + depthOf(tensor[0]!));
