import { DocumentError } from "../document.ts";
import { kept, type Stage } from "./recomputation.ts";

/** How many multiplications and how much memory a network takes, by its sizes alone. */
export type ComplexityDocument = { readonly type: "complexity"; readonly config: ComplexityConfig };

/**
 * With `recompute` the backward pass is counted too, and what it needs of the forward pass: 0 keeps everything, k only
 * every k-th layer or step, from which the others are computed again.
 */
type Backward = { readonly recompute?: number | undefined };

type Mlp = Backward & { readonly kind: "mlp"; readonly sizes: number[]; readonly batch: number };
type Conv2d = Backward &
  Readonly<Record<"cin" | "cout" | "k" | "h" | "w" | "stride" | "padding", number>> & { readonly kind: "conv2d" };
type Attention = Backward & {
  readonly kind: "attention";
  readonly T: number;
  readonly d: number;
  readonly heads: number;
};
type Recurrent = Backward & {
  readonly kind: "rnn" | "lstm";
  readonly n: number;
  readonly H: number;
  readonly T: number;
};
export type ComplexityConfig = Mlp | Conv2d | Attention | Recurrent;

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

/**
 * A weight costs one product forward, one for its own gradient and, above the first layer, one to hand the error down.
 * Stored are the inputs and every activation; Adam keeps two numbers a parameter.
 */
function mlp({ sizes, batch, recompute }: Mlp) {
  const layers = sizes.slice(1).map((units, l) => ({ weights: units * sizes[l]!, units }));
  const params = total(layers.map(({ weights, units }) => weights + units));
  const macs_forward = batch * total(layers.map(({ weights }) => weights));
  const macs_dX_hidden_only = batch * total(layers.slice(1).map(({ weights }) => weights));
  const stages = layers.map(({ weights, units }) => ({ state: batch * units, inner: 0, again: batch * weights }));
  const { stored_activations, ...more } = kept(batch * sizes[0]!, stages, recompute ?? 0);
  return {
    params,
    macs_forward,
    macs_dW: macs_forward,
    macs_dX_hidden_only,
    macs_backward: macs_forward + macs_dX_hidden_only,
    stored_activations,
    adam_state_floats: 2 * params,
    ...(recompute === undefined ? {} : more),
  };
}

/**
 * Every entry of every map of the output takes one product for each weight of its kernel, and backward one for the
 * weight's gradient and one for the input's. Stored are input and output, or the input alone.
 */
function conv2d({ cin, cout, k, h, w, stride, padding, recompute }: Conv2d) {
  const [out_h, out_w] = [h, w].map((n) => Math.floor((n + 2 * padding - k) / stride) + 1) as [number, number];
  if (out_h < 1 || out_w < 1) throw new DocumentError("config.k", "the kernel does not fit into the input");
  const kernel = cin * k ** 2;
  const maps = out_h * out_w * cout;
  const macs_forward = maps * kernel;
  const forward = { params: cout * (kernel + 1), out_h, out_w, macs_forward };
  if (recompute === undefined) return forward;
  const stage = { state: 0, inner: maps, again: macs_forward };
  return { ...forward, ...backward(macs_forward, macs_forward), ...kept(cin * h * w, [stage], recompute) };
}

const backward = (macs_dW: number, macs_dX: number) => ({ macs_dW, macs_dX, macs_backward: macs_dW + macs_dX });

/**
 * Four projections d x d (query, key, value, output); the heads share the d columns among them. A product of two
 * matrices costs its own number of products twice on the way back, once for each of them. Stored are the rows of
 * input and output, of query, key, value and context, and the attention matrices; or the input and the output alone.
 */
function attention({ T, d, heads, recompute }: Attention) {
  if (d % heads !== 0) throw new DocumentError("config.heads", "must divide d");
  const projection = T * d ** 2;
  const between = T ** 2 * d;
  const forward = {
    params_no_bias: 4 * d ** 2,
    macs_projections: 4 * projection,
    macs_scores: between,
    macs_weighted_sum: between,
    attention_matrix_entries: heads * T ** 2,
  };
  if (recompute === undefined) return forward;
  const rows = T * d;
  const stage = { state: rows, inner: 4 * rows + heads * T ** 2, again: 3 * projection + 2 * between };
  return {
    ...forward,
    macs_forward: 4 * projection + 2 * between,
    ...backward(4 * projection, 4 * projection + 4 * between),
    ...kept(rows, [stage], recompute),
  };
}

/** How many blocks of H rows a cell stacks, how many vectors it hands to the next step, and how many gates it has. */
const CELLS = { rnn: { blocks: 1, states: 1, gates: 0 }, lstm: { blocks: 4, states: 2, gates: 4 } };

/**
 * Blocks of H rows over n inputs and H hidden states, with one bias each; products with matrices only. Inputs and
 * first state need no gradient. Stored are the inputs and, step by step, the states (of an LSTM also the gates).
 */
function recurrent({ kind, n, H, T, recompute }: Recurrent) {
  const { blocks, states, gates } = CELLS[kind];
  const weights = blocks * H * (n + H);
  const macs_forward = T * weights;
  const forward = { params_single_bias: weights + blocks * H, macs_forward };
  if (recompute === undefined) return forward;
  const macs_dX_hidden_only = (T - 1) * blocks * H ** 2;
  const step: Stage = { state: states * H, inner: gates * H, again: weights };
  const steps = Array.from({ length: T }, () => step);
  return {
    ...forward,
    macs_dW: macs_forward,
    macs_dX_hidden_only,
    macs_backward: macs_forward + macs_dX_hidden_only,
    ...kept(T * n + states * H, steps, recompute),
  };
}

/** Counted in multiply-accumulate operations and in stored numbers. */
export function complexity({ config }: ComplexityDocument) {
  switch (config.kind) {
    case "mlp":
      return mlp(config);
    case "conv2d":
      return conv2d(config);
    case "attention":
      return attention(config);
    case "rnn":
    case "lstm":
      return recurrent(config);
  }
}
