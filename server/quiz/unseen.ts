import type { Network } from "#engine/network.ts";
import { type Problem, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";

/** Why the numbers of a group hide what a question is about. */
export type Unseen = "variance near 0" | "tie" | "attention even";

/** Whole numbers that are not all alike have at least 2/9; below, every digit of x - mu counts. */
const LEAST_VARIANCE = 0.2;
/** Between the two largest numbers of a window, or the two of a maximum, so that nobody doubts which one wins. */
const LEAST_LEAD = 0.1;
/** Between the largest and the smallest weight of a row: where all are alike, hardly anything of the scores is seen. */
const LEAST_SPREAD = 0.1;

/** Groups of numbers so alike that a normalisation, a pool or a row of attention shows nothing. */
export function unseen(problem: Problem): Unseen | undefined {
  const { network } = problem;
  const of = (wanted: readonly Quantity[]) => valuesOf(problem, problem.model.right, wanted);
  if (of(network.withRole("variance")).some((value) => value < LEAST_VARIANCE)) return "variance near 0";
  if (windows(network).some((cells) => leadOf(of(cells)) < LEAST_LEAD)) return "tie";
  if (rivals(network).some((pair) => spreadOf(of(pair)) < LEAST_LEAD)) return "tie";
  if (attentionRows(network).some((row) => spreadOf(of(row)) < LEAST_SPREAD)) return "attention even";
  return undefined;
}

/** What each pool takes the largest of. */
const windows = (network: Network): Quantity[][] =>
  network.withRole("pooled").flatMap((q) => {
    const definition = network.definition(q);
    return definition?.kind === "call" ? [definition.args as Quantity[]] : [];
  });

/** The two numbers of each maximum and minimum that is a step of its own. */
const rivals = (network: Network): Quantity[][] =>
  network.forward.flatMap((q) => {
    const definition = network.definition(q);
    const chooses = definition?.kind === "call" && ["max", "min"].includes(definition.fn.id);
    return chooses && definition.args.every((arg) => arg.kind === "quantity") ? [[...definition.args]] : [];
  });

/** The rows of attention weights that have something to weigh. */
const attentionRows = (network: Network): Quantity[][] =>
  [...Map.groupBy(network.withRole("attention"), ({ position }) => position![0]).values()].filter(
    (row) => row.length > 1,
  );

function leadOf(values: readonly number[]): number {
  const [first, second = -Infinity] = values.toSorted((a, b) => b - a) as [number, number?];
  return first - second;
}

const spreadOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
