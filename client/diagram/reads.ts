import type { Diagram, Step } from "#contract/practice.ts";

/** The nodes and edges that a derivation step is about, and those whose numbers it reads. */
export type Lit = { readonly result: ReadonlySet<string>; readonly read: ReadonlySet<string> };

export const unlit: Lit = { result: new Set(), read: new Set() };

/** What to light up for a step: its quantity's place, and the places of all names on its right-hand side. */
export function litBy(step: Step, steps: readonly Step[], diagram: Diagram): Lit {
  const result = new Set(placesOf(step.quantity, diagram));
  const read = new Set<string>();
  for (const [name, places] of namesOf(steps, diagram))
    if (mentions(rightHandSide(step), name)) for (const id of places) if (!result.has(id)) read.add(id);
  return { result, read };
}

function placesOf(quantity: string, diagram: Diagram): readonly string[] {
  return [...diagram.nodes, ...diagram.edges]
    .filter((part) => part.quantities.includes(quantity))
    .map((part) => part.id);
}

function namesOf(steps: readonly Step[], diagram: Diagram): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  const put = (name: string, places: readonly string[]) => names.set(name, [...(names.get(name) ?? []), ...places]);
  for (const step of steps) if (!names.has(step.symbol.text)) put(step.symbol.text, placesOf(step.quantity, diagram));
  for (const node of diagram.nodes) {
    put(node.label.text, [node.id]);
    if (node.target !== undefined) put(node.target.label.text, [node.id]);
  }
  for (const edge of diagram.edges) if (edge.label !== undefined) put(edge.label.text, [edge.id]);
  return names;
}

const rightHandSide = (step: Step): string => step.text.slice(step.text.indexOf("=") + 1);

/** Whether a name stands in a formula as a whole, not as a part of a longer one. */
function mentions(formula: string, name: string): boolean {
  for (let at = formula.indexOf(name); at >= 0; at = formula.indexOf(name, at + 1)) {
    const before = formula[at - 1] ?? " ";
    const after = formula[at + name.length] ?? " ";
    if (!/[\p{L}\d_'^/]/u.test(before) && !/[\p{L}\d_'′]/u.test(after)) return true;
  }
  return false;
}
