import { DocumentError, expectDimensions, expectKnown, type LossDocument } from "../document.ts";
import { add, call, constant, type Expression, HALF, minus, ONE, over, power, sum, times } from "../expression.ts";
import { softmax } from "../functions.ts";
import { isLoss, type Loss, type LossId, losses, type OutputLoss, type SampleLoss } from "../losses.ts";
import type { Network } from "../network.ts";
import { type Place, placeOf, type Quantity } from "../quantity.ts";
import { settings } from "./settings.ts";

/** What the structure from the outputs to the loss depends on. */
export type LossShape = {
  readonly id: LossId;
  readonly outputReduction: "sum" | "mean";
  readonly batchReduction: "sum" | "mean";
  readonly smoothing: boolean;
  /** The targets of every sample sum to 1, so that softmax with cross-entropy gives p - t. */
  readonly distributions: boolean;
};

/** Checks the loss of a document and its targets, a row of `units` numbers for each of `rows` outputs. */
export function readLoss(loss: LossDocument, targets: number[][], rows: number, units: number): LossShape {
  if (!isLoss(loss.name)) throw new DocumentError("config.loss.name", `unknown loss "${loss.name}"`);
  const row: Loss = losses[loss.name];
  expectKnown("config.loss.params", loss.params, row.params);
  expectDimensions("targets", targets, [rows, units]);
  if (row.over === "output" && row.binary && targets.flat().some((t) => t < 0 || t > 1))
    throw new DocumentError("targets", `"${loss.name}" takes targets from 0 to 1`);
  return {
    id: loss.name,
    outputReduction: loss.output_reduction,
    batchReduction: loss.batch_reduction,
    smoothing: (loss.params?.["label_smoothing"] ?? 0) > 0,
    distributions: targets.every((t) => Math.abs(t.reduce((a, b) => a + b, 0) - 1) < 1e-9),
  };
}

/** True for a loss that takes the softmax of the outputs itself. */
export function takesLogits({ id }: LossShape): boolean {
  const row: Loss = losses[id];
  return row.over === "sample" && row.softmax === true;
}

/** What a family says of its loss beside the shape. */
type Terms = {
  /** What the reference format calls the losses of the rows of outputs, and whether it lists them. */
  readonly each?: "loss_per_sample" | "loss_per_step";
  readonly listsProbabilities?: boolean;
  readonly l2?: "half" | "full" | undefined;
};

/** The outputs of one sample or step with their targets. */
type Row = {
  readonly n: number;
  readonly outputs: readonly Quantity[];
  readonly targets: readonly Quantity[];
  readonly place: Place;
};

/**
 * From the outputs to the one number that is minimised. Levels that a network does not have are left out: with one
 * row of outputs and no penalty, the row's loss is the loss.
 */
export function defineLoss(network: Network, shape: LossShape, outputs: Quantity[][], terms: Terms = {}): void {
  const row: Loss = losses[shape.id];
  network.lossRow = row;
  network.outputs = outputs;
  const constants = settings(network, row.params, "config.loss.params");
  const alone = outputs.length === 1;
  const perRow = outputs.map((_, n) => {
    const one = rowOf(network, outputs, n);
    const value =
      row.over === "output"
        ? outputLosses(network, shape, row, one, constants)
        : sampleLoss(network, shape, row, one, constants, terms.listsProbabilities ?? false);
    return alone ? value : defineRowLoss(network, terms, one, value);
  });
  const mean = shape.batchReduction === "mean";
  const data = alone || !mean ? sum(perRow) : over(sum(perRow), constant(outputs.length));
  network.loss = withPenalty(network, terms.l2, data);
  if (alone && terms.each) network.alias(`forward.${terms.each}.0`, network.find("forward.data_loss") ?? network.loss);
  stateIdentities(network, shape);
}

function rowOf(network: Network, rows: readonly Quantity[][], n: number): Row {
  const outputs = rows[n]!;
  const { layer: _, unit: __, ...place } = placeOf(outputs[0]!);
  const targets = outputs.map((output, k) => giveTarget(network, n, k, output, place));
  return { n, outputs, targets, place };
}

function defineRowLoss(network: Network, { each }: Terms, { n, place }: Row, value: Expression): Quantity {
  const described = { role: "sample loss", tensor: "E", index: [n], ...place, ...hidden(each !== undefined) } as const;
  return network.define(`forward.${each ?? "loss_per_sample"}.${n}`, described, value);
}

const hidden = (listed: boolean): { readonly inner?: true } => (listed ? {} : { inner: true });

/** The index of output k of a row, with the row where there may be several. */
const indexOf = (place: Place, n: number, k: number): readonly number[] =>
  Object.keys(place).length === 0 ? [k] : [n, k];

const giveTarget = (network: Network, n: number, k: number, output: Quantity, place: Place): Quantity =>
  network.given(`targets.${n}.${k}`, {
    role: "target",
    tensor: "t",
    index: indexOf(place, n, k),
    unit: output.unit!,
    ...place,
  });

/** One error for each output, added (or averaged) over the outputs. */
function outputLosses(
  network: Network,
  shape: LossShape,
  row: OutputLoss,
  { n, outputs, targets, place }: Row,
  constants: readonly Quantity[],
): Expression {
  const values = outputs.map((a, k) => call(row, a, targets[k]!, ...constants));
  if (values.length === 1) return values[0]!;
  const errors = values.map((value, k) => {
    const described = { role: "error", tensor: "E", index: indexOf(place, n, k), unit: k, inner: true } as const;
    return network.define(`forward.E.${n}.${k}`, { ...described, ...place }, value);
  });
  return shape.outputReduction === "mean" ? over(sum(errors), constant(errors.length)) : sum(errors);
}

function sampleLoss(
  network: Network,
  shape: LossShape,
  row: SampleLoss,
  one: Row,
  constants: readonly Quantity[],
  listed: boolean,
): Expression {
  const compared = row.softmax ? probabilities(network, one, listed) : one.outputs;
  const soft = shape.smoothing ? smoothed(network, one, constants[0]!) : one.targets;
  return row.value(compared, soft, constants);
}

const probabilities = (network: Network, { n, outputs, place }: Row, listed: boolean): Quantity[] =>
  outputs.map((_, k) =>
    network.define(
      `forward.p.${n}.${k}`,
      { role: "probability", tensor: "p", index: indexOf(place, n, k), unit: k, ...hidden(listed), ...place },
      call(softmax(k), ...outputs),
    ),
  );

/** (1 - eps) t + eps / K, as in PyTorch. */
const smoothed = (network: Network, { n, targets, place }: Row, eps: Quantity): Quantity[] =>
  targets.map((t, k) =>
    network.define(
      `forward.q.${n}.${k}`,
      { role: "smoothed target", tensor: "q", index: indexOf(place, n, k), unit: k, inner: true, ...place },
      add(times(minus(ONE, eps), t), over(eps, constant(targets.length))),
    ),
  );

/** lambda/2 or lambda times the sum of the squared weights; biases are not penalised. */
function withPenalty(network: Network, l2: Terms["l2"], data: Expression): Quantity {
  const define = (role: "loss" | "data loss" | "penalty", id: string, value: Expression) =>
    network.define(id, { role, tensor: "E", index: [] }, value);
  if (!l2) return define("loss", "loss", data);
  const lambda = network.given("config.l2.lambda", { role: "setting", tensor: "lambda", index: [] });
  const dataLoss = define("data loss", "forward.data_loss", data);
  const weights = network.parameters.filter((q) => q.role === "weight");
  const squares = sum(weights.map((w) => power(w, 2)));
  const scaled = l2 === "half" ? times(HALF, lambda, squares) : times(lambda, squares);
  return define("loss", "loss", add(dataLoss, define("penalty", "forward.reg_loss", scaled)));
}

/**
 * The two simplifications that every interviewer waits for, stated once: p - t at the logits of softmax with
 * cross-entropy, a - t at the net input of a sigmoid with binary cross-entropy.
 */
function stateIdentities(network: Network, shape: LossShape): void {
  network.outputs.forEach((row, n) =>
    row.forEach((q, k) => {
      const t = network.find(`forward.q.${n}.${k}`) ?? network.find(`targets.${n}.${k}`)!;
      const state = (of: Quantity, p: Quantity) => {
        const compared = network.readers(p).find((c) => c.role !== "activation")!;
        network.identities.set(of, times(network.gradient(compared), minus(p, t)));
      };
      const definition = network.definition(q);
      const own = definition?.kind === "call" ? definition.fn.id : undefined;
      const net = definition?.kind === "call" ? (definition.args[own === "softmax" ? k : 0] as Quantity) : undefined;
      if (shape.id === "softmax_ce" && shape.distributions) state(q, network.find(`forward.p.${n}.${k}`)!);
      if (shape.id === "ce" && own === "softmax" && shape.distributions) state(net!, q);
      if (shape.id === "bce" && own === "sigmoid") state(net!, q);
    }),
  );
}

/** A given gradient at every output instead of a loss: L = sum of upstream times output. */
export function defineUpstream(network: Network, outputs: readonly Quantity[]): void {
  const terms = outputs.map((y) => {
    const { kind: _, id: __, inner: ___, ...described } = y;
    const path = `config.upstream.${y.index.join(".")}`;
    return times(network.given(path, { ...described, role: "upstream", tensor: "G" }), y);
  });
  network.loss = network.define("loss", { role: "loss", tensor: "E", index: [] }, sum(terms));
}
