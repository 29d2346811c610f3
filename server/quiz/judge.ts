import type { Network } from "#engine/network.ts";
import { fraction } from "#engine/numbers.ts";
import { type Problem, valuesOver } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type Acceptance, acceptance, accepts } from "./acceptance.ts";
import type { Bilingual } from "./bilingual.ts";
import { type Diagnosis, diagnose, type Explanation, preciselyMistaken, type Slip } from "./diagnose.ts";
import { isFractional, openItem, type Step, stepsOf } from "./explain.ts";
import type { Item } from "./item.ts";
import { isMistake, type MistakeId, wordingOf } from "./mistakes/index.ts";
import { isUnreadable, type ReadNumber, readNumber } from "./number.ts";
import { coincide, reasoningOf } from "./predictions.ts";

/** What is known of the right answer: the key and the interval that counts as right. */
export type Key = {
  readonly key: { readonly value: number; readonly text: string; readonly exact?: string };
  accepted: [number, number];
  acceptedText: [string, string];
};

/** An explanation in words. */
export type WordedExplanation = Explanation & {
  readonly name: Bilingual;
  /** The name of what comes on top. */
  readonly withName: Bilingual | null;
  readonly remedy: Bilingual;
};

export type NamedMistake = WordedExplanation & { readonly firstDifference: Step | null };

export type Verdict =
  | { readonly verdict: "unreadable"; readonly reason: Bilingual; readonly position: number }
  | (Key & {
      readonly verdict: "right" | "wrong";
      readonly value: number;
      readonly certainty: Diagnosis["certainty"];
      mistakes: NamedMistake[];
    });

/** Scores an answer and, where it is wrong, names the mistake behind it. */
export function judge(item: Item, answer: string): Verdict {
  const read = readNumber(answer);
  if (isUnreadable(read)) return { verdict: "unreadable", ...read };
  const { problem, asked } = openItem(item);
  const right = acceptanceOf(problem, asked);
  const { verdict, certainty, mistakes: found } = score(problem, asked, right, read);
  return {
    verdict,
    value: read.value,
    certainty,
    ...keyFrom(problem, asked, right),
    mistakes: found.map((explanation) => ({
      ...worded(problem.network)(explanation),
      firstDifference: firstDifference(item, problem, asked, explanation),
    })),
  };
}

/** What a giver-up is shown. */
export function keyOf(item: Item): Key {
  const { problem, asked } = openItem(item);
  return keyFrom(problem, asked, acceptanceOf(problem, asked));
}

function acceptanceOf(problem: Problem, asked: Quantity): Acceptance {
  const right = acceptance(problem, asked);
  if (!right) throw new Error(`${asked.id} has no value`);
  return right;
}

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

function keyFrom(problem: Problem, asked: Quantity, { key, low, high }: Acceptance): Key {
  const [exact] = isFractional(problem) ? valuesOver(fraction, problem, problem.model.right, [asked]) : [];
  const readable = exact && exact.d > 1n && exact.d < 1_000_000n ? { exact: exact.toFraction() } : {};
  return {
    key: { value: key, text: String(Number(key.toPrecision(7))), ...readable },
    accepted: [low, high],
    acceptedText: bounds(low, high),
  };
}

/** Two bounds with just enough digits to tell them apart by two. */
function bounds(low: number, high: number): [string, string] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const digits = high > low ? Math.ceil(Math.log10(size / (high - low))) + 3 : 7;
  const text = (x: number) => String(Number(x.toPrecision(Math.min(15, Math.max(4, digits)))));
  return [text(low), text(high)];
}

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

/** The first line in which somebody with the mistake arrives at another number. */
function firstDifference(item: Item, problem: Problem, asked: Quantity, { id, with: other }: Explanation): Step | null {
  const reasoning = reasoningOf(problem, other !== null && isMistake(other) ? [id, other] : [id]);
  const right = new Map(
    stepsOf(item, problem, problem.model.right, asked).map((step) => [step.quantity, step.value] as const),
  );
  const differs = ({ quantity, value }: Step): boolean => {
    const known = right.get(quantity);
    return typeof known === "number" && value !== null ? !coincide(known, value) : known !== value;
  };
  return stepsOf(item, problem, reasoning, asked).find(differs) ?? null;
}
