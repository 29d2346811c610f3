import type { Random } from "#engine/random.ts";
import { valueBefore } from "#quiz/acceptance.ts";
import type { Explanation } from "#quiz/diagnose.ts";
import { openItem } from "#quiz/explain.ts";
import type { NetworkItem } from "#quiz/item.ts";
import { judge } from "#quiz/judge.ts";
import type { Guess } from "#quiz/predictions.ts";
import { isCounted } from "#quiz/precision.ts";
import {
  followersOf,
  inNumbers,
  isOfNumbers,
  type ItemOfNumbers,
  quantitiesOf,
  rightNumbers,
  typed,
  type Working,
} from "../../quiz/followers.ts";

const RANDOM_NUMBERS = 8;
const FACTOR = 3;
const MOST_PAIRS = 8;

type Verdict = ReturnType<typeof judge>;

/** What somebody with one mistake is told. */
function toldOne(verdict: Verdict, [id]: Guess): string[] {
  if (verdict.verdict !== "wrong") return [verdict.verdict];
  const { certainty, mistakes } = verdict;
  if (certainty !== "named") return [certainty === "possible" ? "only possible" : "not explained"];
  if (!mistakes.some((mistake) => mistake.id === id)) return ["another named"];
  return mistakes.length > 1 ? ["named", "in a tie"] : ["named"];
}

/** What somebody with two mistakes is told. Where one leaves no trace beside the other, that one is all there is to say. */
function toldTwo(verdict: Verdict, [a, b]: Guess): string[] {
  if (verdict.verdict !== "wrong") return [verdict.verdict];
  const { certainty, mistakes } = verdict;
  const isBoth = ({ id, with: other }: Explanation) => (id === a && other === b) || (id === b && other === a);
  if (mistakes.some(isBoth)) return ["possible", "both listed"];
  if (certainty !== "named") return [certainty === "possible" ? "others listed" : "not explained"];
  return mistakes.some(({ id }) => id === a || id === b) ? ["possible", "one of them named"] : ["another named"];
}

/** What everybody is told who makes one mistake in an item. */
export function ofOneMistake(item: NetworkItem, working: Working): string[][] {
  const followers = isOfNumbers(item) ? inNumbers(item, "one mistake", working) : followersOf(item);
  return followers.map(({ ids, answer }) => toldOne(judge(item, answer), ids));
}

/** What some are told who make two essential mistakes at once, each of which would leave a trace alone. */
export function ofTwoMistakes(item: ItemOfNumbers, random: Random): string[][] {
  const visible = new Set(inNumbers(item, "one mistake", "exact").map(({ ids: [id] }) => id));
  const pairs = inNumbers(item, "two essential mistakes", "rounded at the end");
  const some = random.shuffled(pairs.filter(({ ids }) => ids.every((id) => visible.has(id)))).slice(0, MOST_PAIRS);
  return some.map(({ ids, answer }) => toldTwo(judge(item, answer), ids));
}

/** What is said of wrong numbers at random, in an answer that is right but for one of them. */
export function ofNoise(item: ItemOfNumbers, random: Random): string[][] {
  const right = rightNumbers(item);
  return Array.from({ length: RANDOM_NUMBERS }, () => {
    const row = random.below(right.length);
    const column = random.below(right[row]!.length);
    const wrong = nearTo(item, row, column, random);
    const numbers = right.map((values, i) => values.map((x, j) => (i === row && j === column ? wrong : x)));
    return judge(item, typed(item, numbers, "rounded at the end"));
  }).flatMap((verdict) => (verdict.verdict === "wrong" ? [[verdict.certainty]] : []));
}

/** A number within a factor of the right one; after an update, of the change. */
function nearTo(item: ItemOfNumbers, row: number, column: number, random: Random): number {
  const right = rightNumbers(item)[row]![column]!;
  const before = valueBefore(openItem(item).problem, quantitiesOf(item)[row]![column]!) ?? 0;
  return before + (right - before) * FACTOR ** (random.below(2 ** 30) / 2 ** 29 - 1);
}

/** What becomes of right work that is rounded at every step; what is counted is asked for exactly. */
export function ofHonestWork(item: ItemOfNumbers): string[] {
  const working = isCounted(item) ? "exact" : "rounded all along";
  const verdict = judge(item, typed(item, rightNumbers(item, working), working));
  if (verdict.verdict !== "wrong") return [verdict.verdict === "right" ? "accepted" : verdict.verdict];
  return [verdict.certainty === "named" ? "taken for a mistake" : "refused"];
}
