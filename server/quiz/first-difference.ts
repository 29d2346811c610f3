import type { DerivationStep } from "#engine/derive.ts";
import { coincide } from "./predictions.ts";

/** The step at which somebody with a mistake first comes to another number. */
export type Difference<S> = {
  readonly step: S;
  /** Its place in the derivation with the mistake. */
  readonly line: number;
  /** What stands in its place in the right derivation, which may do without it. */
  readonly instead: S | undefined;
};

/** Compares a derivation with a mistake to the right one; undefined where both have the same numbers throughout. */
export function firstDifference<S extends DerivationStep>(
  right: readonly S[],
  mistaken: readonly S[],
): Difference<S> | undefined {
  const known = new Map(right.map((step) => [step.quantity, step]));
  const line = mistaken.findIndex(({ quantity, value }) => !isSame(known.get(quantity)?.value, value));
  const step = mistaken[line];
  return step && { step, line, instead: known.get(step.quantity) };
}

const isSame = (a: number | null | undefined, b: number | null): boolean =>
  typeof a === "number" && b !== null ? coincide(a, b) : a === b;
