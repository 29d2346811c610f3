import { z } from "zod";

/** Numbers in nested lists, and the names of tensors and functions. */
export const finite = z.number();
export const vector = z.array(finite).max(256);
export const matrix = z.array(vector).max(256);
export const tensor = z.union([finite, vector, matrix]);
export const maps = z.array(matrix).max(64);
export const kernels = z.array(maps).max(64);

export const name = z.string().max(32);
export const functionParams = z.record(name, finite);

/** A loss, and how it is gathered over outputs and samples. */
export const loss = z.strictObject({
  name,
  output_reduction: z.enum(["sum", "mean"]),
  batch_reduction: z.enum(["mean", "sum"]),
  params: functionParams.optional(),
});

/** An optimizer with whatever settings its kind reads. */
export const optimizer = z.strictObject({
  name: name.meta({
    description:
      "sgd; momentum (v = mu v + g, w - lr v), momentum_ema (v = mu v + (1 - mu) g), momentum_classic " +
      "(v = mu v - lr g, w + v); nesterov (w - lr (g + mu v)), nesterov_lookahead (momentum_classic with g taken at " +
      "w + mu v); adagrad, rmsprop (epsilon outside the root), adagrad_epsin, rmsprop_epsin (inside); adadelta; adam, " +
      "adamw, amsgrad, adamax, nadam (epsilon outside the root); lion",
  }),
  lr: finite,
  steps: z.number().int().min(1).max(10_000).optional(),
  frozen: z.array(z.string().max(16)).max(64).optional(),
  momentum: finite.optional(),
  alpha: finite.optional(),
  rho: finite.optional(),
  beta1: finite.optional(),
  beta2: finite.optional(),
  eps: finite.optional(),
  lr_decay: finite.optional(),
  momentum_decay: finite.optional(),
  centered: z.boolean().optional(),
  weight_decay: finite.optional(),
});
