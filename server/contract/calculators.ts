import { z } from "zod";
import { denseDocument, networkDocument, notationId } from "./network.ts";
import { bilingual, step } from "./practice.ts";

const quantityPath = z.string().min(1).max(64);

/** Scalar where the parameter is a scalar, nested lists otherwise, null where a value is undefined. */
type Values = number | null | Values[];
export const values: z.ZodType<Values> = z.lazy(() => z.union([z.number(), z.null(), z.array(values)]));
type Texts = string | null | Texts[];
export const texts: z.ZodType<Texts> = z.lazy(() => z.union([z.string(), z.null(), z.array(texts)]));
const named = z.record(z.string(), values);

export const deriveRequest = z.strictObject({
  network: networkDocument,
  ask: z.array(quantityPath).max(64).optional(),
  notation: notationId.optional(),
});
export type DeriveRequest = z.infer<typeof deriveRequest>;

/** The fields of the reference format, and a derivation for each quantity that was asked for. */
export const deriveResponse = z.strictObject({
  forward: named,
  loss: values,
  grads: named,
  /** Gradients of the net inputs, where a network has any. */
  deltas: named.optional(),
  updated: named.optional(),
  loss_after: values.optional(),
  trajectory: z.array(z.strictObject({ t: z.number().int(), loss_before: values, params_after: named })).optional(),
  exact: z
    .strictObject({
      loss: texts,
      grads: z.record(z.string(), texts),
      deltas: z.record(z.string(), texts).optional(),
      running: z.record(z.string(), texts).optional(),
      updated: z.record(z.string(), texts).optional(),
      loss_after: texts.optional(),
    })
    .optional(),
  /** What batch normalisation keeps for later: the mean and the variance without bias. */
  running: named.optional(),
  agh: z.strictObject({ delta_output: values, updated: named }).catchall(values).optional(),
  gradcheck: z
    .strictObject({
      loss_plus: values,
      loss_minus: values,
      numeric: values,
      analytic: values,
      relative_error: values,
    })
    .optional(),
  derivations: z.array(z.strictObject({ quantity: z.string(), steps: z.array(step) })),
});
export type DeriveResponse = z.infer<typeof deriveResponse>;

export const diagnoseRequest = z.strictObject({
  network: networkDocument,
  quantity: quantityPath,
  answer: z.string().max(400),
});
export type DiagnoseRequest = z.infer<typeof diagnoseRequest>;

export const diagnoseResponse = z.strictObject({
  verdict: z.enum(["right", "wrong", "unreadable"]),
  accepted: z.tuple([z.number(), z.number()]).nullable(),
  value: z.number().nullable(),
  certainty: z.enum(["named", "possible", "none"]),
  mistakes: z.array(
    z.strictObject({
      id: z.string(),
      with: z.string().nullable(),
      name: bilingual,
      withName: bilingual.nullable(),
      remedy: bilingual,
    }),
  ),
  /** For an unreadable answer: what was expected, and where. */
  reason: bilingual.optional(),
  position: z.number().int().optional(),
});
export type DiagnoseResponse = z.infer<typeof diagnoseResponse>;

export const namedNetwork = z.strictObject({
  id: z.string(),
  title: bilingual,
  about: bilingual,
  notation: notationId,
  network: denseDocument,
  sources: z.array(z.strictObject({ title: z.string(), url: z.string() })),
  /** Numbers that a well-known page prints wrongly, with what they should be. */
  misprints: z.array(z.strictObject({ quantity: z.string(), printed: z.string(), mistake: z.string().nullable() })),
});
export type NamedNetwork = z.infer<typeof namedNetwork>;
