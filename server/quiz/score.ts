import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type Acceptance, accepts } from "./acceptance.ts";
import { type Diagnosis, diagnose, preciselyMistaken } from "./diagnose.ts";
import type { ReadNumber } from "./number.ts";

/** The verdict on a number: right, or wrong with what explains it. */
export function score(
  problem: Problem,
  asked: Quantity,
  right: Acceptance,
  read: ReadNumber,
): Diagnosis & { readonly verdict: "right" | "wrong" } {
  const precisely = preciselyMistaken(problem, asked, right, read);
  if (precisely) return { verdict: "wrong", ...precisely };
  if (accepts(right, read.value)) return { verdict: "right", certainty: "none", mistakes: [] };
  return { verdict: "wrong", ...diagnose(problem, asked, right, read.value) };
}
