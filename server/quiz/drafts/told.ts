import type { NetworkDocument } from "#contract/network.ts";
import { type Draft, drawNumber, type Grid, onGrid, TENTHS } from "./draft.ts";

type GraphDocument = Extract<NetworkDocument, { readonly type: "graph" }>;

const graph = (
  inputs: Readonly<Record<string, number>>,
  operations: GraphDocument["config"]["nodes"],
): GraphDocument => ({
  type: "graph",
  config: { nodes: [...Object.keys(inputs).map((name) => ({ op: "input", name }) as const), ...operations] },
  params: {},
  inputs: { ...inputs },
});

/** Where the quantities of attention's costs stand in their graph. */
export const COSTS = { scores: "nodes.6", projections: "nodes.9", stored: "nodes.10" } as const;

/** Multiplications and memory of self-attention over T tokens of width d with H heads. */
export const attentionCosts: Draft = (random) => {
  const heads = random.pick([2, 4, 8]);
  return graph({ T: random.whole(5, 40), d: heads * random.whole(2, 8), H: heads }, [
    { op: "const", value: 2 },
    { op: "const", value: 4 },
    { op: "pow", args: [0], n: 2 },
    { op: "mul", args: [5, 1] },
    { op: "pow", args: [1], n: 2 },
    { op: "mul", args: [4, 7] },
    { op: "mul", args: [0, 8] },
    { op: "mul", args: [2, 5] },
    { op: "mul", args: [3, 6] },
    { op: "add", args: [9, 11] },
  ]);
};

/** Where the moments of a dropped activation stand in their graph. */
export const MOMENTS = { plainMean: "nodes.4", plainVariance: "nodes.8" } as const;

const ACTIVATION: Grid = { step: 0.1, least: 0.3, most: 5 };

/**
 * Mean and variance of an activation a that is dropped with probability p: first as it is, m a, then divided by 1 - p,
 * which brings the mean back to a.
 */
export const dropoutMoments: Draft = (random) =>
  graph({ a: drawNumber(random, ACTIVATION), p: onGrid(random.whole(1, 9), 0.05) }, [
    { op: "const", value: 1 },
    { op: "sub", args: [2, 1] },
    { op: "mul", args: [3, 0] },
    { op: "pow", args: [4], n: 2 },
    { op: "pow", args: [0], n: 2 },
    { op: "mul", args: [3, 6] },
    { op: "sub", args: [7, 5] },
    { op: "pow", args: [3], n: 2 },
    { op: "div", args: [8, 9] },
  ]);

/** Batch normalisation at test time, by the running statistics. */
export const normalisedAtTest: Draft = (random) => {
  const [x, mu, gamma, beta] = [VALUE, TENTHS, TENTHS, TENTHS].map((grid) => drawNumber(random, grid)) as Four;
  return graph({ x, mu, var: onGrid(random.whole(5, 40), 0.1), gamma, beta, eps: 1e-5 }, [
    { op: "sub", args: [0, 1] },
    { op: "add", args: [2, 5] },
    { op: "sqrt", args: [7] },
    { op: "div", args: [6, 8] },
    { op: "mul", args: [3, 9] },
    { op: "add", args: [10, 4] },
  ]);
};

type Four = [number, number, number, number];
const VALUE: Grid = { step: 0.1, least: 1.5, most: 6 };

/** The places that a kernel of width k finds in n numbers, with stride s and p zeros on each side: (n + 2p - k) / s + 1. */
export const placesOfKernel: Draft = (random) => {
  const [k, s, p] = [random.pick([3, 5, 7]), random.whole(2, 4), random.whole(1, 3)] as const;
  const steps = random.whole(4, 30);
  return graph({ n: steps * s + k - 2 * p, k, s, p }, [
    { op: "const", value: 2 },
    { op: "const", value: 1 },
    { op: "mul", args: [4, 3] },
    { op: "add", args: [0, 6] },
    { op: "sub", args: [7, 1] },
    { op: "div", args: [8, 2] },
    { op: "add", args: [9, 5] },
  ]);
};

/** Where the spreads of initial weights stand in their graph. */
export const SPREADS = { xavier: "nodes.6", xavierBound: "nodes.8" } as const;

/** Standard deviations of Xavier and He for a layer of n_in inputs and n_out units, and Xavier's uniform bound. */
export const initialSpreads: Draft = (random) =>
  graph({ n_in: random.whole(10, 500), n_out: random.whole(10, 500) }, [
    { op: "const", value: 2 },
    { op: "const", value: 6 },
    { op: "add", args: [0, 1] },
    { op: "div", args: [2, 4] },
    { op: "sqrt", args: [5] },
    { op: "div", args: [3, 4] },
    { op: "sqrt", args: [7] },
    { op: "div", args: [2, 0] },
    { op: "sqrt", args: [9] },
  ]);

/** Where the error signal of a sigmoid unit stands in its graph; that of a tanh unit is the result. */
export const SIGMOID_SIGNAL = "nodes.7";

/** The error signals of a unit of which only the output a is known, and the gradient g that arrives at it. */
export const signalsByOutput: Draft = (random) => {
  const a = Number((random.whole(500, 9500) / 10_000).toFixed(4));
  return graph({ a, g: drawNumber(random, TENTHS) }, [
    { op: "const", value: 1 },
    { op: "sub", args: [2, 0] },
    { op: "mul", args: [0, 3] },
    { op: "pow", args: [0], n: 2 },
    { op: "sub", args: [2, 5] },
    { op: "mul", args: [1, 4] },
    { op: "mul", args: [1, 6] },
  ]);
};
