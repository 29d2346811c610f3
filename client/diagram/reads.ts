import type { Diagram, Step } from "#contract/practice.ts";

/** The nodes and edges that a derivation step is about, and those whose numbers it reads. */
export type Lit = { readonly result: ReadonlySet<string>; readonly read: ReadonlySet<string> };

export const unlit: Lit = { result: new Set(), read: new Set() };

/** What to light up for a step: the place of its quantity, and the places of what its rule reads. */
export function litBy(step: Step, diagram: Diagram): Lit {
  const result = placesOf([step.quantity], diagram);
  return { result, read: placesOf(step.reads, diagram).difference(result) };
}

/** After an update a quantity stands where it stood before. */
const before = (quantity: string): string => quantity.replace(/^after\.(?:\d+\.)?/, "");

/** Where quantities stand in the diagram. */
export function placesOf(quantities: readonly string[], { nodes, edges }: Diagram): Set<string> {
  const wanted = new Set(quantities.map(before));
  const places = [...nodes, ...edges].filter((place) => place.quantities.some((q) => wanted.has(q)));
  return new Set(places.map((place) => place.id));
}
