import { type Draft, drawMatrix, type Grid, TENTHS, times, drawApart } from "./draft.ts";

/** Small enough for scores that no softmax turns into certainty. */
const HALVES: Grid = { step: 0.5, most: 2.5 };

type Plan = {
  readonly rows: number;
  readonly width: number;
  readonly keys: number;
  readonly values: number;
  readonly causal?: boolean;
};

/** One head of self-attention, scaled. */
const attention =
  ({ rows, width, keys, values, causal = false }: Plan): Draft =>
  (random) => ({
    type: "attention",
    config: {
      scale: true,
      causal,
      loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "sum" },
    },
    params: {
      Wq: drawMatrix(random, TENTHS, width, keys),
      Wk: drawMatrix(random, TENTHS, width, keys),
      Wv: drawMatrix(random, TENTHS, width, values),
    },
    inputs: { X: times(rows, () => drawApart(random, HALVES, width)) },
    targets: drawMatrix(random, TENTHS, rows, values),
  });

/** Attention that fits on a page. */
export const attentions = {
  two: attention({ rows: 2, width: 2, keys: 2, values: 1 }),
  twoWide: attention({ rows: 2, width: 2, keys: 2, values: 2 }),
  twoKeys3: attention({ rows: 2, width: 2, keys: 3, values: 1 }),
  causal2: attention({ rows: 2, width: 2, keys: 2, values: 1, causal: true }),
  causal3: attention({ rows: 3, width: 2, keys: 2, values: 1, causal: true }),
} satisfies Record<string, Draft>;
