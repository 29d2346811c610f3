import type { NetworkDocument } from "#contract/network.ts";
import type { Random } from "#engine/random.ts";

/** Draws the numbers of a network; the draft may still be unfair. */
export type Draft = (random: Random) => NetworkDocument;

/** The numbers that a draft may use: k * step for whole k, from `least` (or one step) to `most` in size, never 0. */
export type Grid = { readonly step: number; readonly least?: number; readonly most: number };

export const WHOLE_4: Grid = { step: 1, most: 4 };
export const WHOLE_3: Grid = { step: 1, most: 3 };
export const TENTHS: Grid = { step: 0.1, most: 1.2 };
export const TENTHS_TO_1: Grid = { step: 0.1, most: 1 };

/** k * step as the decimal a person writes, without binary dust. */
export const onGrid = (k: number, step: number): number => Number((k * step).toFixed(2));

export function drawNumber(random: Random, { step, least = step, most }: Grid): number {
  const size = random.whole(Math.round(least / step), Math.round(most / step));
  return onGrid(random.below(2) === 0 ? size : -size, step);
}

/** A factor that is missed when it is left out: any number of the grid but 1. */
export function drawFactor(random: Random, grid: Grid): number {
  let factor = drawNumber(random, grid);
  while (Math.abs(factor) === 1) factor = drawNumber(random, grid);
  return factor;
}

export const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** A list of numbers of a grid. */
export const drawVector = (random: Random, grid: Grid, n: number): number[] => times(n, () => drawNumber(random, grid));

/** Rows of numbers of a grid. */
export const drawMatrix = (random: Random, grid: Grid, rows: number, columns: number): number[][] =>
  times(rows, () => drawVector(random, grid, columns));

/** Inputs in ratio 1 or 2 hide which of them was used. */
export const inSimpleRatio = (a: number, b: number): boolean =>
  [1, 2, 0.5].some((ratio) => Math.abs(Math.abs(a) - ratio * Math.abs(b)) < 1e-9);

/** Numbers of which no two are in a simple ratio, as far as the grid has them. */
export function drawApart(random: Random, grid: Grid, count: number): number[] {
  const row: number[] = [];
  while (row.length < count) {
    let x = drawNumber(random, grid);
    for (let tries = 0; tries < 10 && row.some((y) => inSimpleRatio(x, y)); tries++) x = drawNumber(random, grid);
    row.push(x);
  }
  return row;
}
