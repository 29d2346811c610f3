import { draw } from "#quiz/draw.ts";
import { number } from "#quiz/items/number.ts";
import { drilled, drawnAt, type NumberItem } from "../../quiz/drawn.ts";
import { milliseconds, quantile } from "./measure.ts";

const LEVEL = 3;
const DRAWS = 40;
const DIAGNOSES = 8;
const REPEATS = 5;

/** Times in milliseconds. */
export type Times = { readonly median: number; readonly p99: number };
const summed = (times: readonly number[]): Times => ({ median: quantile(times, 0.5), p99: quantile(times, 0.99) });

const skills = drilled.filter(({ level }) => level === LEVEL).map(({ skill }) => skill);
const keyOf = (item: NumberItem): number => number.solution(item).key.value;

function drawn(name: string): number[] {
  const once = (skill: string, seed: string) =>
    milliseconds(() => keyOf(draw(skill, { seed, level: LEVEL, form: "number" }) as NumberItem));
  return skills.flatMap((skill) => Array.from({ length: DRAWS }, (_, i) => once(skill, `${name} ${i}`)));
}

/** Draws fair items of every skill, each with its key, once the shapes are compiled. */
export function drawing(): Times {
  drawn("to compile");
  return summed(drawn("to measure"));
}

/** Wrong numbers, of which some are no mistake's. */
const WRONG = [1.2345, 0.6789, 1.7531, 0.3579, 2.4681];

/** A wrong number that no mistake leads to, so that all mistakes and all pairs are tried. */
const unexplained = (item: NumberItem): string | undefined =>
  WRONG.map((factor) => String(factor * keyOf(item))).find((answer) => {
    const verdict = number.judge(item, answer);
    return verdict.verdict === "wrong" && verdict.certainty === "none";
  });

/** Diagnoses numbers that nothing explains: at first, when the pairs are compiled, and later. */
export function diagnosing(): { readonly cold: Times; readonly warm: Times } {
  const items = skills.flatMap((skill) => drawnAt(skill, LEVEL, DIAGNOSES));
  const cold = items.map((item) => milliseconds(() => number.judge(item, String(WRONG[0]! * keyOf(item)))));
  const warm = items.flatMap((item) => {
    const answer = unexplained(item);
    if (answer === undefined) return [];
    return Array.from({ length: REPEATS }, () => milliseconds(() => number.judge(item, answer)));
  });
  return { cold: summed(cold), warm: summed(warm) };
}
