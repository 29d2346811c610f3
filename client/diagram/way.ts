import type { Diagram } from "#contract/practice.ts";
import { placesOf } from "./reads.ts";

/** The nodes and edges of a diagram that a way through the network's quantities passes. */
export function placesAlong(quantities: readonly string[], diagram: Diagram): string[] {
  const at = quantities.map((quantity) => [...placesOf([quantity], diagram)]);
  const between = quantities.slice(1).flatMap((next, i) =>
    diagram.edges
      .filter(({ from, to, residual = false }) => {
        const enters = at[i]!.includes(from) && at[i + 1]!.includes(to) && from !== to;
        return enters && (to === "loss" || residual !== isNet(next));
      })
      .map(({ id }) => id),
  );
  return [...new Set([...at.flat(), ...between])];
}

/** Over a weight a way enters the net input of a unit, over a residual connection what the unit hands on. */
const isNet = (quantity: string): boolean => /^forward\.z\d/.test(quantity);
