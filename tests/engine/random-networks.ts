import * as fc from "fast-check";
import { type ActivationId, activations } from "#engine/activations.ts";
import type { LayerDocument, DenseDocument } from "#engine/families/dense-shape.ts";
import { type LossId, losses } from "#engine/losses.ts";

/**
 * Odd denominators keep sums away from every kink; 0 is never drawn; up to about 1, so that no sigmoid saturates until
 * float64 has no digits left of 1 - a.
 */
export const number = fc.integer({ min: -1000, max: 1000 }).map((n) => (n === 0 ? 1 : n) / 997);
export const several = <T>(value: fc.Arbitrary<T>, n: number): fc.Arbitrary<T[]> =>
  fc.array(value, { minLength: n, maxLength: n });
export const matrix = (rows: number, columns: number) => several(several(number, columns), rows);

export const anyNumbers = (units: number) => several(number, units);
const signs = (units: number) => several(fc.constantFrom(-1, 1), units);
const bits = (units: number) => several(fc.constantFrom(0, 1), units);
const chances = (units: number) => several(fc.double({ min: 0, max: 1, noNaN: true }), units);
const oneHot = (units: number) => fc.nat(units - 1).map((hot) => Array.from({ length: units }, (_, k) => +(k === hot)));
const distribution = (units: number) =>
  several(fc.integer({ min: 1, max: 9 }), units).map((parts) => {
    const whole = parts.reduce((a, b) => a + b, 0);
    return parts.map((part) => part / whole);
  });

type Terms = { readonly targets: (units: number) => fc.Arbitrary<number[]>; readonly output?: "sigmoid" | "softmax" };

/** Which targets a loss takes, and which output layer its domain asks for. */
export const termsOf: Readonly<Partial<Record<LossId, Terms>>> = {
  bce: { targets: chances, output: "sigmoid" },
  bce_logits: { targets: chances },
  hinge: { targets: signs },
  squared_hinge: { targets: signs },
  exponential: { targets: signs },
  focal_bce_logits: { targets: bits },
  ce: { targets: distribution, output: "softmax" },
  kl: { targets: distribution, output: "softmax" },
  softmax_ce: { targets: distribution },
  focal_softmax: { targets: oneHot },
  multiclass_hinge: { targets: oneHot },
};

type LayerKind = {
  readonly units: number;
  readonly activation: ActivationId | "softmax";
  readonly bias: LayerDocument["bias"];
  readonly dropout: boolean;
  readonly residual: boolean;
};

const layerKind: fc.Arbitrary<LayerKind> = fc.record({
  units: fc.integer({ min: 1, max: 3 }),
  activation: fc.constantFrom(...(Object.keys(activations) as ActivationId[])),
  bias: fc.constantFrom("per_neuron" as const, "shared" as const, "none" as const),
  dropout: fc.boolean(),
  residual: fc.boolean(),
});

/** A layer of this kind and its parameters. */
function layerOf(kind: LayerKind, l: number, inputs: number, samples: number) {
  const { units, activation, bias } = kind;
  const drawn = fc.record({ W: matrix(units, inputs), b: anyNumbers(units), mask: several(bits(units), samples) });
  return drawn.map(({ W, b, mask }) => {
    const layer: LayerDocument = {
      activation,
      bias,
      ...(kind.dropout ? { dropout: { p: 0.25, mask } } : {}),
      ...(kind.residual && units === inputs ? { residual: true } : {}),
    };
    const params: DenseDocument["params"] = { [`W${l}`]: W };
    if (bias !== "none") params[`b${l}`] = bias === "shared" ? b[0]! : b;
    return { layer, params };
  });
}

function documentOf(kinds: readonly LayerKind[], loss: LossId, inputs: number, samples: number) {
  const layers = kinds.map((kind, i) => layerOf(kind, i + 1, kinds[i - 1]?.units ?? inputs, samples));
  const targets = (termsOf[loss]?.targets ?? anyNumbers)(kinds.at(-1)!.units);
  const reduction = fc.constantFrom("sum" as const, "mean" as const);
  return fc
    .record({
      layers: fc.tuple(...layers),
      X: matrix(samples, inputs),
      targets: several(targets, samples),
      reductions: fc.record({ output_reduction: reduction, batch_reduction: reduction }),
      params: loss === "softmax_ce" ? fc.constantFrom(undefined, { label_smoothing: 0.1 }) : fc.constant(undefined),
      l2: fc.constantFrom(undefined, "half" as const, "full" as const),
    })
    .map((drawn): DenseDocument => ({
      type: "dense",
      config: {
        layers: drawn.layers.map(({ layer }) => layer),
        loss: { name: loss, ...drawn.reductions, params: drawn.params },
        l2: drawn.l2 && { lambda: 0.1, convention: drawn.l2 },
      },
      params: Object.assign({}, ...drawn.layers.map(({ params }) => params)) as DenseDocument["params"],
      inputs: { X: drawn.X },
      targets: drawn.targets,
    }));
}

/**
 * Random small networks of every shape: batches, residual layers, dropout, L2, all kinds of bias. The activation
 * function and the loss that are asked for occur in each of them.
 */
export function networks(asked: { activation?: ActivationId; loss?: LossId } = {}): fc.Arbitrary<DenseDocument> {
  const anyLoss = fc.constantFrom(...(Object.keys(losses) as LossId[]));
  return fc
    .record({
      kinds: fc.array(layerKind, { minLength: 1, maxLength: 3 }),
      loss: asked.loss === undefined ? anyLoss : fc.constant(asked.loss),
      inputs: fc.integer({ min: 1, max: 3 }),
      samples: fc.integer({ min: 1, max: 3 }),
    })
    .chain(({ kinds, loss, inputs, samples }) => {
      const output = termsOf[loss]?.output;
      const first = asked.activation === undefined ? kinds[0]! : { ...kinds[0]!, activation: asked.activation };
      const last: LayerKind = { ...kinds.at(-1)!, dropout: false, residual: false };
      const body = [first, ...kinds.slice(1)];
      const layers = output ? [...body.slice(0, 2), { ...last, activation: output }] : body;
      return documentOf(layers, loss, inputs, samples);
    });
}

/** Checks a property of random values; always the same ones, so that a failure comes back. */
export const always = <T>(values: fc.Arbitrary<T>, runs: number, holds: (value: T) => void): void =>
  fc.assert(fc.property(values, holds), { numRuns: runs, seed: 20261124 });

/** Equal but for the last digits of float64 after some cancellation. */
export const near = (a: number, b: number, tolerance = 1e-9): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(1e-3, Math.abs(a), Math.abs(b));
