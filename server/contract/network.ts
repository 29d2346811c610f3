import { z } from "zod";
import { finite, functionParams, kernels, loss, maps, matrix, name, optimizer, tensor, vector } from "./tensors.ts";

export const notationId = z.enum(["case1", "perceptron", "mazur", "layered"]);
export type NotationId = z.infer<typeof notationId>;

const layer = z.strictObject({
  activation: name,
  bias: z.enum(["per_neuron", "shared", "none"]),
  params: functionParams.optional(),
  dropout: z.strictObject({ p: z.number().min(0).lt(1), mask: matrix }).optional(),
  residual: z.boolean().optional(),
});

/** What every document may carry beside its family's own fields. */
const remarks = { rational: z.boolean().optional(), kink_convention: z.boolean().optional() };

/** The same where there are parameters. */
const common = {
  ...remarks,
  optimizer: optimizer.optional(),
  gradcheck: z
    .strictObject({
      param: z.string().max(16),
      index: z.array(z.number().int().min(0)).max(4),
      h: z.number().positive(),
      scheme: z.enum(["forward", "central", "backward"]),
    })
    .optional(),
};

/** Layers of units: the networks that are practised and explored. */
export const denseDocument = z.strictObject({
  ...common,
  type: z.literal("dense"),
  config: z.strictObject({
    layers: z.array(layer).min(1).max(12),
    loss,
    l2: z.strictObject({ lambda: finite, convention: z.enum(["half", "full"]) }).optional(),
  }),
  params: z.record(z.string().max(16), tensor),
  inputs: z.strictObject({ X: matrix }),
  targets: matrix,
  agh: z.boolean().optional(),
});
export type DenseDocument = z.infer<typeof denseDocument>;

/** A gradient at Y is given, or a function and a loss follow. */
const ending = { eps: finite, upstream: matrix.optional(), activation: name.optional(), loss: loss.optional() };

const batchnormDocument = z.strictObject({
  ...common,
  type: z.literal("batchnorm"),
  config: z.strictObject({
    ...ending,
    momentum: finite,
    running_mean: vector.optional(),
    running_var: vector.optional(),
  }),
  params: z.strictObject({ gamma: vector, beta: vector }),
  inputs: z.strictObject({ X: matrix }),
  targets: matrix.optional(),
});

const layernormDocument = z.strictObject({
  ...common,
  type: z.literal("layernorm"),
  config: z.strictObject({ ...ending, rms: z.boolean().optional() }),
  params: z.strictObject({ gamma: vector, beta: vector.optional() }),
  inputs: z.strictObject({ X: matrix }),
  targets: matrix.optional(),
});

const softmaxVjpDocument = z.strictObject({
  ...remarks,
  type: z.literal("softmax_vjp"),
  config: z.strictObject({ upstream: vector }),
  params: z.strictObject({}),
  inputs: z.strictObject({ z: vector }),
});

const readOut = { output: z.enum(["last", "all"]), loss };
const stacked = { Wx: matrix, Wh: matrix, V: matrix, c: vector };

const rnnDocument = z.strictObject({
  ...common,
  type: z.literal("rnn"),
  config: z.strictObject({
    ...readOut,
    activation: name,
    detach_before: z.array(z.number().int().min(0)).max(256).optional(),
  }),
  params: z.strictObject({ ...stacked, b: vector }),
  inputs: z.strictObject({ x: matrix, h0: vector }),
  targets: matrix,
});

const lstmDocument = z.strictObject({
  ...common,
  type: z.literal("lstm"),
  config: z.strictObject(readOut),
  params: z.strictObject({ ...stacked, b: vector }),
  inputs: z.strictObject({ x: matrix, h0: vector, c0: vector }),
  targets: matrix,
});

const gruDocument = z.strictObject({
  ...common,
  type: z.literal("gru"),
  config: z.strictObject(readOut),
  params: z.strictObject({ ...stacked, bx: vector, bh: vector }),
  inputs: z.strictObject({ x: matrix, h0: vector }),
  targets: matrix,
});

const attentionDocument = z.strictObject({
  ...common,
  type: z.literal("attention"),
  config: z.strictObject({ scale: z.boolean(), causal: z.boolean(), loss }),
  params: z.strictObject({ Wq: matrix, Wk: matrix, Wv: matrix, Wo: matrix.optional() }),
  inputs: z.strictObject({ X: matrix }),
  targets: matrix,
});

const embeddingDocument = z.strictObject({
  ...common,
  type: z.literal("embedding"),
  config: z.strictObject({
    ids: z.array(z.array(z.number().int().min(0)).max(256)).max(256),
    combine: z.enum(["sum", "mean"]),
    loss,
  }),
  params: z.strictObject({ E: matrix, W: matrix, b: vector }),
  targets: matrix,
});

const tiedDocument = z.strictObject({
  ...common,
  type: z.literal("tied"),
  config: z.strictObject({ activation: name, loss }),
  params: z.strictObject({ W_enc: matrix, W_dec: matrix, b1: vector, b2: vector }),
  inputs: z.strictObject({ x: vector }),
  targets: matrix,
});

const argument = z.number().int().min(0);
const one = z.tuple([argument]);
const two = z.tuple([argument, argument]);

const node = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("input"), name }),
  z.strictObject({ op: z.literal("const"), value: finite }),
  z.strictObject({ op: z.literal("pow"), args: one, n: finite }),
  z.strictObject({ op: z.enum(["neg", "inv", "exp", "log", "sqrt", "sigmoid", "tanh", "relu"]), args: one }),
  z.strictObject({ op: z.enum(["add", "sub", "mul", "div", "max", "min"]), args: two }),
]);

const graphDocument = z.strictObject({
  ...remarks,
  type: z.literal("graph"),
  config: z.strictObject({ nodes: z.array(node).min(1).max(1024) }),
  params: z.strictObject({}),
  inputs: z.record(name, finite),
});

const slide = z.number().int().min(1).max(64);
const convolution = {
  stride: slide,
  padding: z.number().int().min(0).max(64),
  activation: name.optional(),
  pool: z.strictObject({ type: z.enum(["max", "avg"]), size: slide, stride: slide }).optional(),
};

const conv1dDocument = z.strictObject({
  ...common,
  type: z.literal("conv1d"),
  config: z.strictObject({ ...convolution, upstream: matrix }),
  params: z.strictObject({ W: maps, b: vector }),
  inputs: z.strictObject({ X: matrix }),
});

const conv2dDocument = z.strictObject({
  ...common,
  type: z.literal("conv2d"),
  config: z.strictObject({ ...convolution, upstream: maps }),
  params: z.strictObject({ W: kernels, b: vector }),
  inputs: z.strictObject({ X: maps }),
});

const optimQuadDocument = z.strictObject({
  type: z.literal("optim_quad"),
  config: z.strictObject({ a: vector, c: vector }),
  params: z.strictObject({ w: vector }),
  optimizer,
});

const optimSeqDocument = z.strictObject({
  type: z.literal("optim_seq"),
  params: z.strictObject({ w: vector }),
  grad_sequence: z.array(vector).min(1).max(1024),
  optimizer: optimizer.omit({ steps: true }),
});

const pointwiseActivationDocument = z.strictObject({
  type: z.literal("pointwise_activation"),
  kink_convention: remarks.kink_convention,
  config: z.strictObject({ activation: name, params: functionParams.optional() }),
  params: z.strictObject({ x: vector }),
});

const pointwiseLossDocument = z.strictObject({
  type: z.literal("pointwise_loss"),
  kink_convention: remarks.kink_convention,
  config: z.strictObject({ loss: name, params: functionParams.optional() }),
  params: z.strictObject({ pred: vector }),
  targets: vector,
});

/** A network document: what is computed forward, with exact decimal numbers (the format of tests/reference). */
export const networkDocument = z.discriminatedUnion("type", [
  denseDocument,
  batchnormDocument,
  layernormDocument,
  softmaxVjpDocument,
  rnnDocument,
  lstmDocument,
  gruDocument,
  attentionDocument,
  embeddingDocument,
  tiedDocument,
  graphDocument,
  conv1dDocument,
  conv2dDocument,
  optimQuadDocument,
  optimSeqDocument,
  pointwiseActivationDocument,
  pointwiseLossDocument,
]);
export type NetworkDocument = z.infer<typeof networkDocument>;
