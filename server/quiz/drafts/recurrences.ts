import type { Random } from "#engine/random.ts";
import { type Draft, drawFactor, drawMatrix, drawVector, TENTHS, TENTHS_TO_1, times, drawApart } from "./draft.ts";

type Plan = {
  readonly steps: number;
  readonly inputs?: number;
  readonly units?: number;
  readonly output?: "last" | "all";
};

const loss = { name: "half_squared", output_reduction: "sum", batch_reduction: "sum" } as const;

/** Inputs of which no two are in a simple ratio, so that a wrong step of time shows. */
function drawSeries(random: Random, steps: number, inputs: number): number[][] {
  const all = drawApart(random, TENTHS_TO_1, steps * inputs);
  return times(steps, (t) => all.slice(t * inputs, (t + 1) * inputs));
}

/** Weights that errors come back through. */
const factors = (random: Random, n: number): number[] => times(n, () => drawFactor(random, TENTHS));

/** Inputs, weights of a cell with so many stacked blocks, and the read-out y = V h + c. */
function numbers({ steps, inputs = 1, units = 1, output = "last" }: Plan, blocks: number, random: Random) {
  return {
    config: { output, loss },
    cell: {
      Wx: drawMatrix(random, TENTHS, blocks * units, inputs),
      Wh: times(blocks * units, () => factors(random, units)),
    },
    bias: () => drawVector(random, TENTHS_TO_1, blocks * units),
    readOut: { V: [factors(random, units)], c: drawVector(random, TENTHS_TO_1, 1) },
    inputs: { x: drawSeries(random, steps, inputs), h0: drawVector(random, TENTHS_TO_1, units) },
    targets: drawMatrix(random, TENTHS, output === "all" ? steps : 1, 1),
  };
}

/** A plain cell; `detached` names the step before which the state is cut off. */
const rnn =
  (plan: Plan & { readonly detached?: number }): Draft =>
  (random) => {
    const { config, cell, bias, readOut, inputs, targets } = numbers(plan, 1, random);
    const { detached } = plan;
    return {
      type: "rnn",
      config: { ...config, activation: "tanh", ...(detached === undefined ? {} : { detach_before: [detached] }) },
      params: { ...cell, b: bias(), ...readOut },
      inputs,
      targets,
    };
  };

const lstm =
  (plan: Plan): Draft =>
  (random) => {
    const { config, cell, bias, readOut, inputs, targets } = numbers(plan, 4, random);
    const c0 = drawVector(random, TENTHS, plan.units ?? 1);
    return { type: "lstm", config, params: { ...cell, b: bias(), ...readOut }, inputs: { ...inputs, c0 }, targets };
  };

const gru =
  (plan: Plan): Draft =>
  (random) => {
    const { config, cell, bias, readOut, inputs, targets } = numbers(plan, 3, random);
    return { type: "gru", config, params: { ...cell, bx: bias(), bh: bias(), ...readOut }, inputs, targets };
  };

/** Recurrent cells of one or two units over a few steps. */
export const recurrences = {
  rnn2: rnn({ steps: 2 }),
  rnn2All: rnn({ steps: 2, output: "all" }),
  rnn2Wide: rnn({ steps: 2, units: 2 }),
  rnn3: rnn({ steps: 3 }),
  rnn3All: rnn({ steps: 3, output: "all" }),
  rnn4: rnn({ steps: 4 }),
  rnn3Cut: rnn({ steps: 3, detached: 1 }),
  rnn3CutLate: rnn({ steps: 3, detached: 2, output: "all" }),
  lstm1: lstm({ steps: 1 }),
  lstm2: lstm({ steps: 2 }),
  gru1: gru({ steps: 1 }),
  gru2: gru({ steps: 2 }),
} satisfies Record<string, Draft>;
