import { signal } from "@preact/signals";
import type { Solution, Task } from "#contract/forms.ts";
import type { Diagram } from "#contract/practice.ts";
import type { DrawnAnswer } from "../diagram/diagram.tsx";
import type { Lit } from "../diagram/reads.ts";
import { placesAlong } from "../diagram/way.ts";
import { session, tell } from "../practice.ts";
import { picksOf, toggled } from "./picks.ts";

/** The option that has the focus. */
export const lookedAt = signal<number | null>(null);

/** What was pressed in the diagram on the way to a path that is not clear yet, and the question it belongs to. */
const traced = signal<{ readonly ticket: string; readonly places: ReadonlySet<string> }>({
  ticket: "",
  places: new Set(),
});

type Options = NonNullable<Extract<Task, { form: "paths" }>["paths"]>;
type Solved = Extract<Solution, { form: "paths" }>;

/** The diagram of a question about paths: those chosen are lit, and pressing what lies on a path chooses it. */
export function tracedPaths(ticket: string, options: Options, diagram: Diagram): DrawnAnswer {
  const { answer, attempt, outcome } = session.value;
  const ways = options.map(({ quantities }) => placesAlong(quantities, diagram));
  if (outcome) return { lit: litBy(ways, contributing(outcome.judgement.solution as Solved), []) };
  const places = traced.value.ticket === ticket ? traced.value.places : new Set<string>();
  const looked = lookedAt.value === null ? [] : (ways[lookedAt.value] ?? []);
  const chosen = picksOf(answer).map((pick) => Number(pick) - 1);
  const onPress = (place: string) => {
    const { picked, rest } = pressed(ways, diagram, places, place);
    traced.value = { ticket, places: rest };
    if (picked !== null) tell({ type: "typed", answer: toggled(answer, String(picked + 1)) });
  };
  return { lit: litBy(ways, chosen, [...looked, ...places]), ...(attempt === null ? { onPress } : {}) };
}

const contributing = ({ paths }: Solved): number[] => (paths ?? []).flatMap(({ counts }, i) => (counts ? [i] : []));

function litBy(ways: readonly (readonly string[])[], chosen: readonly number[], read: readonly string[]): Lit {
  const result = new Set(chosen.flatMap((i) => ways[i] ?? []));
  return { result, read: new Set(read).difference(result) };
}

type Pressed = { readonly picked: number | null; readonly rest: ReadonlySet<string> };

/**
 * A press goes on from those before it, or begins anew where no path holds them all. A path is clear when all of it
 * that others have not is pressed, or when no other one holds what is pressed.
 */
export function pressed(
  ways: readonly (readonly string[])[],
  { edges }: Diagram,
  before: ReadonlySet<string>,
  place: string,
): Pressed {
  const through = (places: ReadonlySet<string>) =>
    ways.flatMap((way, i) => (places.isSubsetOf(new Set(way)) ? [i] : []));
  const onward = new Set([...before, place]);
  const places = through(onward).length > 0 ? onward : new Set([place]);
  const possible = through(places);
  const ends = edges.filter(({ id }) => places.has(id)).flatMap(({ from, to }) => [from, to]);
  const passed = new Set([...places, ...ends]);
  const shared = ways.reduce((common, way) => common.intersection(new Set(way)), new Set(ways[0]));
  const isEdge = new Set(edges.map(({ id }) => id));
  const isClear = (i: number) => ways[i]!.every((at) => isEdge.has(at) || shared.has(at) || passed.has(at));
  const picked = possible.find(isClear) ?? (possible.length === 1 ? possible[0]! : null);
  return picked === null ? { picked, rest: possible.length > 0 ? places : new Set() } : { picked, rest: new Set() };
}
