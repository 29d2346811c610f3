/** How many rounds are measured, and how long one is at least, in milliseconds: enough for the clock. */
const ROUNDS = 41;
const ROUND = 3;

/** Something that is run over and over; its number keeps the compiler from leaving it out. */
export type Run = () => number;

const sink = { total: 0 };

function round(run: Run, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) sink.total += run();
  return performance.now() - start;
}

function callsInRound(run: Run): number {
  let calls = 1;
  while (round(run, calls) < ROUND) calls *= 2;
  return calls;
}

/**
 * The median time of one call of each, in microseconds. The rounds of all take turns, so that whatever else the machine
 * does meets all of them alike and ratios hold.
 */
export function medians(runs: readonly Run[]): number[] {
  const calls = runs.map(callsInRound);
  const times = Array.from({ length: ROUNDS }, () => runs.map((run, i) => round(run, calls[i]!) / calls[i]!));
  return runs.map((_, i) =>
    quantile(
      times.map((turn) => turn[i]! * 1000),
      0.5,
    ),
  );
}

/** The value below which a share of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))]!;
}

/** How long one call takes, in milliseconds. */
export function milliseconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
