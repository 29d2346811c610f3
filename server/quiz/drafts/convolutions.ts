import type { NetworkDocument } from "#contract/network.ts";
import type { Tensor } from "#engine/document.ts";
import type { Random } from "#engine/random.ts";
import { type Draft, drawNumber, drawVector, type Grid, times, WHOLE_3 } from "./draft.ts";

/** Wide enough that the largest of a window is seldom met twice. */
const WHOLE_5: Grid = { step: 1, most: 5 };

type Pool = { readonly type: "max" | "avg"; readonly size: number; readonly stride: number };

/** What slides over what; sizes leave out the channels. */
type Plan = {
  readonly over: readonly number[];
  readonly kernel: readonly number[];
  readonly channels?: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly activation?: "relu";
  readonly pool?: Pool;
};

const slid = (under: readonly number[], window: readonly number[], stride: number): number[] =>
  under.map((n, d) => Math.floor((n - window[d]!) / stride) + 1);

/** How many places a kernel, and after it a pool, finds in each direction. */
function outputSize({ over, kernel, stride = 1, padding = 0, pool }: Plan): number[] {
  const size = slid(
    over.map((n) => n + 2 * padding),
    kernel,
    stride,
  );
  return pool
    ? slid(
        size,
        size.map(() => pool.size),
        pool.stride,
      )
    : size;
}

/** A tensor of these numbers, one after another. */
const shaped = (next: () => number, [n, ...rest]: readonly number[]): Tensor =>
  n === undefined ? next() : times(n, () => shaped(next, rest));

const drawTensor = (random: Random, grid: Grid, size: readonly number[]): Tensor =>
  shaped(() => drawNumber(random, grid), size);

/** A kernel for each channel, which a rotation by 180 degrees changes. */
function drawKernels(random: Random, channels: number, kernel: readonly number[]): Tensor {
  const size = [channels, ...kernel];
  const weights = drawVector(
    random,
    WHOLE_3,
    size.reduce((a, b) => a * b),
  );
  if (weights.length > 1 && weights.join() === weights.toReversed().join())
    return drawKernels(random, channels, kernel);
  return [shaped(() => weights.shift()!, size)];
}

/** The rank of a tensor follows from the plan, which the compiler cannot see. */
const convolution =
  (plan: Plan): Draft =>
  (random) => {
    const { over, kernel, channels = 1, stride = 1, padding = 0, activation, pool } = plan;
    const upstream = drawTensor(random, WHOLE_3, [1, ...outputSize(plan)]);
    return {
      type: over.length === 1 ? "conv1d" : "conv2d",
      config: { stride, padding, upstream, ...(activation ? { activation } : {}), ...(pool ? { pool } : {}) },
      params: { W: drawKernels(random, channels, kernel), b: drawVector(random, WHOLE_3, 1) },
      inputs: { X: drawTensor(random, WHOLE_5, [channels, ...over]) },
    } as NetworkDocument;
  };

const pool = (type: Pool["type"], size: number, stride: number): { readonly pool: Pool } => ({
  pool: { type, size, stride },
});

/** Kernels of a few whole numbers slid over a few more, with a gradient given at the output. */
export const convolutions = {
  row: convolution({ over: [4], kernel: [2] }),
  channels: convolution({ over: [3], kernel: [2], channels: 2 }),
  square: convolution({ over: [3, 3], kernel: [2, 2] }),
  relu: convolution({ over: [4], kernel: [2], activation: "relu" }),
  rowStrided: convolution({ over: [5], kernel: [3], stride: 2, padding: 1 }),
  rowPadded: convolution({ over: [3], kernel: [3], padding: 1 }),
  squareStrided: convolution({ over: [3, 3], kernel: [3, 3], stride: 2, padding: 1 }),
  rowMax: convolution({ over: [4], kernel: [1], ...pool("max", 2, 2) }),
  rowAverage: convolution({ over: [4], kernel: [1], ...pool("avg", 2, 2) }),
  /** Windows overlap, so that a cell may get from two of them. */
  overlappingMax: convolution({ over: [5], kernel: [2], ...pool("max", 2, 1) }),
  overlappingAverage: convolution({ over: [5], kernel: [2], ...pool("avg", 2, 1) }),
  squareMax: convolution({ over: [3, 3], kernel: [2, 2], ...pool("max", 2, 1) }),
} satisfies Record<string, Draft>;
