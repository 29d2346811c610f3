import type { NetworkDocument } from "#engine/families/index.ts";

type Document<T extends NetworkDocument["type"]> = Extract<NetworkDocument, { readonly type: T }>;

/** A kernel of one weight, 3, over two rows of four, then a window of 2 x 2 for each given gradient, 7 and -2. */
export const pooled = (type: "max" | "avg"): Document<"conv2d"> => ({
  type: "conv2d",
  config: { stride: 1, padding: 0, pool: { type, size: 2, stride: 2 }, upstream: [[[7, -2]]] },
  params: { W: [[[[3]]]], b: [0] },
  inputs: {
    X: [
      [
        [1, 2, 0, 5],
        [4, 3, 6, 1],
      ],
    ],
  },
});

/** Two weights under three given gradients each. */
export const sequence = (optimizer: Document<"optim_seq">["optimizer"]): Document<"optim_seq"> => ({
  type: "optim_seq",
  params: { w: [0.8, -1.3] },
  grad_sequence: [
    [0.4, -0.7],
    [-0.2, 0.9],
    [0.6, 0.1],
  ],
  optimizer,
});

/** f = 1/2 sum a (w - c)^2, six steps from (1, -2). */
export const bowl = (optimizer: Document<"optim_quad">["optimizer"]): Document<"optim_quad"> => ({
  type: "optim_quad",
  config: { a: [2, 0.5], c: [0.3, -1] },
  params: { w: [1, -2] },
  optimizer: { ...optimizer, steps: 6 },
});

/** Softmax with cross-entropy over a batch of two. */
export const classes: Document<"dense"> = {
  type: "dense",
  config: {
    layers: [{ activation: "identity", bias: "none" }],
    loss: { name: "softmax_ce", output_reduction: "sum", batch_reduction: "mean" },
  },
  params: { W1: [[1], [-2], [0.5]] },
  inputs: { X: [[0.4], [-1.5]] },
  targets: [
    [1, 0, 0],
    [0, 0, 1],
  ],
};
