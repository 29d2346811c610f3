import { keyOf, judge } from "#quiz/judge.ts";
import { draw } from "#quiz/draw.ts";
import type { Item } from "#quiz/item.ts";
import { drilled } from "../../quiz/drawn.ts";
import { milliseconds, quantile } from "./measure.ts";

const LEVEL = 3;
const DRAWS = 60;
const DIAGNOSES = 8;

/** Times in milliseconds. */
export type Times = { readonly median: number; readonly p99: number };
const summed = (times: readonly number[]): Times => ({ median: quantile(times, 0.5), p99: quantile(times, 0.99) });

const skills = drilled.filter(({ level }) => level === LEVEL).map(({ skill }) => skill);
const items = (name: string, count: number, use: (skill: string, seed: string) => number): number[] =>
  skills.flatMap((skill) => Array.from({ length: count }, (_, i) => use(skill, `${name} ${i}`)));

/** Draws fair items of every skill, each with its key, once the shapes are compiled. */
export function drawing(): Times {
  const once = (skill: string, seed: string) => milliseconds(() => keyOf(draw(skill, { seed, level: LEVEL })));
  items("draw", DRAWS, once);
  return summed(items("draw again", DRAWS, once));
}

/** A wrong number that no mistake leads to, so that all mistakes and all pairs are tried. */
function unexplained(item: Item): string | undefined {
  const { key } = keyOf(item);
  return [1.2345, 0.6789, 1.7531, 0.3579, 2.4681]
    .map((factor) => String(key.value * factor))
    .find((answer) => {
      const verdict = judge(item, answer);
      return verdict.verdict === "wrong" && verdict.certainty === "none";
    });
}

/** Diagnoses numbers that nothing explains: at first, when the pairs are compiled, and later. */
export function diagnosing(): { readonly cold: Times; readonly warm: Times } {
  const drawnItems = skills.flatMap((skill) =>
    Array.from({ length: DIAGNOSES }, (_, i) => draw(skill, { seed: `diagnosis ${i}`, level: LEVEL })),
  );
  const cold = drawnItems.map((item) => milliseconds(() => judge(item, String(keyOf(item).key.value * 1.2345))));
  const warm = drawnItems.flatMap((item) => {
    const answer = unexplained(item);
    return answer === undefined ? [] : Array.from({ length: 5 }, () => milliseconds(() => judge(item, answer)));
  });
  return { cold: summed(cold), warm: summed(warm) };
}
