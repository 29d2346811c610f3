import type { Symbol } from "#engine/expression.ts";
import type { Network } from "#engine/network.ts";
import { tensorName } from "#engine/notation/tensors.ts";
import type { Problem } from "#engine/problem.ts";
import { isGradient, type Quantity, root } from "#engine/quantity.ts";

const MOST_ENTRIES = 12;

/** All entries of the matrix that a quantity belongs to, row by row; undefined where they make no full matrix. */
export function matrixAround({ network }: Problem, asked: Quantity): Quantity[][] | undefined {
  const of = root(asked);
  const entries = network.withRole(of.role).filter(({ tensor }) => tensor === of.tensor);
  const places = withoutSingleAxes(entries.map(({ index }) => index));
  if (places[0]?.length !== 2 || entries.length > MOST_ENTRIES) return undefined;
  const extent = (axis: number) => Math.max(...places.map((place) => place[axis]!)) + 1;
  const [rows, columns] = [extent(0), extent(1)];
  if (rows * columns !== entries.length || entries.length < 2) return undefined;
  const grid: Quantity[][] = Array.from({ length: rows }, () => []);
  entries.forEach((q, i) => (grid[places[i]![0]!]![places[i]![1]!] = derivedLike(network, asked, q)));
  return grid;
}

const derivedLike = (network: Network, asked: Quantity, q: Quantity): Quantity =>
  isGradient(asked) ? network.gradient(q) : q;

/** Of a kernel between single channels only its rows and columns are left. */
function withoutSingleAxes(places: readonly (readonly number[])[]): (readonly number[])[] {
  const [first] = places;
  if (!first || first.length <= 2 || places.some((place) => place[0] !== 0)) return [...places];
  return withoutSingleAxes(places.map((place) => place.slice(1)));
}

/** The name of the whole matrix: Z^(1) for net inputs by sample and unit, dE/dW^(1) for a gradient. */
export function matrixSymbol({ widths }: Network, asked: Quantity): Symbol {
  const name = widths.length > 0 ? layerName(root(asked)) : tensorName(root(asked));
  if (!isGradient(asked)) return name;
  return { text: `dE/d${name.text}`, latex: `\\frac{\\partial E}{\\partial ${name.latex}}` };
}

function layerName({ tensor, layer }: Quantity): Symbol {
  const letter = tensor.charAt(0).toUpperCase();
  return layer === undefined || letter === "X"
    ? { text: letter, latex: letter }
    : { text: `${letter}${layer}`, latex: `${letter}^{(${layer})}` };
}
