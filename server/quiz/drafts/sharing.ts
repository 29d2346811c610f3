import type { Random } from "#engine/random.ts";
import { type Draft, drawMatrix, drawVector, type Grid, TENTHS, TENTHS_TO_1, times, WHOLE_3 } from "./draft.ts";

/** Which rows of the table each sample reads: always one of them twice. */
const TWICE: readonly (readonly number[][])[] = [[[1, 2, 1]], [[3, 0, 3]], [[2, 2, 0]]];
/** Two samples that share a row. */
const SHARED: readonly (readonly number[][])[] = [
  [
    [0, 2],
    [2, 1],
  ],
  [
    [3, 1],
    [1, 0],
  ],
];

type Lookup = {
  readonly ids: readonly (readonly number[][])[];
  readonly combine: "sum" | "mean";
  readonly outputs: number;
  readonly loss: "half_squared" | "softmax_ce";
  readonly grid: Grid;
};

const ENTRIES = 4;
const WIDTH = 2;

const oneHot = (random: Random, n: number): number[] => {
  const right = random.below(n);
  return times(n, (k) => (k === right ? 1 : 0));
};

/** Rows of a table read by number, then one linear layer. */
const embedding =
  ({ ids, combine, outputs, loss, grid }: Lookup): Draft =>
  (random) => {
    const read = random.pick(ids);
    const target = () => (loss === "softmax_ce" ? oneHot(random, outputs) : drawVector(random, grid, outputs));
    return {
      type: "embedding",
      config: { ids: read.map((row) => [...row]), combine, loss: lossOf(loss) },
      params: {
        E: drawMatrix(random, grid, ENTRIES, WIDTH),
        W: drawMatrix(random, grid, outputs, WIDTH),
        b: drawVector(random, grid, outputs),
      },
      targets: read.map(target),
    };
  };

const lossOf = (name: Lookup["loss"]) => ({ name, output_reduction: "sum", batch_reduction: "sum" }) as const;

const whole = { outputs: 1, loss: "half_squared", grid: WHOLE_3 } as const;
const classes = { loss: "softmax_ce", grid: TENTHS } as const;

/** Lookups in which a row of the table is read more than once. */
export const lookups = {
  sum: embedding({ ...whole, ids: TWICE, combine: "sum" }),
  mean: embedding({ ...whole, ids: TWICE, combine: "mean", grid: TENTHS }),
  samples: embedding({ ...whole, ids: SHARED, combine: "sum" }),
  classes2: embedding({ ...classes, ids: TWICE, combine: "mean", outputs: 2 }),
  classes3: embedding({ ...classes, ids: TWICE, combine: "mean", outputs: 3 }),
} satisfies Record<string, Draft>;

/** An autoencoder whose decoder uses the encoder's matrix, transposed. */
const tied =
  (inputs: number, units: number, activation: "identity" | "sigmoid" | "tanh"): Draft =>
  (random) => {
    const W = drawMatrix(random, TENTHS, units, inputs);
    const x = drawVector(random, TENTHS_TO_1, inputs);
    return {
      type: "tied",
      config: { activation, loss: lossOf("half_squared") },
      params: {
        W_enc: W,
        W_dec: W,
        b1: drawVector(random, TENTHS_TO_1, units),
        b2: drawVector(random, TENTHS_TO_1, inputs),
      },
      inputs: { x },
      targets: [x],
    };
  };

/** Autoencoders with tied weights. */
export const autoencoders = {
  linear21: tied(2, 1, "identity"),
  sigmoid21: tied(2, 1, "sigmoid"),
  tanh22: tied(2, 2, "tanh"),
} satisfies Record<string, Draft>;
