import type { DenseDocument } from "#engine/families/dense-shape.ts";
import type { NotationId } from "#engine/notation/index.ts";
import type { Random } from "#engine/random.ts";
import type { Ask, AskKind } from "./ask.ts";
import type { Blueprint } from "./blueprint.ts";
import type { Level } from "./item.ts";
import { networks } from "./networks.ts";
import type { SkillId } from "./syllabus.ts";

/** Picks what is asked of a drawn network. */
type Asker = (network: DenseDocument, random: Random) => Ask;

/** How a skill is drilled with numbers: on which networks at each level, and what is asked of them. */
export type Drill = {
  readonly levels: Partial<Record<Level, readonly Blueprint[]>>;
  /** Each kind of question comes as often as the others. */
  readonly asks: readonly Asker[];
  readonly notation?: NotationId;
};

/** The number of units of layer l; layer 0 is the input. */
const width = (network: DenseDocument, l: number): number =>
  l === 0 ? network.inputs.X[0]!.length : (network.params[`W${l}`] as readonly unknown[]).length;

/** Which layer is meant: the first, the last, or the one before the last. */
type Which = "first" | "last" | "hidden";
const layer = (network: DenseDocument, which: Which): number =>
  which === "first" ? 1 : network.config.layers.length - (which === "hidden" ? 1 : 0);

const inputGradient: Asker = (network, random) => ({
  kind: "gradient_input",
  quantity: `grads.X.0.${random.below(width(network, 0))}`,
});

/** Asks for a quantity of one unit in some layer, for the first sample; what lies below layer 1 is the input. */
const ofUnit =
  (kind: AskKind, prefix: string, which: Which): Asker =>
  (network, random) => {
    const l = layer(network, which);
    if (l === 0) return inputGradient(network, random);
    return { kind, quantity: `${prefix}${l}.0.${random.below(width(network, l))}` };
  };

const weightOf =
  (kind: AskKind, prefix: string, which: Which): Asker =>
  (network, random) => {
    const l = layer(network, which);
    const [j, i] = [random.below(width(network, l)), random.below(width(network, l - 1))];
    return { kind, quantity: `${prefix}.W${l}.${j}.${i}` };
  };

const biasOf =
  (kind: AskKind, prefix: string, which: Which): Asker =>
  (network, random) => {
    const l = layer(network, which);
    const shared = typeof network.params[`b${l}`] === "number";
    return { kind, quantity: shared ? `${prefix}.b${l}` : `${prefix}.b${l}.${random.below(width(network, l))}` };
  };

/** The row of a softmax that the target marks, or one that it does not: the mistakes differ. */
const softmaxRow =
  (marked: boolean): Asker =>
  (network, random) => {
    const rows = network.targets[0]!.flatMap((t, k) => ((t === 1) === marked ? [k] : []));
    return { kind: "delta", quantity: `deltas.z${layer(network, "last")}.0.${random.pick(rows)}` };
  };

const loss: Asker = () => ({ kind: "loss", quantity: "loss" });
const lossAfter: Asker = () => ({ kind: "loss_after", quantity: "loss_after" });

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

/** Every skill that is drilled with numbers. A skill of the syllabus becomes available by an entry here. */
export const drills: Partial<Record<SkillId, Drill>> = {
  "neuron.net": { levels: neurons, asks: [ofUnit("net", "forward.z", "last")] },
  "neuron.output": { levels: neurons, asks: [ofUnit("output", "forward.a", "last")] },
  "loss.half_se": { levels: neurons, asks: [loss] },
  "neuron.grad_w": { levels: neurons, asks: [weightOf("gradient_weight", "grads", "last")] },
  "neuron.grad_b": { levels: neurons, asks: [biasOf("gradient_bias", "grads", "last")] },
  "neuron.grad_x": { levels: neurons, asks: [inputGradient] },
  "neuron.delta": { levels: neurons, asks: [ofUnit("delta", "deltas.z", "last")] },
  "neuron.update": {
    levels: neurons,
    asks: [weightOf("updated", "updated", "last"), biasOf("updated", "updated", "last")],
  },
  "loss.bce": { levels: logistics, asks: [loss] },
  "logreg.grad": {
    levels: logistics,
    asks: [weightOf("gradient_weight", "grads", "last"), biasOf("gradient_bias", "grads", "last")],
  },
  "softmax.forward": { levels: { 1: [networks.softmax3] }, asks: [ofUnit("output", "forward.a", "last")] },
  "loss.ce": { levels: { 1: [networks.softmax3] }, asks: [loss] },
  "softmax.ce_grad": { levels: softmaxes, asks: [softmaxRow(true), softmaxRow(false)] },
  "softmax.layer": {
    levels: softmaxes,
    asks: [
      weightOf("gradient_weight", "grads", "last"),
      biasOf("gradient_bias", "grads", "last"),
      ofUnit("gradient_activation", "grads.a", "hidden"),
    ],
  },
  "mlp.forward": {
    levels: { 1: [networks.relu221], 3: [networks.sigmoid222, networks.tanh222] },
    asks: [ofUnit("output", "forward.a", "last"), ofUnit("output", "forward.a", "first")],
  },
  "mlp.loss": { levels: { 1: [networks.relu222], 3: [networks.sigmoid222] }, asks: [loss] },
  "mlp.out_grad": { levels: twoLayers, asks: [weightOf("gradient_weight", "grads", "last")] },
  "mlp.hidden_back": {
    levels: { 2: [networks.relu222], 3: [networks.sigmoid222, networks.tanh222] },
    asks: [ofUnit("gradient_activation", "grads.a", "hidden")],
  },
  "mlp.hidden_grad": { levels: twoLayers, asks: [weightOf("gradient_weight", "grads", "first")] },
  "mlp.delta_rule": {
    levels: twoLayers,
    asks: [ofUnit("delta", "deltas.z", "first"), ofUnit("delta", "deltas.z", "last")],
  },
  "mlp.update_all": {
    levels: { 3: [networks.sigmoid222], 4: [networks.sigmoid222Biases] },
    asks: [weightOf("updated", "updated", "last"), weightOf("updated", "updated", "first")],
  },
  "mlp.bias": {
    levels: { 3: [networks.sigmoid222Biases, networks.sigmoid222Shared] },
    asks: [biasOf("gradient_bias", "grads", "last"), biasOf("gradient_bias", "grads", "first")],
  },
  "mlp.two_hidden": {
    levels: { 4: [networks.relu2221], 5: [networks.case1] },
    asks: [weightOf("gradient_weight", "grads", "first")],
    notation: "case1",
  },
  "mlp.relu_exact": {
    levels: { 3: [networks.relu222], 4: [networks.relu2221] },
    asks: [weightOf("gradient_weight", "grads", "first"), ofUnit("gradient_activation", "grads.a", "first")],
  },
  "mlp.loss_after": { levels: { 3: [networks.relu221], 4: [networks.sigmoid222] }, asks: [lossAfter] },
  "chain.product": {
    levels: { 2: [networks.chain2], 3: [networks.chain3, networks.chainTanh] },
    asks: [weightOf("gradient_weight", "grads", "first")],
    notation: "layered",
  },
  "batch.mean": {
    levels: { 2: [networks.batchLinear], 3: [networks.batchLogistic] },
    asks: [weightOf("gradient_weight", "grads", "last")],
  },
  "batch.bias_sum": {
    levels: { 2: [networks.batchLinear], 3: [networks.batchLogistic] },
    asks: [biasOf("gradient_bias", "grads", "last")],
  },
  "shared.sum": { levels: { 2: [networks.sigmoid222Shared] }, asks: [biasOf("gradient_bias", "grads", "last")] },
  "l2.grad": {
    levels: { 2: [networks.l2Neuron, networks.l2FullNeuron] },
    asks: [weightOf("gradient_weight", "grads", "last")],
  },
  "drop.mask": {
    levels: { 3: [networks.dropout] },
    asks: [weightOf("gradient_weight", "grads", "first"), weightOf("gradient_weight", "grads", "last")],
  },
  "res.identity": {
    levels: { 3: [networks.residual], 4: [networks.residualDeep] },
    asks: [inputGradient],
  },
};
