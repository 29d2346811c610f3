import type { Quantity } from "#engine/quantity.ts";
import { type Asker, gradientOf, valueOf, type Where } from "./drill.ts";

/** A unit of the first hidden layer, or of the output; where there are several samples, for the first of them. */
export const first: Where = (q) => q.layer === 1 && isOfFirstSample(q);
export const last: Where = (q, { widths }) => q.layer === widths.length - 1 && isOfFirstSample(q);
/** The layer below the output. */
export const hidden: Where = (q, { widths }) => q.layer === widths.length - 2 && isOfFirstSample(q);
const isOfFirstSample = ({ sample }: Quantity): boolean => (sample ?? 0) === 0;

/** Askers for a number of a unit, or of what leads into it. */
export const net = valueOf("net", "net", last);
export const output = valueOf("output", "activation", last);
export const delta = (where: Where): Asker => gradientOf("delta", "net", where);
export const weight = (where: Where): Asker => gradientOf("gradient_weight", "weight", where);
export const bias = (where: Where): Asker => gradientOf("gradient_bias", "bias", where);
export const activation = (where: Where): Asker => gradientOf("gradient_activation", "activation", where);
export const input = gradientOf("gradient_input", "input", (q) => isOfFirstSample(q));
