import type { Random } from "#engine/random.ts";
import {
  type Draft,
  drawFactor,
  drawMatrix,
  drawVector,
  type Grid,
  onGrid,
  TENTHS,
  TENTHS_TO_1,
  times,
  drawApart,
} from "./draft.ts";

type Size = readonly [rows: number, features: number];
type Ending = "upstream" | "loss";

/** Small beside any variance that is drawn, so that it costs no work. */
const EPS = 1e-5;
const MOMENTUM = 0.1;
/** Wide enough that few numbers of a group come twice. */
const VALUES: Grid = { step: 1, most: 6 };

/** A gradient at the outputs that is given, or a loss that it has to be worked out from. */
const endingOf = (random: Random, ending: Ending, [rows, features]: Size) =>
  ending === "upstream"
    ? { config: { eps: EPS, upstream: drawMatrix(random, TENTHS_TO_1, rows, features) } }
    : {
        config: {
          eps: EPS,
          activation: "identity",
          loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" } as const,
        },
        targets: drawMatrix(random, TENTHS, rows, features),
      };

/** Groups of numbers to normalise, within each of which no two are in a simple ratio. */
const groups = (random: Random, count: number, size: number): number[][] =>
  times(count, () => drawApart(random, VALUES, size));

const transposed = (columns: readonly number[][]): number[][] => columns[0]!.map((_, i) => columns.map((c) => c[i]!));

const drawScales = (random: Random, features: number): number[] => times(features, () => drawFactor(random, TENTHS));

const affine = (random: Random, features: number) => ({
  gamma: drawScales(random, features),
  beta: drawVector(random, TENTHS, features),
});

/** A batch: the groups are its features, over the rows. */
const batch = (random: Random, [rows, features]: Size) => ({
  type: "batchnorm" as const,
  params: affine(random, features),
  inputs: { X: transposed(groups(random, features, rows)) },
});

/** A batch of rows, each feature normalised over the rows. */
const batchNorm =
  (size: Size, ending: Ending = "upstream"): Draft =>
  (random) => {
    const { config, ...rest } = endingOf(random, ending, size);
    return { ...batch(random, size), config: { ...config, momentum: MOMENTUM }, ...rest };
  };

/** The same with statistics kept from earlier batches. */
const withRunning =
  (size: Size): Draft =>
  (random) => {
    const [, features] = size;
    const kept = {
      momentum: random.pick([0.1, 0.2]),
      running_mean: drawVector(random, TENTHS, features),
      running_var: times(features, () => onGrid(random.whole(5, 25), 0.1)),
    };
    return { ...batch(random, size), config: { ...endingOf(random, "upstream", size).config, ...kept } };
  };

/** Rows that are normalised each over its own features. */
const layerNorm =
  ([rows, features]: Size, ending: Ending = "upstream"): Draft =>
  (random) => ({
    type: "layernorm",
    params: affine(random, features),
    inputs: { X: groups(random, rows, features) },
    ...endingOf(random, ending, [rows, features]),
  });

/** Rows that are divided each by its root mean square: no mean, no shift. */
const rmsNorm =
  ([rows, features]: Size): Draft =>
  (random) => ({
    type: "layernorm",
    config: { ...endingOf(random, "upstream", [rows, features]).config, rms: true },
    params: { gamma: drawScales(random, features) },
    inputs: { X: groups(random, rows, features) },
  });

/** Normalisations of a few numbers. */
export const normalisations = {
  batch3: batchNorm([3, 1]),
  batch4: batchNorm([4, 1]),
  batch32: batchNorm([3, 2]),
  batchLoss: batchNorm([3, 1], "loss"),
  running3: withRunning([3, 1]),
  running4: withRunning([4, 1]),
  row3: layerNorm([1, 3]),
  rows23: layerNorm([2, 3]),
  rowLoss: layerNorm([1, 3], "loss"),
  rms3: rmsNorm([1, 3]),
  rms23: rmsNorm([2, 3]),
} satisfies Record<string, Draft>;
