import type { DenseDocument } from "#engine/families/dense-shape.ts";

/** A unit for one sample, computed by plain loops and nothing of the engine. */
export type Unit = { readonly activation: string; readonly net: number; readonly out: number };

const activate = (name: string, nets: readonly number[], alpha = 0): number[] => {
  const exponentials = nets.map(Math.exp);
  const total = exponentials.reduce((a, b) => a + b, 0);
  return nets.map((z, i) => {
    switch (name) {
      case "identity":
        return z;
      case "relu":
        return Math.max(0, z);
      case "leaky_relu":
        return z > 0 ? z : alpha * z;
      case "sigmoid":
        return 1 / (1 + Math.exp(-z));
      case "tanh":
        return Math.tanh(z);
      case "softmax":
        return exponentials[i]! / total;
      default:
        throw new Error(`no plain ${name}`);
    }
  });
};

/** Every unit of the forward pass, sample by sample. */
export const unitsOf = (document: DenseDocument): Unit[] =>
  document.inputs.X.flatMap((_, sample) => unitsOfSample(document, sample));

function unitsOfSample({ config, params, inputs }: DenseDocument, sample: number): Unit[] {
  const units: Unit[] = [];
  let signals = inputs.X[sample]!;
  config.layers.forEach(({ activation, dropout, residual, params: constants }, i) => {
    const weights = params[`W${i + 1}`] as number[][];
    const bias = params[`b${i + 1}`] ?? 0;
    const nets = weights.map(
      (row, j) =>
        row.reduce((sum, w, k) => sum + w * signals[k]!, 0) + (typeof bias === "number" ? bias : Number(bias[j])),
    );
    const outs = activate(activation, nets, constants?.["alpha"]);
    units.push(...nets.map((net, j) => ({ activation, net, out: outs[j]! })));
    const kept = dropout ? outs.map((a, j) => (a * dropout.mask[sample]![j]!) / (1 - dropout.p)) : outs;
    signals = residual ? kept.map((h, j) => h + signals[j]!) : kept;
  });
  return units;
}

/** Whether every weight is a whole number, as in the items that are worked out in the head. */
export const isWhole = ({ params }: DenseDocument): boolean =>
  Object.values(params)
    .flat(2)
    .every((w) => Number.isInteger(w));
