import { type Activation, type ActivationId, activations, isActivation } from "../activations.ts";
import {
  type Constants,
  DocumentError,
  expectDimensions,
  expectKnown,
  type FamilyDocument,
  type LossDocument,
} from "../document.ts";
import { type LossShape, readLoss, takesLogits } from "./loss.ts";
import { readTraining, type TrainingShape } from "./training.ts";

export type LayerDocument = {
  readonly activation: string;
  readonly bias: "per_neuron" | "shared" | "none";
  readonly params?: Constants | undefined;
  readonly dropout?: { readonly p: number; readonly mask: number[][] } | undefined;
  readonly residual?: boolean | undefined;
};

/** Layers of units, each unit reading the whole layer below. */
export type DenseDocument = Omit<FamilyDocument, "params"> & {
  readonly type: "dense";
  readonly config: {
    readonly layers: LayerDocument[];
    readonly loss: LossDocument;
    readonly l2?: { readonly lambda: number; readonly convention: "half" | "full" } | undefined;
  };
  readonly params: Record<string, number | number[] | number[][]>;
  readonly inputs: { readonly X: number[][] };
  readonly targets: number[][];
  /** Ask for what the tutorial's rule of Case 1 implies beside the exact gradient. */
  readonly agh?: boolean | undefined;
};

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
  readonly loss: LossShape;
  readonly l2: "half" | "full" | undefined;
  readonly training: TrainingShape | undefined;
};

/** Checks a document and reads its shape. */
export function denseShape(document: DenseDocument): DenseShape {
  const { layers, loss, l2 } = document.config;
  const X = document.inputs.X;
  if (X.length === 0) throw new DocumentError("inputs.X", "needs at least one sample");
  const inputs = X[0]!.length;
  if (inputs === 0) throw new DocumentError("inputs.X.0", "needs at least one input");
  expectDimensions("inputs.X", X, [X.length, inputs]);
  if (layers.length === 0) throw new DocumentError("config.layers", "needs at least one layer");
  const names = new Set<string>();
  let below = inputs;
  const shapes = layers.map((layer, i) => {
    const shape = layerShape(document, layer, i + 1, below, names);
    below = shape.units;
    return shape;
  });
  const stray = Object.keys(document.params).find((name) => !names.has(name));
  if (stray) throw new DocumentError(`params.${stray}`, "no layer uses this parameter");
  const last = shapes.at(-1)!;
  const lossShape = readLoss(loss, document.targets, X.length, below);
  if (last.activation === "softmax" && takesLogits(lossShape))
    throw new DocumentError("config.loss.name", `"${loss.name}" takes logits: use an identity output layer`);
  return {
    type: "dense",
    samples: X.length,
    inputs,
    layers: shapes,
    loss: lossShape,
    l2: l2?.convention,
    training: readTraining(document),
  };
}

function layerShape(
  document: DenseDocument,
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
