import { z } from "zod";
import { finite, tensor } from "./tensors.ts";

const count = z.number().int().min(1).max(1_000_000);
const none = z.strictObject({});

const clipDocument = z.strictObject({
  type: z.literal("clip"),
  config: z.strictObject({
    mode: z.enum(["value", "norm"]),
    max: z.number().positive(),
    eps: z.number().min(0).optional(),
  }),
  params: z.record(z.string().max(32), tensor),
});

const initDocument = z.strictObject({
  type: z.literal("init"),
  config: z.strictObject({ scheme: z.string().max(32), fan_in: count, fan_out: count, slope: finite.optional() }),
  params: none,
});

const recompute = z
  .number()
  .int()
  .min(0)
  .max(1_000_000)
  .optional()
  .meta({
    description:
      "Count the backward pass too, and what it needs stored: 0 keeps every activation, k only every k-th layer or " +
      "step (and computes the others again when the backward pass gets there); for a single layer 1 keeps its ends.",
  });

const complexityDocument = z.strictObject({
  type: z.literal("complexity"),
  config: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("mlp"), sizes: z.array(count).min(2).max(64), batch: count, recompute }),
    z.strictObject({
      kind: z.literal("conv2d"),
      cin: count,
      cout: count,
      k: count,
      h: count,
      w: count,
      stride: count,
      padding: z.number().int().min(0).max(1_000_000),
      recompute,
    }),
    z.strictObject({ kind: z.literal("attention"), T: count, d: count, heads: count, recompute }),
    z.strictObject({ kind: z.enum(["rnn", "lstm"]), n: count, H: count, T: count, recompute }),
  ]),
  params: none,
});

const rates = { lr0: finite, t: z.array(z.number().int().min(0)).min(1).max(1024) };
const scheduleDocument = z.strictObject({
  type: z.literal("lr_schedule"),
  config: z.discriminatedUnion("kind", [
    z.strictObject({ ...rates, kind: z.literal("step"), step_size: count, gamma: finite }),
    z.strictObject({ ...rates, kind: z.literal("exponential"), gamma: finite }),
    z.strictObject({ ...rates, kind: z.literal("cosine"), T_max: count, lr_min: finite }),
    z.strictObject({ ...rates, kind: z.literal("warmup_linear"), warmup: count }),
  ]),
  params: none,
});

/** What is calculated from a closed formula, without a network. */
export const formulaDocuments = [clipDocument, initDocument, complexityDocument, scheduleDocument] as const;
