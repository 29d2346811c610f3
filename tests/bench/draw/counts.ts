import type { Drawn } from "#quiz/draw.ts";
import { quantile } from "../engine/measure.ts";

type Count = { times: number[]; tries: number; most: number; refused: Map<string, number> };

const rounded = (x: number): number => Number(x.toPrecision(3));

/** Draws by the row of a table that they belong to: their drafts, why these were refused, and how long they took. */
export class Counts {
  private readonly rows = new Map<string, Count>();

  add(name: string, { tries, refused }: Drawn, took: number): void {
    const count = this.rows.get(name) ?? { times: [], tries: 0, most: 0, refused: new Map<string, number>() };
    this.rows.set(name, count);
    count.times.push(took);
    count.tries += tries;
    count.most = Math.max(count.most, tries);
    for (const [reason, times] of Object.entries(refused))
      count.refused.set(reason, (count.refused.get(reason) ?? 0) + times);
  }

  /** The rows by their names. */
  table(): Record<string, object> {
    return shown([...this.rows].toSorted(([a], [b]) => a.localeCompare(b)));
  }

  /** Those rows of which the largest share of the drafts is refused. */
  worst(rows: number): Record<string, object> {
    const drafts = ({ tries, times }: Count) => tries / times.length;
    return shown([...this.rows].toSorted(([, a], [, b]) => drafts(b) - drafts(a)).slice(0, rows));
  }
}

const shown = (rows: readonly (readonly [string, Count])[]): Record<string, object> =>
  Object.fromEntries(rows.map(([name, count]) => [name, columns(count)]));

const columns = ({ times, tries, most, refused }: Count) => ({
  draws: times.length,
  "drafts a draw": rounded(tries / times.length),
  "at most": most,
  "accepted, %": rounded((100 * times.length) / tries),
  "median, ms": rounded(quantile(times, 0.5)),
  "p99, ms": rounded(quantile(times, 0.99)),
  "refused, % of drafts": reasons(refused, tries),
});

/** Refusals by reason, as shares of all drafts, the most frequent first. */
const reasons = (refused: ReadonlyMap<string, number>, drafts: number): string =>
  [...refused]
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => [reason, (100 * count) / drafts] as const)
    .filter(([, percent]) => percent >= 1)
    .map(([reason, percent]) => `${reason} ${percent.toFixed(0)}`)
    .join(", ");
