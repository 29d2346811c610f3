import type { Network } from "../network.ts";

/** Whether a network consists of layers, which the schools name each in its own way. */
export const isLayered = (network: Network): boolean => network.widths.length > 0;

export const depth = (network: Network): number => network.widths.length - 1;
export const isLast = (network: Network, layer: number | undefined): boolean => layer === depth(network);

/** Units numbered through from the first hidden layer on, as Case 1 counts its neurons. */
export function runningNumber(network: Network, layer: number, unit: number): number {
  return network.widths.slice(1, layer).reduce((a, b) => a + b, 0) + unit + 1;
}
