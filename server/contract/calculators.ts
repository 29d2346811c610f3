import { z } from "zod";
import { formulaDocuments } from "./formulas.ts";
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
  network: z.discriminatedUnion("type", [...networkDocument.options, ...formulaDocuments]),
  ask: z.array(quantityPath).max(64).optional(),
  notation: notationId.optional(),
});
export type DeriveRequest = z.infer<typeof deriveRequest>;

const derived = { derivations: z.array(z.strictObject({ quantity: z.string(), steps: z.array(step) })) };

/** The fields of the reference format, and a derivation for each quantity that was asked for. */
export const networkResponse = z.strictObject({
  ...derived,
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
});
export type NetworkResponse = z.infer<typeof networkResponse>;

/** The path of an optimizer: `f` is given where there is a function, not a sequence of gradients. */
const optimizerResponse = z.strictObject({
  ...derived,
  trajectory: z.array(
    z.strictObject({
      t: z.number().int(),
      grad: values,
      f_before: values.optional(),
      w_after: values,
      state: named,
    }),
  ),
  f_after: values.optional(),
});

const complexityResponse = z.strictObject({
  ...derived,
  params: values.optional(),
  params_no_bias: values.optional(),
  params_single_bias: values.optional(),
  macs_forward: values.optional(),
  macs_dW: values.optional(),
  macs_dX: values.optional(),
  macs_dX_hidden_only: values.optional(),
  macs_backward: values.optional(),
  macs_recomputed: values.optional(),
  stored_activations: values.optional(),
  peak_activations: values.optional(),
  adam_state_floats: values.optional(),
  out_h: values.optional(),
  out_w: values.optional(),
  macs_projections: values.optional(),
  macs_scores: values.optional(),
  macs_weighted_sum: values.optional(),
  attention_matrix_entries: values.optional(),
});

/** Every type of document is answered in the fields that the reference format has for it. */
export const deriveResponse = z.union([
  networkResponse,
  optimizerResponse,
  z.strictObject({ ...derived, f: values, df: values }),
  z.strictObject({ ...derived, loss: values, dpred: values }),
  z.strictObject({ ...derived, total_norm: values, clipped: named }),
  z.strictObject({ ...derived, variance: values, std: values, bound: values.optional() }),
  z.strictObject({ ...derived, lr: values }),
  complexityResponse,
]);
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
