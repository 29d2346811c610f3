import type { Replacement, Rules, Term } from "#engine/chain-rule.ts";
import { type Expression, type FunctionRow, minus, ONE, sum, times } from "#engine/expression.ts";
import { functionOf, type Network } from "#engine/network.ts";
import { placeOf, type Quantity } from "#engine/quantity.ts";

/** A place in the chain rule, as a mistake sees it: the reader c, the quantity q, the right rules, the network. */
export type Edge = {
  readonly c: Quantity;
  readonly q: Quantity;
  readonly right: Rules;
  readonly network: Network;
};

/** A mistake about local derivatives: a replacement for dc/dq, or undefined where the learner is right. */
export const local =
  (change: (edge: Edge) => Expression | undefined): Replacement =>
  (right, network) => ({ local: (c, q) => change({ c, q, right, network }) ?? right.local(c, q) });

/** A mistake about what is handed back: a replacement for dE/dc on the way to q. */
export const upstream =
  (change: (edge: Edge) => Expression | undefined): Replacement =>
  (right, network) => ({ upstream: (c, q) => change({ c, q, right, network }) ?? right.upstream(c, q) });

/** A mistake about which paths count. */
export const readers =
  (counts: (edge: Edge) => boolean): Replacement =>
  (right, network) => ({
    readers: (q) => right.readers(q).filter((c) => counts({ c, q, right, network })),
  });

/** A mistake about a gradient as a whole; `whole` is what the right rule would have made of its paths. */
export const gradient =
  (change: (q: Quantity, whole: Expression, network: Network) => Expression | undefined): Replacement =>
  (right, network) => ({
    combine: (q, terms) => {
      const whole = right.combine(q, terms);
      return change(q, whole, network) ?? whole;
    },
  });

/** A mistake in the forward pass; `whole` is the right definition. */
export const forward =
  (change: (q: Quantity, whole: Expression, network: Network) => Expression | undefined): Replacement =>
  (right, network) => ({ define: (q) => change(q, right.define(q), network) ?? right.define(q) });

/** Several replacements that make up one mistake. */
export const together =
  (...replacements: readonly Replacement[]): Replacement =>
  (right, network) =>
    Object.assign({}, ...replacements.map((replacement) => replacement(right, network))) as Partial<Rules>;

/** How the paths through the units of the layer above are put together, apart from a residual path. */
export const pathsAbove =
  (change: (shares: readonly Expression[], units: number) => Expression): Replacement =>
  (right, network) => ({
    combine: (q, terms) => {
      const isAbove = (term: Term) => intoNextLayer({ c: term.reader, q }) && severalUnits(network, term.reader);
      const shares = terms.filter(isAbove).map((term) => term.share);
      if (shares.length === 0) return right.combine(q, terms);
      const rest = terms.filter((term) => !isAbove(term)).map((term) => term.share);
      return sum([change(shares, network.widths[(q.layer ?? 0) + 1]!), ...rest]);
    },
  });

export const isSignal = (q: Quantity): boolean => q.role === "activation" || q.role === "signal";

/** The step from a hidden layer's signal to a net input of the layer above; the input X is not meant. */
export const intoNextLayer = ({ c, q }: Pick<Edge, "c" | "q">): boolean => c.role === "net" && isSignal(q);

export const severalUnits = (network: Network, c: Quantity): boolean => network.widths[c.layer!]! > 1;

export const isSquare = (network: Network, l: number): boolean =>
  network.widths[l] === network.widths[l - 1] && network.widths[l]! > 1;

/** The step from what f is applied to to its activation, with the row of f; softmax is not elementwise. */
export function ownActivation({ c, q, network }: Omit<Edge, "right">): FunctionRow | undefined {
  const definition = c.role === "activation" ? network.definition(c) : undefined;
  if (definition?.kind !== "call" || definition.args[0] !== q) return undefined;
  return definition.fn.sibling === undefined ? definition.fn : undefined;
}

/** A mistake about f': `change` sees the activation a, its net input z and the row of f. */
export const slope = (
  change: (a: Quantity, z: Quantity, row: FunctionRow, network: Network) => Expression | undefined,
): Replacement =>
  local((edge) => {
    const row = ownActivation(edge);
    return row && change(edge.c, edge.q, row, edge.network);
  });

/** The constants of a function, such as alpha, that follow its net input. */
export function constantsOf(network: Network, a: Quantity): readonly Expression[] {
  const definition = network.definition(a);
  return definition?.kind === "call" ? definition.args.slice(1) : [];
}

/** The signal that enters net input z from unit i of the layer below. */
export function signalInto(network: Network, z: Quantity, i: number): Quantity {
  const below = { ...placeOf(z), layer: z.layer! - 1, unit: i };
  return (network.at("signal", below) ?? network.at("activation", below) ?? network.at("input", below))!;
}

export const isOutput = (network: Network, q: Quantity): boolean =>
  network.outputs.some((outputs) => outputs.includes(q));

export const isLastLayer = (network: Network, q: Quantity): boolean => q.layer === network.widths.length - 1;

/** The elementwise activation functions of a network's hidden and output layers. */
export function activationsOf(network: Network, which: "hidden" | "output" | "all" = "all"): FunctionRow[] {
  return network.forward.flatMap((a) => {
    const row = a.role === "activation" ? functionOf(network, a) : undefined;
    if (!row || row.sibling !== undefined || row.id === "identity") return [];
    const here = which === "all" || isLastLayer(network, a) === (which === "output");
    return here ? [row] : [];
  });
}

/** x (1 - x), the form of a sigmoid's slope. */
export const rise = (x: Expression): Expression => times(x, minus(ONE, x));

/** Whether some step of the forward pass is of this kind. */
export const hasEdge = (network: Network, isSuch: (edge: Omit<Edge, "right">) => boolean): boolean =>
  [...network.leaves, ...network.forward].some((q) => network.readers(q).some((c) => isSuch({ c, q, network })));

/** Whether a weight belongs to a matrix of as many rows as columns, at least two. */
export function isSquareMatrix(network: Network, w: Quantity): boolean {
  const matrix = network.parameters.filter(({ tensor }) => tensor === w.tensor);
  const rows = matrix.filter(({ source }) => source === 0).length;
  return rows > 1 && rows === matrix.filter(({ unit }) => unit === 0).length;
}

/** The weight with the indices of w exchanged, as in W^T; undefined where the layer has none. */
export const mirrored = (network: Network, w: Quantity): Quantity | undefined =>
  network.sibling(w, { unit: w.source!, source: w.unit! });

/** The learning rate, or 1 where the document has no optimizer. */
export const learningRate = (network: Network): Expression => network.training?.lr ?? ONE;
