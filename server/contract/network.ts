import { z } from "zod";

export const notationId = z.enum(["case1", "perceptron", "mazur", "layered"]);
export type NotationId = z.infer<typeof notationId>;

const finite = z.number();
const vector = z.array(finite).max(256);
const matrix = z.array(vector).max(256);
const tensor = z.union([finite, vector, matrix]);

const functionParams = z.record(z.string().max(32), finite);

const layer = z.strictObject({
  activation: z.string().max(32),
  bias: z.enum(["per_neuron", "shared", "none"]),
  params: functionParams.optional(),
  dropout: z.strictObject({ p: z.number().min(0).lt(1), mask: matrix }).optional(),
  residual: z.boolean().optional(),
});

const optimizer = z.strictObject({
  name: z.string().max(32),
  lr: finite,
  steps: z.number().int().min(1).max(10_000).optional(),
  frozen: z.array(z.string().max(16)).max(64).optional(),
  momentum: finite.optional(),
  alpha: finite.optional(),
  rho: finite.optional(),
  beta1: finite.optional(),
  beta2: finite.optional(),
  eps: finite.optional(),
  weight_decay: finite.optional(),
});

/** A network document: what is computed forward, with exact decimal numbers (the format of tests/reference). */
export const networkDocument = z.strictObject({
  type: z.literal("dense"),
  config: z.strictObject({
    layers: z.array(layer).min(1).max(12),
    loss: z.strictObject({
      name: z.string().max(32),
      output_reduction: z.enum(["sum", "mean"]),
      batch_reduction: z.enum(["mean", "sum"]),
      params: functionParams.optional(),
    }),
    l2: z.strictObject({ lambda: finite, convention: z.enum(["half", "full"]) }).optional(),
  }),
  params: z.record(z.string().max(16), tensor),
  inputs: z.strictObject({ X: matrix }),
  targets: matrix,
  optimizer: optimizer.optional(),
  rational: z.boolean().optional(),
  agh: z.boolean().optional(),
  kink_convention: z.boolean().optional(),
  gradcheck: z
    .strictObject({
      param: z.string().max(16),
      index: z.array(z.number().int().min(0)).max(4),
      h: z.number().positive(),
      scheme: z.enum(["forward", "central", "backward"]),
    })
    .optional(),
});
export type NetworkDocument = z.infer<typeof networkDocument>;
