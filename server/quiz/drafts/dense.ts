import type { LayerDocument, DenseDocument } from "#engine/families/dense-shape.ts";
import type { Random } from "#engine/random.ts";
import { drawApart, drawMatrix, drawNumber, drawVector, type Grid, onGrid, times } from "./draft.ts";

/** A kind of network to draw: everything but its numbers. */
export type Blueprint = {
  readonly widths: readonly number[];
  readonly activations: readonly string[];
  readonly bias?: LayerDocument["bias"];
  readonly loss?: {
    readonly name: string;
    readonly reduction?: "sum" | "mean";
    readonly params?: Record<string, number>;
  };
  readonly weights: Grid;
  readonly inputs: Grid;
  readonly targets: "whole" | "tenths" | "hundredths" | "one hot" | "distribution" | "binary" | "signs";
  readonly rates: readonly number[];
  readonly samples?: number;
  readonly batch?: "sum" | "mean";
  readonly l2?: { readonly lambda: readonly number[]; readonly convention: "half" | "full" };
  readonly dropout?: { readonly layer: number; readonly p: readonly number[] };
  readonly residual?: readonly number[];
  /** What a leaky ReLU lets through. */
  readonly leaks?: readonly number[];
  readonly frozenBiases?: boolean;
};

/** Fills a blueprint with numbers. */
export function draft(blueprint: Blueprint, random: Random): DenseDocument {
  const { widths, samples = 1 } = blueprint;
  const params: Record<string, number | number[] | number[][]> = {};
  const bias = blueprint.bias ?? "per_neuron";
  widths.slice(1).forEach((units, i) => {
    params[`W${i + 1}`] = drawMatrix(random, blueprint.weights, units, widths[i]!);
    if (bias === "per_neuron") params[`b${i + 1}`] = drawVector(random, blueprint.weights, units);
    if (bias === "shared") params[`b${i + 1}`] = drawNumber(random, blueprint.weights);
  });
  const names = Object.keys(params);
  const lr = random.pick(blueprint.rates);
  return {
    type: "dense",
    config: {
      layers: blueprint.activations.map((activation, i) => layerOf(blueprint, activation, i, bias, random)),
      loss: {
        name: blueprint.loss?.name ?? "half_squared",
        output_reduction: blueprint.loss?.reduction ?? "sum",
        batch_reduction: blueprint.batch ?? "mean",
        ...(blueprint.loss?.params ? { params: blueprint.loss.params } : {}),
      },
      ...(blueprint.l2
        ? { l2: { lambda: random.pick(blueprint.l2.lambda), convention: blueprint.l2.convention } }
        : {}),
    },
    params,
    inputs: { X: times(samples, () => drawApart(random, blueprint.inputs, widths[0]!)) },
    targets: times(samples, () => drawTargets(blueprint, random)),
    optimizer: {
      name: "sgd",
      lr,
      ...(blueprint.frozenBiases ? { frozen: names.filter((name) => name.startsWith("b")) } : {}),
    },
  };
}

function layerOf(
  { widths, samples = 1, dropout, residual, leaks }: Blueprint,
  activation: string,
  i: number,
  bias: LayerDocument["bias"],
  random: Random,
): LayerDocument {
  const l = i + 1;
  const units = widths[l]!;
  const kept = (): number[] => {
    const off = random.below(units);
    return times(units, (j) => (j === off ? 0 : 1));
  };
  return {
    activation,
    bias,
    ...(dropout?.layer === l ? { dropout: { p: random.pick(dropout.p), mask: times(samples, kept) } } : {}),
    ...(residual?.includes(l) ? { residual: true } : {}),
    ...(leaks && activation === "leaky_relu" ? { params: { alpha: random.pick(leaks) } } : {}),
  };
}

function drawTargets({ targets, widths }: Blueprint, random: Random): number[] {
  const outputs = widths.at(-1)!;
  switch (targets) {
    case "one hot": {
      const right = random.below(outputs);
      return times(outputs, (k) => (k === right ? 1 : 0));
    }
    case "distribution":
      return drawDistribution(random, outputs);
    case "binary":
      return times(outputs, () => random.below(2));
    case "signs":
      return times(outputs, () => random.pick([-1, 1]));
    case "whole":
      return times(outputs, () => random.whole(-9, 9));
    case "tenths":
      return times(outputs, () => onGrid(random.whole(-12, 12), 0.1));
    case "hundredths":
      return times(outputs, () => onGrid(random.whole(1, 99), 0.01));
  }
}

/** Tenths that add up to 1, none of them 0. */
function drawDistribution(random: Random, classes: number): number[] {
  const cuts = random.shuffled(times(9, (i) => i + 1)).slice(0, classes - 1);
  const ends = [0, ...cuts.toSorted((a, b) => a - b), 10];
  return times(classes, (k) => onGrid(ends[k + 1]! - ends[k]!, 0.1));
}
