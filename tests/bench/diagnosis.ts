import { Random } from "#engine/random.ts";
import { acceptance, accepts, valueBefore } from "#quiz/acceptance.ts";
import type { Diagnosis } from "#quiz/diagnose.ts";
import { openItem } from "#quiz/explain.ts";
import { score } from "#quiz/score.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
import { isUnreadable, readNumber } from "#quiz/number.ts";
import { predictions, reasoningOf } from "#quiz/predictions.ts";
import { drawn, isAfterUpdate, type NumberItem } from "../quiz/drawn.ts";
import { keeping } from "#engine/numbers.ts";
import { workedOut } from "#quiz/rounded-work.ts";

const SEEDS = 12;
const RANDOM_NUMBERS = 10;
const FACTOR = 3;

/** How often each thing happened, by the kind of number that was asked for. */
class Tally {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly columns = new Set<string>();

  add(kind: string, ...happened: readonly string[]): void {
    for (const row of [kind, "all"])
      for (const column of ["cases", ...happened]) {
        this.columns.add(column);
        const counts = this.counts.get(row) ?? new Map<string, number>();
        counts.set(column, (counts.get(column) ?? 0) + 1);
        this.counts.set(row, counts);
      }
  }

  print(title: string): void {
    const percent = (counts: ReadonlyMap<string, number>, column: string): number =>
      Number(((100 * (counts.get(column) ?? 0)) / counts.get("cases")!).toFixed(2));
    const others = [...this.columns].filter((column) => column !== "cases").toSorted();
    const rows = [...this.counts].map(([kind, counts]): [string, Record<string, number>] => [
      kind,
      { cases: counts.get("cases")!, ...Object.fromEntries(others.map((column) => [column, percent(counts, column)])) },
    ]);
    console.log(`\n${title}`);
    console.table(Object.fromEntries(rows));
  }
}

const opened = (item: NumberItem) => {
  const { problem, asked } = openItem(item);
  const right = acceptance(problem, asked)!;
  const judged = (value: number) => {
    const read = readNumber(written(item, value));
    if (isUnreadable(read)) throw new Error(`${value} is unreadable`);
    return score(problem, asked, right, read);
  };
  return { item, kind: item.ask.kind, problem, asked, right, judged };
};
type Opened = ReturnType<typeof opened>;

/** As the question wants it: six decimals after an update, otherwise four significant digits. */
const written = (item: NumberItem, value: number): string =>
  isAfterUpdate(item) ? value.toFixed(6) : String(keeping(value, 4));

function outcome(id: MistakeId, { verdict, certainty, mistakes }: Diagnosis & { verdict: string }): string[] {
  if (verdict === "right") return ["accepted as right"];
  if (certainty !== "named") return [certainty === "possible" ? "only possible" : "not explained"];
  if (!mistakes.some((mistake) => mistake.id === id)) return ["another named"];
  return mistakes.length > 1 ? ["named", "in a tie"] : ["named"];
}

/** A mistake whose own number differs from the key: its answer rounded at the end, or worked out with rounding. */
function simulateMistakes({ kind, problem, asked, right, judged }: Opened, exact: Tally, rounded: Tally): void {
  for (const { id, value } of predictions(problem, asked, right.key)) {
    exact.add(kind, ...outcome(id, judged(value)));
    const worked = workedOut(problem, reasoningOf(problem, [id]), asked, 4);
    if (Number.isFinite(worked)) rounded.add(kind, ...outcome(id, judged(worked)));
  }
}

/** A wrong number within a factor 3 of the key; after an update, of the change. */
function simulateNoise({ kind, problem, asked, right, judged }: Opened, random: Random, tally: Tally): void {
  const before = valueBefore(problem, asked) ?? 0;
  for (let i = 0; i < RANDOM_NUMBERS; i++) {
    const value = before + (right.key - before) * FACTOR ** (random.below(2 ** 30) / 2 ** 29 - 1);
    if (accepts(right, value)) continue;
    const { verdict, certainty } = judged(value);
    tally.add(kind, verdict === "right" ? "rounded into the key" : certainty);
  }
}

function simulateHonest({ kind, problem, asked, right, judged }: Opened, digits: number, tally: Tally): void {
  const value = workedOut(problem, problem.model.right, asked, digits);
  const { verdict, certainty } = judged(value);
  const off = Math.abs(value / right.key - 1);
  tally.add(
    kind,
    verdict === "right" ? "accepted" : certainty === "named" ? "taken for a mistake" : "refused",
    ...(off > 0.001 ? ["off by 0.1 %"] : []),
    ...(off > 0.0017 ? ["off by 0.17 %"] : []),
  );
}

const [exact, rounded, noise, four, three] = Array.from({ length: 5 }, () => new Tally()) as [
  Tally,
  Tally,
  Tally,
  Tally,
  Tally,
];
const random = new Random("diagnosis");
for (const one of drawn(SEEDS).map(opened)) {
  simulateMistakes(one, exact, rounded);
  simulateNoise(one, random, noise);
  simulateHonest(one, 4, four);
  simulateHonest(one, 3, three);
}
exact.print("One mistake, the answer rounded to 4 digits (6 decimals after an update), %");
rounded.print("One mistake, every intermediate number rounded to 4 digits, %");
noise.print(`A random wrong number within a factor ${FACTOR} of the key (after an update: of the change), %`);
four.print("Right, every intermediate number rounded to 4 digits, %");
three.print("Right, every intermediate number rounded to 3 digits, %");
