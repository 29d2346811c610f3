import { valuedPaths } from "#engine/path-values.ts";
import { keeping } from "#engine/numbers.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { acceptance, acceptanceOf, accepts } from "./acceptance.ts";
import { canBeCell } from "./several-numbers.ts";
import type { Diagnosis } from "./diagnose.ts";
import type { Bilingual } from "./bilingual.ts";
import type { Unreadable } from "./items/form.ts";
import { isUnreadable, readNumber, type ReadNumber } from "./number.ts";
import { mistakesWeighing } from "./path-mistakes.ts";
import type { OpenItem } from "./explain.ts";
import { keyOf, type Way } from "./path-options.ts";
import { readPicks } from "./picks.ts";
import { evaluate, workedOutSteps } from "./rounded-work.ts";
import { score } from "./score.ts";
import { unreadable } from "./unreadable.ts";

const LEAST_PATHS = 2;

/**
 * Whether the products of the paths can be asked for, and their sum: all that contribute must be listed, and whoever
 * keeps four digits must arrive at each of them and at the sum.
 */
export function canBeWorkedOut(problem: Problem, asked: Quantity, from: Quantity, listed: readonly Way[]): boolean {
  const keys = new Set(listed.map(keyOf));
  const paths = valuedPaths(problem, problem.model.right, from).filter(({ value }) => value !== 0);
  if (paths.length < LEAST_PATHS || !paths.every(({ through }) => keys.has(keyOf(through)))) return false;
  const steps = workedOutSteps(problem, problem.model.right, asked, 4);
  const written = (q: Quantity): number => problem.given.get(q) ?? keeping(steps.get(q) ?? Number.NaN, 4);
  const byHand = paths.map(({ product }) => evaluate(product, written));
  const sum = byHand.reduce((total, number) => total + keeping(number, 4), 0);
  return paths.every(({ value }, i) => isProduct(problem, asked, value, byHand[i]!)) && canBeCell(problem, asked, sum);
}

/** The picks of an answer, counted from 0, with the product given for each, and the sum. */
export type Worked = {
  readonly picks: readonly number[];
  readonly products: readonly ReadNumber[];
  readonly sum: ReadNumber;
};

/** Reads the numbers of the paths, then a line for the product of each in the same order, and a last one for their sum. */
export function readWorked(answer: string, among: number): Worked | Unreadable {
  const [first = "", ...lines] = answer.trimEnd().split("\n");
  const picks = readPicks(first, among);
  if ("verdict" in picks) return picks;
  const numbers: ReadNumber[] = [];
  let start = first.length + 1;
  for (let i = 0; i <= picks.length; i++) {
    const line = lines[i] ?? "";
    const read = readNumber(line);
    if (isUnreadable(read))
      return unreadableNumber(picks[i], Math.min(start + read.position, answer.length), read.reason);
    numbers.push(read);
    start += line.length + 1;
  }
  if (lines.length > numbers.length) return unreadable(start, "Here the answer was to end.", "答案应到此为止。");
  return { picks, products: numbers.slice(0, -1), sum: numbers.at(-1)! };
}

function unreadableNumber(pick: number | undefined, position: number, { en, zh }: Bilingual): Unreadable {
  return pick === undefined
    ? unreadable(position, `Sum: ${en}`, `总和：${zh}`)
    : unreadable(position, `Product of path ${pick + 1}: ${en}`, `路径 ${pick + 1} 的乘积：${zh}`);
}

export type SumVerdict = "right" | "carried" | "wrong";

/** What became of the numbers of an answer, and what explains those that are wrong. */
type JudgedWork = {
  readonly products: readonly boolean[];
  readonly sum: SumVerdict;
  readonly diagnoses: readonly Diagnosis[];
};

/** Judges the product of each picked path, and the sum as it stands or else on the products given. */
export function judgeWorked({ problem, asked }: OpenItem, options: readonly Way[], worked: Worked): JudgedWork {
  const from = asked.derived!.of;
  const known = new Map(
    valuedPaths(problem, problem.model.right, from).map(({ through, value }) => [keyOf(through), value]),
  );
  const products = worked.picks.map((pick, i): Diagnosis | "right" => {
    const key = keyOf(options[pick]!);
    const value = known.get(key);
    if (value === undefined) return NO_PATH;
    const read = worked.products[i]!;
    return isProduct(problem, asked, value, read.value) ? "right" : weighedBy(problem, asked, { key, value }, read);
  });
  const wrong = products.filter((one) => one !== "right");
  const sum = score(problem, asked, acceptance(problem, asked)!, worked.sum);
  const own = worked.products.reduce((total, { value }) => total + value, 0);
  const isCarried = wrong.length > 0 && isProduct(problem, asked, own, worked.sum.value);
  const verdict = sum.verdict === "wrong" && isCarried ? "carried" : sum.verdict;
  const diagnoses = verdict === "wrong" ? [...wrong, sum] : wrong;
  return { products: products.map((one) => one === "right"), sum: verdict, diagnoses };
}

/** Of what is no path nobody can say how it was weighed. */
const NO_PATH: Diagnosis = { certainty: "none", mistakes: [] };

/** Whether a number passes for the product of a path: as close as the asked gradient has to be met. */
function isProduct(problem: Problem, asked: Quantity, product: number, number: number): boolean {
  const right = acceptanceOf(problem, asked, product);
  return right !== undefined && accepts(right, number);
}

/** What explains a wrong product of a path: the mistakes that weigh the path so. */
function weighedBy(
  problem: Problem,
  asked: Quantity,
  { key, value }: { readonly key: string; readonly value: number },
  read: ReadNumber,
): Diagnosis {
  const right = acceptanceOf(problem, asked, value)!;
  const isMet = (product: number) => !accepts(right, product) && Math.abs(product - read.value) <= right.band(product);
  const ids = mistakesWeighing(problem, asked.derived!.of, key, isMet);
  return { certainty: ids.length > 0 ? "named" : "none", mistakes: ids.map((id) => ({ id, with: null })) };
}
