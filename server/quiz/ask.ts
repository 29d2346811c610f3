/** What kind of number is asked for; the client has a sentence for each. */
export const askKinds = [
  "net",
  "output",
  "loss",
  "gradient_weight",
  "gradient_bias",
  "gradient_input",
  "gradient_activation",
  "delta",
  "updated",
  "loss_after",
] as const;
export type AskKind = (typeof askKinds)[number];

/** One number of an instance that is asked for, by its path in the reference format. */
export type Ask = { readonly kind: AskKind; readonly quantity: string };
