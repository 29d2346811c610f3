import { type Activation, activations } from "../activations.ts";
import { call, type Expression, minus, ONE, over, sum, times } from "../expression.ts";
import { softmax } from "../functions.ts";
import { Network } from "../network.ts";
import type { Place, Quantity } from "../quantity.ts";
import { type DenseDocument, type DenseShape, denseShape, type LayerShape } from "./dense-shape.ts";
import type { Family } from "./family.ts";
import { defineLoss } from "./loss.ts";
import { settings } from "./settings.ts";
import { range } from "./tensors.ts";
import { addTraining } from "./training.ts";

export const dense: Family<DenseDocument, DenseShape> = { shape: denseShape, build: denseNetwork };

type Parameters = { readonly weights: readonly (readonly Quantity[])[]; readonly biases: readonly Quantity[] };

/** The graph of a dense network: z = W h + b, a = f(z), h = mask a / (1 - p) + (the layer's input), loss, penalty. */
function denseNetwork(shape: DenseShape): Network {
  const network = new Network();
  const widths = [shape.inputs, ...shape.layers.map((layer) => layer.units)];
  network.widths = widths;
  const parameters = shape.layers.map((layer, i) => giveParameters(network, layer, i + 1, widths[i]!));
  const outputs = range(shape.samples).map((n) => {
    let signals = range(shape.inputs).map((i) =>
      network.given(`inputs.X.${n}.${i}`, { role: "input", tensor: "X", index: [n, i], layer: 0, unit: i, sample: n }),
    );
    shape.layers.forEach((layer, i) => {
      signals = defineLayer(network, layer, { layer: i + 1, sample: n }, signals, parameters[i]!);
    });
    return signals;
  });
  defineLoss(network, shape.loss, outputs, { each: "loss_per_sample", l2: shape.l2 });
  if (shape.training) addTraining(network, shape.training);
  return network;
}

function giveParameters(network: Network, layer: LayerShape, l: number, inputs: number): Parameters {
  const weights = range(layer.units).map((j) =>
    range(inputs).map((i) => {
      const place = { layer: l, unit: j, source: i };
      return network.given(`params.W${l}.${j}.${i}`, { role: "weight", tensor: `W${l}`, index: [j, i], ...place });
    }),
  );
  const bias = { role: "bias", tensor: `b${l}`, layer: l } as const;
  if (layer.bias === "none") return { weights, biases: [] };
  if (layer.bias === "shared") {
    const shared = network.given(`params.b${l}`, { ...bias, index: [] });
    return { weights, biases: range(layer.units).map(() => shared) };
  }
  const biases = range(layer.units).map((j) => network.given(`params.b${l}.${j}`, { ...bias, index: [j], unit: j }));
  return { weights, biases };
}

type At = { readonly layer: number; readonly sample: number };

/** One layer for one sample; answers the signals that it hands on. */
function defineLayer(
  network: Network,
  layer: LayerShape,
  at: At,
  inputs: readonly Quantity[],
  { weights, biases }: Parameters,
): Quantity[] {
  const nets = weights.map((row, j) => {
    const terms: Expression[] = row.map((w, i) => times(w, inputs[i]!));
    if (biases[j]) terms.push(biases[j]);
    return defineAt(network, "net", "z", { ...at, unit: j }, sum(terms));
  });
  const f = activationOf(network, layer, at.layer);
  const outs = nets.map((z, j) => defineAt(network, "activation", "a", { ...at, unit: j }, f(z, j, nets)));
  if (!layer.dropout && !layer.residual) return outs;
  return outs.map((a, j) => {
    const place = { ...at, unit: j };
    const kept = layer.dropout ? dropped(network, a, place) : a;
    return defineAt(network, "signal", "h", place, layer.residual ? sum([kept, inputs[j]!]) : kept);
  });
}

type UnitPlace = Required<Pick<Place, "layer" | "unit" | "sample">>;

function defineAt(
  network: Network,
  role: "net" | "activation" | "signal",
  letter: string,
  place: UnitPlace,
  definition: Expression,
): Quantity {
  const tensor = `${letter}${place.layer}`;
  const index = [place.sample, place.unit];
  return network.define(`forward.${tensor}.${index.join(".")}`, { role, tensor, index, ...place }, definition);
}

/** The layer's activation function, of unit j's net input among its siblings. */
function activationOf(network: Network, layer: LayerShape, l: number) {
  if (layer.activation === "softmax")
    return (_z: Quantity, j: number, siblings: readonly Quantity[]): Expression => call(softmax(j), ...siblings);
  const row: Activation = activations[layer.activation];
  const constants = settings(network, row.params, `config.layers.${l - 1}.params`, l);
  return (z: Quantity): Expression => call(row, z, ...constants);
}

/** Inverted dropout: mask a / (1 - p). */
function dropped(network: Network, a: Quantity, place: UnitPlace): Expression {
  const path = `config.layers.${place.layer - 1}.dropout`;
  const p =
    network.find(`${path}.p`) ??
    network.given(`${path}.p`, { role: "setting", tensor: "p", index: [], layer: place.layer });
  const mask = network.given(`${path}.mask.${place.sample}.${place.unit}`, {
    role: "mask",
    tensor: `m${place.layer}`,
    index: [place.sample, place.unit],
    ...place,
  });
  return over(times(mask, a), minus(ONE, p));
}
