import { type Activation, type ActivationId, activations, isActivation } from "../activations.ts";
import { DocumentError, expectDimensions, expectKnown, type LayerDocument, type NetworkDocument } from "../document.ts";
import { isLoss, type Loss, type LossId, losses } from "../losses.ts";
import { readTraining, type TrainingShape } from "./training.ts";

export type LayerShape = {
  readonly units: number;
  readonly activation: ActivationId | "softmax";
  readonly bias: LayerDocument["bias"];
  readonly dropout: boolean;
  readonly residual: boolean;
};

/** What a dense network's structure depends on; two documents with equal shapes share one graph. */
export type DenseShape = {
  readonly type: "dense";
  readonly samples: number;
  readonly inputs: number;
  readonly layers: readonly LayerShape[];
  readonly loss: LossId;
  readonly outputReduction: "sum" | "mean";
  readonly batchReduction: "sum" | "mean";
  readonly smoothing: boolean;
  /** The targets of every sample sum to 1, so that softmax with cross-entropy gives p - t. */
  readonly distributions: boolean;
  readonly l2: "half" | "full" | undefined;
  readonly training: TrainingShape | undefined;
};

/** Checks a document and reads its shape. */
export function denseShape(document: NetworkDocument): DenseShape {
  const { layers, loss, l2 } = document.config;
  const X = document.inputs.X;
  if (X.length === 0) throw new DocumentError("inputs.X", "needs at least one sample");
  const inputs = X[0]!.length;
  if (inputs === 0) throw new DocumentError("inputs.X.0", "needs at least one input");
  expectDimensions("inputs.X", X, [X.length, inputs]);
  if (layers.length === 0) throw new DocumentError("config.layers", "needs at least one layer");
  if (!isLoss(loss.name)) throw new DocumentError("config.loss.name", `unknown loss "${loss.name}"`);
  const row: Loss = losses[loss.name];
  expectKnown("config.loss.params", loss.params, row.params);
  const names = new Set<string>();
  let below = inputs;
  const shapes = layers.map((layer, i) => {
    const shape = layerShape(document, layer, i + 1, below, names);
    below = shape.units;
    return shape;
  });
  const stray = Object.keys(document.params).find((name) => !names.has(name));
  if (stray) throw new DocumentError(`params.${stray}`, "no layer uses this parameter");
  expectDimensions("targets", document.targets, [X.length, below]);
  const last = shapes.at(-1)!;
  if (row.over === "output" && row.binary && document.targets.flat().some((t) => t < 0 || t > 1))
    throw new DocumentError("targets", `"${loss.name}" takes targets from 0 to 1`);
  if (last.activation === "softmax" && row.over === "sample" && row.softmax)
    throw new DocumentError("config.loss.name", `"${loss.name}" takes logits: use an identity output layer`);
  return {
    type: "dense",
    samples: X.length,
    inputs,
    layers: shapes,
    loss: loss.name,
    outputReduction: loss.output_reduction,
    batchReduction: loss.batch_reduction,
    smoothing: (loss.params?.["label_smoothing"] ?? 0) > 0,
    distributions: document.targets.every((t) => Math.abs(t.reduce((a, b) => a + b, 0) - 1) < 1e-9),
    l2: l2?.convention,
    training: readTraining(document, names),
  };
}

function layerShape(
  document: NetworkDocument,
  layer: LayerDocument,
  l: number,
  below: number,
  names: Set<string>,
): LayerShape {
  const at = `config.layers.${l - 1}`;
  const { activation } = layer;
  if (activation !== "softmax" && !isActivation(activation))
    throw new DocumentError(`${at}.activation`, `unknown activation function "${activation}"`);
  const row: Activation | undefined = activation === "softmax" ? undefined : activations[activation];
  expectKnown(`${at}.params`, layer.params, row?.params);
  if (activation === "softmax" && l < document.config.layers.length)
    throw new DocumentError(`${at}.activation`, "softmax is for the output layer only");
  const W = document.params[`W${l}`];
  const units = Array.isArray(W) ? W.length : 0;
  if (units === 0) throw new DocumentError(`params.W${l}`, "must be a matrix with one row for each unit");
  expectDimensions(`params.W${l}`, W, [units, below]);
  names.add(`W${l}`);
  if (layer.bias !== "none") {
    expectDimensions(`params.b${l}`, document.params[`b${l}`], layer.bias === "shared" ? [] : [units]);
    names.add(`b${l}`);
  }
  if (layer.dropout) expectDimensions(`${at}.dropout.mask`, layer.dropout.mask, [document.inputs.X.length, units]);
  if (layer.residual && units !== below)
    throw new DocumentError(
      `${at}.residual`,
      `a residual layer needs as many units as inputs (${below}), not ${units}`,
    );
  return {
    units,
    activation,
    bias: layer.bias,
    dropout: layer.dropout !== undefined,
    residual: layer.residual ?? false,
  };
}
