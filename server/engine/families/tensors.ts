import { type Expression, sum, times } from "../expression.ts";
import type { Described, Network } from "../network.ts";
import type { Place, Quantity, Role } from "../quantity.ts";

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

type Kind = Pick<Described, "role" | "tensor"> & Place;

/** A given vector, a unit for each number. */
export const giveVector = (network: Network, path: string, kind: Kind, length: number): Quantity[] =>
  range(length).map((unit) => network.given(`${path}.${unit}`, { ...kind, index: [unit], unit }));

/** The same, but a number that stands alone carries no index: w for w_1. */
export const giveUnits = (network: Network, path: string, kind: Kind, length: number): Quantity[] =>
  range(length).map((unit) => network.given(`${path}.${unit}`, { ...kind, index: length > 1 ? [unit] : [], unit }));

/** A given matrix; `place` says where row i and column j stand. */
export const giveMatrix = (
  network: Network,
  path: string,
  kind: Kind,
  [rows, columns]: readonly [number, number],
  place: (i: number, j: number) => Place,
): Quantity[][] =>
  range(rows).map((i) =>
    range(columns).map((j) => network.given(`${path}.${i}.${j}`, { ...kind, index: [i, j], ...place(i, j) })),
  );

/** A weight matrix with a row for each unit, as in z = W x. */
export const giveWeights = (network: Network, name: string, size: readonly [number, number], at: Place = {}) =>
  giveMatrix(network, `params.${name}`, { role: "weight", tensor: name, ...at }, size, (unit, source) => ({
    unit,
    source,
  }));

export const giveBiases = (network: Network, name: string, units: number, at: Place = {}) =>
  giveVector(network, `params.${name}`, { role: "bias", tensor: name, ...at }, units);

/** A row of a matrix, and where it stands. */
export type Row = { readonly n: number; readonly place: Place };
export const ofSample = (n: number): Row => ({ n, place: { sample: n } });
export const ofTime = (n: number): Row => ({ n, place: { time: n } });
export const ofPosition = (n: number): Row => ({ n, place: { position: [n] } });

/** The inputs, row by row. */
export const giveInputs = (
  network: Network,
  name: string,
  size: readonly [number, number],
  row: (n: number) => Row,
): Quantity[][] =>
  giveMatrix(network, `inputs.${name}`, { role: "input", tensor: name }, size, (n, unit) => ({
    ...row(n).place,
    unit,
  }));

/** One row of a tensor of the forward pass, a unit for each rule. */
export const defineRow = (
  network: Network,
  role: Role,
  tensor: string,
  { n, place }: Row,
  rules: readonly Expression[],
  more: Pick<Described, "inner"> = {},
): Quantity[] =>
  rules.map((rule, unit) => {
    const described = { role, tensor, index: [n, unit], unit, ...place, ...more };
    return network.define(`forward.${tensor}.${n}.${unit}`, described, rule);
  });

/** w1 x1 + w2 x2 + ... */
export const products = (ws: readonly Quantity[], xs: readonly Quantity[]): Expression[] =>
  ws.map((w, i) => times(w, xs[i]!));

export const dot = (ws: readonly Quantity[], xs: readonly Quantity[]): Expression => sum(products(ws, xs));

/** Column j of a matrix. */
export const column = (matrix: readonly (readonly Quantity[])[], j: number): Quantity[] => matrix.map((row) => row[j]!);
