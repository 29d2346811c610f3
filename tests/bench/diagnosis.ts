import { loadavg } from "node:os";
import { Random } from "#engine/random.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { isOnNetwork, type NetworkItem } from "#quiz/item.ts";
import { formsOf } from "#quiz/items/index.ts";
import { skills } from "#quiz/skills.ts";
import { isOfNumbers } from "../quiz/followers.ts";
import { ofHonestWork, ofNoise, ofOneMistake, ofTwoMistakes } from "./diagnosis/simulations.ts";
import { Tally } from "./diagnosis/tally.ts";
import { atLeast, atMost, row } from "./engine/table.ts";

const SEEDS = 8;
/** The forms in which somebody with a mistake writes down something of their own. */
const FORMS: ReadonlySet<string> = new Set(["number", "sheet", "matrix", "formula"]);
const WORST = 12;

const tallies = {
  end: new Tally("One mistake, the answer rounded to 4 digits (6 decimals after an update)"),
  along: new Tally("One mistake, every number on the way rounded to 4 digits as well"),
  two: new Tally("Two essential mistakes at once, the answer rounded"),
  noise: new Tally("A random wrong number within a factor 3 of the key (after an update: of the change)"),
  honest: new Tally("Right, every number on the way rounded to 4 digits"),
};

const skillOf = ({ skill, level, form }: NetworkItem): string => `${skill} at level ${level} as ${form}`;
const isSkill = (name: string): boolean => name.includes(" at level ");

/** The rows of a table that an item counts in. */
const rowsOf = (item: NetworkItem): string[] => [
  item.form,
  `${item.form} in ${item.network.type}`,
  `${item.form} for ${item.ask.kind}`,
  skillOf(item),
];

const random = new Random("diagnosis");

function simulate(item: NetworkItem): void {
  const names = rowsOf(item);
  const count = (tally: Tally, happened: readonly string[][]) => happened.forEach((one) => tally.add(names, one));
  count(tallies.end, ofOneMistake(item, "rounded at the end"));
  if (!isOfNumbers(item)) return;
  count(tallies.along, ofOneMistake(item, "rounded all along"));
  count(tallies.two, ofTwoMistakes(item, random));
  count(tallies.noise, ofNoise(item, random));
  count(tallies.honest, [ofHonestWork(item)]);
}

for (const { id } of Object.values(skills).filter(({ available }) => available))
  for (const form of formsOf(id).filter((one) => FORMS.has(one)))
    for (const level of levelsOf(id))
      for (let seed = 0; seed < SEEDS; seed++) {
        const item = draw(id, { seed: `seed ${seed}`, level, form });
        if (isOnNetwork(item)) simulate(item);
      }

function print(tally: Tally, good: string): void {
  tally.print(
    "by form, family and what is asked",
    tally.names().filter((name) => !isSkill(name)),
  );
  const worst = tally
    .names()
    .filter(isSkill)
    .toSorted((a, b) => tally.share(a, good) - tally.share(b, good));
  tally.print("the worst skills", worst.slice(0, WORST));
}

print(tallies.end, "named");
print(tallies.along, "named");
print(tallies.two, "possible");
print(tallies.noise, "none");
print(tallies.honest, "accepted");

const total = (tally: Tally, column: string) => tally.share("all", column);
console.table([
  row("one mistake, rounded at the end: named, alone or in a tie", total(tallies.end, "named"), "%", atLeast(97)),
  row("one mistake, rounded all along: named, alone or in a tie", total(tallies.along, "named"), "%", atLeast(97)),
  row("two mistakes: among the possibilities", total(tallies.two, "possible"), "%", atLeast(80)),
  row("a random wrong number: falsely named", total(tallies.noise, "named"), "%", atMost(3)),
  row("a random wrong number: falsely possible", total(tallies.noise, "possible"), "%"),
  row("right, rounded all along: accepted", total(tallies.honest, "accepted"), "%", atLeast(99.5)),
]);
console.log(`${SEEDS} items of every skill, form and level. Load of the machine: ${loadavg()[0]!.toFixed(1)}.`);
