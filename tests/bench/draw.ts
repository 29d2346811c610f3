import { drawCounting } from "#quiz/draw.ts";
import type { Unfairness } from "#quiz/fair.ts";
import type { Level } from "#quiz/item.ts";
import { drilled } from "../quiz/drawn.ts";

const DRAWS = 2_000;

type Times = readonly number[];
const quantile = (sorted: Times, share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
const ms = (x: number): number => Number(x.toFixed(2));

function timed(skill: string, level: Level, seed: string) {
  const start = performance.now();
  const drawn = drawCounting(skill, { seed, level });
  return { ...drawn, took: performance.now() - start };
}

/** Refusals by reason, as shares of all drafts, the most frequent first. */
function reasons(refused: ReadonlyMap<Unfairness, number>, drafts: number): string {
  return [...refused]
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => [reason, (100 * count) / drafts] as const)
    .filter(([, percent]) => percent >= 1)
    .map(([reason, percent]) => `${reason} ${percent.toFixed(0)}`)
    .join(", ");
}

function bench(skill: string, level: Level) {
  const refused = new Map<Unfairness, number>();
  const times: number[] = [];
  let [tries, most, fails, first] = [0, 0, 0, 0];
  for (let i = 0; i < DRAWS; i++) {
    try {
      const drawn = timed(skill, level, String(i));
      tries += drawn.tries;
      most = Math.max(most, drawn.tries);
      for (const [reason, count] of Object.entries(drawn.refused) as [Unfairness, number][])
        refused.set(reason, (refused.get(reason) ?? 0) + count);
      if (i === 0) first = drawn.took;
      else times.push(drawn.took);
    } catch {
      fails++;
    }
  }
  const sorted = times.toSorted((a, b) => a - b);
  return {
    skill: `${skill} ${level}`,
    fails,
    "tries, mean": Number((tries / DRAWS).toFixed(1)),
    "tries, most": most,
    "accepted, %": Number(((100 * (DRAWS - fails)) / tries).toFixed(1)),
    "first, ms": ms(first),
    "median, ms": ms(quantile(sorted, 0.5)),
    "p99, ms": ms(quantile(sorted, 0.99)),
    "refused, % of drafts": reasons(refused, tries),
  };
}

console.log(`${DRAWS} draws of every skill at every level; "first" compiles its shapes unless another skill has.`);
const rows = drilled.map(({ skill, level }) => bench(skill, level));
console.table(rows);
console.log(`fails: ${rows.reduce((total, { fails }) => total + fails, 0)}`);
if (rows.some(({ fails }) => fails > 0)) process.exitCode = 1;
