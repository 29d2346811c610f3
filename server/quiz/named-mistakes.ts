import type { Network } from "#engine/network.ts";
import type { Problem, Reasoning } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Bilingual } from "./bilingual.ts";
import type { Explanation, Slip } from "./diagnose.ts";
import { type Step, stepsOf } from "./explain.ts";
import { firstDifference } from "./first-difference.ts";
import type { NetworkItem } from "./item.ts";
import { isMistake, type MistakeId, wordingOf } from "./mistakes/index.ts";
import { reasoningOf } from "./predictions.ts";

/** An explanation in words. */
export type WordedExplanation = Explanation & {
  readonly name: Bilingual;
  /** The name of what comes on top. */
  readonly withName: Bilingual | null;
  readonly remedy: Bilingual;
};

export type NamedMistake = WordedExplanation & { readonly firstDifference: Step | null };

const slipNames: Readonly<Record<Slip, Bilingual>> = {
  sign: { en: "a flipped sign", zh: "正负号写反" },
  double: { en: "a factor 2 too many", zh: "多乘了一个 2" },
  half: { en: "a factor 2 missing", zh: "少乘了一个 2" },
};

const nameOf = (id: Slip | MistakeId, network: Network): Bilingual =>
  isMistake(id) ? wordingOf(id, network).name : slipNames[id];

/** An explanation with the names of what it is made of. */
export const worded =
  (network: Network) =>
  ({ id, with: other }: Explanation): WordedExplanation => ({
    id,
    with: other,
    ...wordingOf(id, network),
    withName: other === null ? null : nameOf(other, network),
  });

/** Explanations in words, each with the first line of the derivation in which it leads to another number. */
export const namedMistakes = (
  item: NetworkItem,
  problem: Problem,
  asked: Quantity,
  found: readonly Explanation[],
): NamedMistake[] =>
  found.map((explanation) => ({
    ...worded(problem.network)(explanation),
    firstDifference: changedStep(item, problem, asked, explanation),
  }));

function changedStep(
  item: NetworkItem,
  problem: Problem,
  asked: Quantity,
  { id, with: other }: Explanation,
): Step | null {
  const mistaken = reasoningOf(problem, other !== null && isMistake(other) ? [id, other] : [id]);
  const told = (by: Reasoning) => stepsOf(item, problem, by, asked);
  return firstDifference(told(problem.model.right), told(mistaken))?.step ?? null;
}
