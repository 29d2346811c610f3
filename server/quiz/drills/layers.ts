import { networks } from "../drafts/networks.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, loss, lossAfter, oneOf, updatedOf, valueOf } from "./drill.ts";
import * as step from "./steps.ts";
import { activation, bias, delta, first, hidden, input, last, net, output, weight } from "./units.ts";

/** The gradient that a layer hands down: to the hidden units, or to the inputs where there are none. */
const below: Asker = (problem, random) =>
  (problem.network.widths.length > 2 ? activation(hidden) : input)(problem, random);

/** The row of a softmax that the target marks, or one that it does not: the mistakes differ. */
const softmaxRow = (marked: boolean): Asker =>
  oneOf("delta", ({ network, given }) =>
    network
      .withRole("net")
      .filter((z) => last(z, network))
      .filter((z) => (given.get(network.find(`targets.0.${z.unit}`)!) === 1) === marked)
      .map((z) => network.gradient(z)),
  );

const neurons = {
  1: [networks.linearNeuron, networks.reluNeuron],
  2: [networks.sigmoidNeuron],
  3: [networks.tanhNeuron],
};
const logistics = { 1: [networks.logistic], 2: [networks.logisticWide] };
const twoLayers = {
  2: [networks.relu221],
  3: [networks.sigmoid222, networks.relu222, networks.tanh222],
};
const softmaxes = { 2: [networks.softmax3], 3: [networks.softmaxHidden] };

/** Skills that are drilled on networks of layers. */
export const layerDrills: Partial<Record<SkillId, Drill>> = {
  "neuron.net": { levels: neurons, asks: [net], cell: step.net },
  "neuron.output": { levels: neurons, asks: [output], cell: step.activation },
  "loss.half_se": { levels: neurons, asks: [loss] },
  "neuron.grad_w": { levels: neurons, asks: [weight(last)] },
  "neuron.grad_b": { levels: neurons, asks: [bias(last)] },
  "neuron.grad_x": { levels: neurons, asks: [input] },
  "neuron.delta": { levels: neurons, asks: [delta(last)], cell: step.deltaOfOutput },
  "neuron.update": {
    levels: neurons,
    asks: [updatedOf("weight", last), updatedOf("bias", last)],
    cell: step.updated,
  },
  "loss.bce": { levels: logistics, asks: [loss] },
  "logreg.grad": {
    levels: logistics,
    asks: [weight(last), bias(last)],
  },
  "softmax.forward": { levels: { 1: [networks.softmax3] }, asks: [output] },
  "loss.ce": { levels: { 1: [networks.softmax3] }, asks: [loss] },
  "softmax.ce_grad": { levels: softmaxes, asks: [softmaxRow(true), softmaxRow(false)] },
  "softmax.layer": {
    levels: softmaxes,
    asks: [weight(last), bias(last), below],
  },
  "mlp.forward": {
    levels: { 1: [networks.relu221], 3: [networks.sigmoid222, networks.tanh222] },
    asks: [output, valueOf("output", "activation", first)],
  },
  "mlp.loss": { levels: { 1: [networks.relu222], 3: [networks.sigmoid222] }, asks: [loss] },
  "mlp.out_grad": { levels: twoLayers, asks: [weight(last)], cell: step.weightOfOutput },
  "mlp.hidden_back": {
    levels: { 2: [networks.relu222], 3: [networks.sigmoid222, networks.tanh222] },
    asks: [activation(hidden)],
    cell: step.signalBelow,
  },
  "mlp.hidden_grad": { levels: twoLayers, asks: [weight(first)], cell: step.weightBelow },
  "mlp.delta_rule": {
    levels: twoLayers,
    asks: [delta(first), delta(last)],
    cell: step.deltaBelow,
  },
  "mlp.update_all": {
    levels: { 3: [networks.sigmoid222], 4: [networks.sigmoid222Biases] },
    asks: [updatedOf("weight", last), updatedOf("weight", first)],
  },
  "mlp.bias": {
    levels: { 3: [networks.sigmoid222Biases, networks.sigmoid222Shared] },
    asks: [bias(last), bias(first)],
  },
  "mlp.two_hidden": {
    levels: { 4: [networks.relu2221], 5: [networks.case1] },
    asks: [weight(first)],
    notation: "case1",
  },
  "mlp.relu_exact": {
    levels: { 3: [networks.relu222], 4: [networks.relu2221] },
    asks: [weight(first), activation(first)],
    spares: ["shut by a gate"],
  },
  "mlp.loss_after": { levels: { 3: [networks.relu221], 4: [networks.tanh222] }, asks: [lossAfter] },
  "chain.product": {
    levels: { 2: [networks.chain2], 3: [networks.chain3, networks.chainTanh] },
    asks: [weight(first)],
    notation: "layered",
  },
  "batch.mean": {
    levels: { 2: [networks.batchLinear], 3: [networks.batchLogistic] },
    asks: [weight(last)],
  },
  "batch.bias_sum": {
    levels: { 2: [networks.batchLinear], 3: [networks.batchLogistic] },
    asks: [bias(last)],
  },
  "shared.sum": { levels: { 2: [networks.sigmoid222Shared] }, asks: [bias(last)] },
  "l2.grad": {
    levels: { 2: [networks.l2Neuron, networks.l2FullNeuron] },
    asks: [weight(last)],
  },
  "drop.mask": {
    levels: { 3: [networks.dropout] },
    asks: [weight(first), weight(last)],
    spares: ["shut by a gate"],
  },
  "res.identity": {
    levels: { 3: [networks.residual], 4: [networks.residualDeep] },
    asks: [input],
  },
};
