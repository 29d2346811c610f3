import type { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";

/**
 * Named constants of the graph, in the order of their table row; the document may override each default. They are the
 * same for every sample, so asking again answers the same quantities.
 */
export function settings(
  network: Network,
  defaults: Readonly<Record<string, number>> | undefined,
  path: string,
  layer?: number,
): Quantity[] {
  return Object.entries(defaults ?? {}).map(([name, fallback]) => {
    const id = `${path}.${name}`;
    const place = layer === undefined ? {} : { layer };
    return network.find(id) ?? network.given(id, { role: "setting", tensor: name, index: [], ...place }, fallback);
  });
}
