import { DocumentError, expectDimensions, expectTensors, type FamilyDocument, measured } from "../document.ts";
import type { OptimizerDocument } from "../document.ts";
import { constant, type Expression, minus, sum, times } from "../expression.ts";
import { of } from "../functions.ts";
import { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";
import type { Family } from "./family.ts";
import { column, giveUnits, range } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

/** The path of an optimizer under given gradients, a row for each step. */
export type OptimSeqDocument = FamilyDocument & {
  readonly type: "optim_seq";
  readonly params: { readonly w: number[] };
  readonly grad_sequence: number[][];
  readonly optimizer: Omit<OptimizerDocument, "steps">;
};

type Shape = { readonly units: number; readonly training: TrainingShape };

function shape(document: OptimSeqDocument): Shape {
  const { params, grad_sequence: rows } = document;
  const [units] = measured("params.w", params.w, 1) as [number];
  expectTensors("params", params, { w: [units] });
  if (rows.length === 0) throw new DocumentError("grad_sequence", "needs at least one step");
  rows.forEach((row, t) => expectDimensions(`grad_sequence.${t}`, row, [units]));
  return { units, training: { ...readTraining(document)!, steps: rows.length } };
}

/** The gradients come from the loss sum g w, whose coefficients g change from step to step. */
function build({ units, training }: Shape): Network {
  const network = new Network();
  const w = giveUnits(network, "params.w", { role: "weight", tensor: "w" }, units);
  addTraining(network, training);
  const rows = range(training.steps).map((time) =>
    range(units).map((unit) => {
      const described = {
        role: "upstream",
        tensor: "grad",
        index: units > 1 ? [time, unit] : [time],
        time,
        unit,
      } as const;
      return network.given(`grad_sequence.${time}.${unit}`, described);
    }),
  );
  const g = range(units).map((i) => {
    const described = { role: "node", tensor: "g", index: units > 1 ? [i] : [], unit: i } as const;
    return network.define(`forward.g.${i}`, described, ofStep(network.training!.clock, column(rows, i)));
  });
  const terms = w.map((weight, i) => times(g[i]!, weight));
  network.loss = network.define("loss", { role: "loss", tensor: "E", index: [] }, sum(terms));
  return network;
}

/** The one of several numbers whose turn it is: the first while the clock shows 0, the next when it shows 1. */
const ofStep = (clock: Quantity, numbers: readonly Quantity[]): Expression =>
  numbers.reduceRight<Expression>(
    (later, now, t) => (later === now ? now : of.select(minus(constant(t + 1), clock), now, later)),
    numbers.at(-1)!,
  );

export const optimSeq: Family<OptimSeqDocument, Shape> = { shape, build };
