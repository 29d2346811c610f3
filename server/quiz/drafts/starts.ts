import type { DenseDocument } from "#engine/families/dense-shape.ts";
import type { Random } from "#engine/random.ts";
import { type Blueprint, draft } from "./dense.ts";
import { type Draft, drawNumber, type Grid, TENTHS, TENTHS_TO_1 } from "./draft.ts";

const sigmoids: Blueprint = {
  widths: [2, 2, 1],
  activations: ["sigmoid", "sigmoid"],
  bias: "none",
  weights: TENTHS,
  inputs: TENTHS_TO_1,
  targets: "hundredths",
  rates: [0.5, 0.25, 0.2],
};

const CERTAIN: Grid = { step: 0.1, least: 1.6, most: 3 };

/** One neuron that is sure of itself, and wrong: its weights have the signs of the inputs, its target is the other. */
function sureAndWrong(random: Random): DenseDocument {
  const drawn = draft({ ...sigmoids, widths: [2, 1], activations: ["sigmoid"] }, random);
  const [x] = drawn.inputs.X as [number[]];
  const side = random.pick([-1, 1]);
  const weights = x.map((xi) => side * Math.sign(xi) * Math.abs(drawNumber(random, CERTAIN)));
  return { ...drawn, params: { W1: [weights] }, targets: [[side > 0 ? 0 : 1]] };
}

/** Weights that start alike in each layer, so that the hidden units stay copies of each other. */
function alike(random: Random, activations: readonly string[]): DenseDocument {
  const drawn = draft({ ...sigmoids, activations, targets: "tenths" }, random);
  const [a, b] = [drawNumber(random, TENTHS), drawNumber(random, TENTHS)];
  return {
    ...drawn,
    params: {
      W1: [
        [a, a],
        [a, a],
      ],
      W2: [[b, b]],
    },
  };
}

/** Networks at points where learning is slow or stuck. */
export const starts = {
  sureAndWrong,
  alikeSigmoid: (random) => alike(random, ["sigmoid", "identity"]),
  alikeTanh: (random) => alike(random, ["tanh", "identity"]),
} as const satisfies Record<string, Draft>;
