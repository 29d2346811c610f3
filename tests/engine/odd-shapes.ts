import type { LayerDocument, DenseDocument } from "#engine/families/dense-shape.ts";

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** A network of these widths; every number is another one, between -0.6 and 0.6. */
export function ofWidths(
  widths: readonly number[],
  more: Partial<LayerDocument> = {},
  samples = 1,
  loss: Partial<DenseDocument["config"]["loss"]> = {},
): DenseDocument {
  let drawn = 0;
  const next = () => ((++drawn * 37) % 101) / 83 - 0.601;
  const matrix = (rows: number, columns: number) => range(rows).map(() => range(columns).map(next));
  const units = widths.slice(1);
  const params: DenseDocument["params"] = {};
  units.forEach((n, i) => {
    params[`W${i + 1}`] = matrix(n, widths[i]!);
    params[`b${i + 1}`] = more.bias === "shared" ? next() : range(n).map(next);
  });
  return {
    type: "dense",
    config: {
      layers: units.map((n) => ({
        activation: "leaky_relu",
        bias: "per_neuron",
        dropout: { p: 0.5, mask: range(samples).map((s) => range(n).map((j) => (s + j) % 2)) },
        ...more,
      })),
      loss: { name: "huber", output_reduction: "sum", batch_reduction: "mean", ...loss },
      l2: { lambda: 0.1, convention: "half" },
    },
    params,
    inputs: { X: matrix(samples, widths[0]!) },
    targets: matrix(samples, units.at(-1)!),
    optimizer: { name: "adam", lr: 0.1, weight_decay: 0.1 },
  };
}

/** Shapes at the edges: one unit, two-digit numbers, depth, a batch. */
export const oddShapes: readonly (readonly [string, DenseDocument])[] = [
  ["1-1", ofWidths([1, 1])],
  ["10-12-10", ofWidths([10, 12, 10])],
  ["eight layers", ofWidths([2, 3, 2, 3, 2, 3, 2, 3, 2])],
  [
    "eight residual layers with shared biases",
    ofWidths(
      range(9).map(() => 2),
      { residual: true, bias: "shared" },
    ),
  ],
  ["a batch of five", ofWidths([2, 3, 2], {}, 5)],
];
