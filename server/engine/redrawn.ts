import { factsOf } from "./facts.ts";
import type { Problem } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import type { Random } from "./random.ts";

const STEPS = 2 ** 20;
const between = (random: Random, low: number, high: number): number =>
  low + ((random.below(STEPS - 1) + 1) / STEPS) * (high - low);

/**
 * How far from its own numbers a network is drawn: `near` they keep their sign and about their size, for networks that
 * are not defined everywhere; `wide` they are large, for conditions that small ones never meet.
 */
export type Reach = "near" | "far" | "wide";

/**
 * The same network at other numbers of the same kind: facts stay, targets keep what the loss asks of them, settings
 * their range.
 */
export function redrawn(problem: Problem, random: Random, reach: Reach): Problem {
  const given = new Map(factsOf(problem));
  for (const [q, value] of problem.given)
    if (q.role !== "target" && !given.has(q)) given.set(q, drawnLike(q, value, random, reach));
  for (const row of rowsOfTargets(problem)) targetsLike(problem, row, random).forEach((t, k) => given.set(row[k]!, t));
  return { ...problem, given };
}

function drawnLike(q: Quantity, value: number, random: Random, reach: Reach): number {
  switch (q.role) {
    case "setting":
      return settingLike(value, random);
    case "running statistic":
      return between(random, 0.2, 2);
    default:
      if (reach === "near" && value !== 0) return value * between(random, 0.6, 1.6);
      return (reach === "wide" ? between(random, 1, 4) : between(random, 0.2, 1.4)) * (random.below(2) === 0 ? -1 : 1);
  }
}

/** What lies between 0 and 1 stays there, as a rate or a probability does. */
function settingLike(value: number, random: Random): number {
  if (value >= 0 && value < 1) return between(random, 0.05, 0.95);
  return value * between(random, 0.6, 1.6);
}

function rowsOfTargets({ network }: Problem): readonly (readonly Quantity[])[] {
  const rows = Map.groupBy(
    network.withRole("target"),
    (q) => `${q.sample ?? ""}/${q.time ?? ""}/${q.position?.join() ?? ""}`,
  );
  return [...rows.values()];
}

/** Shares of three decimals, so that their sum is 1 in decimal too. */
function distribution(length: number, random: Random): number[] {
  const WHOLE = 1000;
  const parts = Array.from({ length }, () => between(random, 0.1, 1));
  const total = parts.reduce((a, b) => a + b, 0);
  const shares = parts.slice(1).map((part) => Math.max(1, Math.floor((part / total) * WHOLE)));
  const first = WHOLE - shares.reduce((a, b) => a + b, 0);
  return [first, ...shares].map((share) => share / WHOLE);
}

/** Targets of one sample: a distribution for a loss of all outputs together, signs and chances where these are asked. */
function targetsLike({ network, given }: Problem, row: readonly Quantity[], random: Random): number[] {
  const loss = network.lossRow;
  if (loss?.over === "sample") {
    return distribution(row.length, random);
  }
  if (loss?.over === "output" && loss.binary) return row.map(() => between(random, 0.05, 0.95));
  if (row.every((q) => Math.abs(given.get(q)!) === 1)) return row.map(() => (random.below(2) === 0 ? -1 : 1));
  return row.map(() => between(random, 0.2, 1.4) * (random.below(2) === 0 ? -1 : 1));
}
