import { DocumentError } from "../document.ts";

/** How many multiplications and how much memory a network takes, by its sizes alone. */
export type ComplexityDocument = { readonly type: "complexity"; readonly config: ComplexityConfig };

type Mlp = { readonly kind: "mlp"; readonly sizes: number[]; readonly batch: number };
type Conv2d = Readonly<Record<"cin" | "cout" | "k" | "h" | "w" | "stride" | "padding", number>> & {
  readonly kind: "conv2d";
};
type Attention = { readonly kind: "attention"; readonly T: number; readonly d: number; readonly heads: number };
type Lstm = { readonly kind: "lstm"; readonly n: number; readonly H: number; readonly T: number };
export type ComplexityConfig = Mlp | Conv2d | Attention | Lstm;

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

/**
 * A weight costs one product forward, one for its own gradient and, above the first layer, one to hand the error down.
 * Stored are the inputs and every activation; Adam keeps two numbers a parameter.
 */
function mlp({ sizes, batch }: Mlp) {
  const layers = sizes.slice(1).map((units, l) => ({ weights: units * sizes[l]!, units }));
  const params = total(layers.map(({ weights, units }) => weights + units));
  const macs_forward = batch * total(layers.map(({ weights }) => weights));
  const macs_dX_hidden_only = batch * total(layers.slice(1).map(({ weights }) => weights));
  return {
    params,
    macs_forward,
    macs_dW: macs_forward,
    macs_dX_hidden_only,
    macs_backward: macs_forward + macs_dX_hidden_only,
    stored_activations: batch * total(sizes),
    adam_state_floats: 2 * params,
  };
}

/** Every entry of every map of the output takes one product for each weight of its kernel. */
function conv2d({ cin, cout, k, h, w, stride, padding }: Conv2d) {
  const [out_h, out_w] = [h, w].map((n) => Math.floor((n + 2 * padding - k) / stride) + 1) as [number, number];
  if (out_h < 1 || out_w < 1) throw new DocumentError("config.k", "the kernel does not fit into the input");
  const kernel = cin * k ** 2;
  return { params: cout * (kernel + 1), out_h, out_w, macs_forward: out_h * out_w * cout * kernel };
}

/** Four projections d x d (query, key, value, output); the heads share the d columns among them. */
function attention({ T, d, heads }: Attention) {
  if (d % heads !== 0) throw new DocumentError("config.heads", "must divide d");
  return {
    params_no_bias: 4 * d ** 2,
    macs_projections: 4 * T * d ** 2,
    macs_scores: T ** 2 * d,
    macs_weighted_sum: T ** 2 * d,
    attention_matrix_entries: heads * T ** 2,
  };
}

/** Four blocks of H rows over n inputs and H hidden states, with one bias each; products with matrices only. */
function lstm({ n, H, T }: Lstm) {
  const weights = 4 * H * (n + H);
  return { params_single_bias: weights + 4 * H, macs_forward: T * weights };
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
    case "lstm":
      return lstm(config);
  }
}
