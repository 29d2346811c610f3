import type { Network } from "#engine/network.ts";
import { valuedPaths } from "#engine/path-values.ts";
import { Paths } from "#engine/paths.ts";
import type { Problem, Reasoning } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Random } from "#engine/random.ts";
import { Stray } from "./stray-paths.ts";

/** Quantities one after another, from the one whose gradient is asked for to the loss; perhaps not a path at all. */
export type Way = readonly Quantity[];

/** Of more paths than these only some are listed. */
export const MOST_PATHS = 4;
const MOST_ASTRAY = 3;
const LEAST_OPTIONS = 3;

/** What a way is called in an answer key, whatever the numbers are. */
export const keyOf = (way: Way): string => way.map(({ id }) => id).join(" ");

/** The paths that somebody with these rules adds up, by their keys: a path with a factor 0 adds nothing. */
export const contributing = (problem: Problem, reasoning: Reasoning, from: Quantity): Set<string> =>
  new Set(
    valuedPaths(problem, reasoning, from)
      .filter(({ value }) => value !== 0)
      .map(({ through }) => keyOf(through)),
  );

/** Some of the paths from a quantity in random order among ways that are none; undefined where there are too few. */
export function pathOptions(problem: Problem, from: Quantity, random: Random): Way[] | undefined {
  const valued = random.shuffled(valuedPaths(problem, problem.model.right, from)).slice(0, MOST_PATHS);
  if (valued.every(({ value }) => value === 0)) return undefined;
  const listed = valued.map(({ through }) => through);
  const astray = waysAstray(problem, listed, random);
  return listed.length + astray.length < LEAST_OPTIONS ? undefined : random.shuffled([...listed, ...astray]);
}

/** A few ways that are no paths: wrong turns, early ones before late ones; where these are few, a step is left out. */
function waysAstray({ network, model }: Problem, listed: readonly Way[], random: Random): Way[] {
  const stray = new Stray(network, new Paths(network, model.right.rules), random);
  const turns = [
    ...Map.groupBy(
      listed.flatMap((path) => stray.turns(path)),
      ({ after }) => after,
    ),
  ]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, sameStep]) => random.shuffled(sameStep.map(({ way }) => way)));
  const skips = random.shuffled(listed.flatMap((path) => stray.skips(path)));
  const ways = [...turns, ...skips];
  return [...new Map(ways.map((way) => [keyOf(way), way])).values()].slice(0, MOST_ASTRAY);
}

/** The first two neighbours of a way that are not connected: the second does not read the first. */
export function brokenAt(network: Network, way: Way): readonly [Quantity, Quantity] | undefined {
  const at = way.findIndex((q, i) => i + 1 < way.length && !network.readers(q).includes(way[i + 1]!));
  return at < 0 ? undefined : [way[at]!, way[at + 1]!];
}
