import { loadavg } from "node:os";
import { drawCounting, type Drawn, levelsOf } from "#quiz/draw.ts";
import { isOnNetwork, type Level } from "#quiz/item.ts";
import type { FormId } from "#quiz/items/form.ts";
import { formsOf } from "#quiz/items/index.ts";
import { skills } from "#quiz/skills.ts";
import { ownCards } from "../../seeds/cards.ts";
import { ownMisprints } from "../../seeds/misprints/index.ts";
import { ownQuestions } from "../../seeds/questions.ts";
import { Counts } from "./draw/counts.ts";
import { Variants } from "./draw/variants.ts";
import { milliseconds, quantile } from "./engine/measure.ts";

/** Draws of every form of every skill at each of its levels. */
const DRAWS = 120;
const TIMES = 3;
const WORST = 12;
/** How long a draw may take, in milliseconds. */
const MOST = 2;

type Combination = { readonly skill: string; readonly form: FormId; readonly level: Level };

const combinations = Object.values(skills)
  .filter(({ available }) => available)
  .flatMap(({ id }) => formsOf(id).flatMap((form) => levelsOf(id).map((level) => ({ skill: id, form, level }))));

const cards = ownCards();
const questions = ownQuestions();
const misprints = ownMisprints();

function drawnOf({ skill, form, level }: Combination, seed: number): Drawn {
  const written = { cards: cards.get(skill), questions: questions.get(skill), misprints: misprints.get(skill) };
  return drawCounting(skill, { seed: String(seed), level, form, ...written });
}

/**
 * A draw and the shortest time that it takes, with its shapes compiled, as in a server that has been up for a while:
 * in the other times the machine had something else to do as well.
 */
function timed(combination: Combination, seed: number): { readonly drawn: Drawn; readonly took: number } {
  const drawn = drawnOf(combination, seed);
  const times = Array.from({ length: TIMES }, () => milliseconds(() => drawnOf(combination, seed)));
  return { drawn, took: Math.min(...times) };
}

const familyOf = ({ item }: Drawn): string => (isOnNetwork(item) ? item.network.type : "written out");

const byFamily = new Counts();
const bySkill = new Counts();
const variants = new Variants();

function bench(combination: Combination) {
  const { skill, form, level } = combination;
  const all = Array.from({ length: DRAWS }, (_, seed) => timed(combination, seed));
  for (const { drawn, took } of all) {
    byFamily.add(`${familyOf(drawn)}, level ${level}`, drawn, took);
    bySkill.add(`${skill} ${level} as ${form}`, drawn, took);
    variants.add(skill, level, drawn.variant);
  }
  const times = all.map(({ took }) => took);
  const at = (share: number) => Number(quantile(times, share).toPrecision(3));
  return { name: `${skill} ${level} as ${form}`, median: at(0.5), p99: at(0.99), longest: at(1) };
}

const rows = combinations.map(bench);

console.log(`\n${DRAWS} draws of each of ${rows.length} combinations of skill, level and form, by family and level`);
console.table(byFamily.table());
console.log("\nThe most drafts");
console.table(bySkill.worst(WORST));
for (const column of ["median", "p99"] as const) {
  console.log(`\nThe slowest by their ${column}, in milliseconds`);
  console.table(rows.toSorted((a, b) => b[column] - a[column]).slice(0, WORST));
}
console.log("\nThe variants of a skill that came up least: 1 is an even share, 0 never");
console.table(variants.rarest().slice(0, WORST));

const slow = (column: "median" | "p99") => rows.filter((row) => row[column] >= MOST).length;
const missing = variants.rarest().filter(({ share }) => share === 0).length;
console.log(`Of ${MOST} ms or more: ${slow("median")} of ${rows.length} by their median, ${slow("p99")} by their p99.`);
console.log(`Skills with a variant that never came up: ${missing}. Load of the machine: ${loadavg()[0]!.toFixed(1)}.`);
if (slow("median") > 0 || missing > 0) process.exitCode = 1;
