import { add, call, constant, type Expression, HALF, minus, ONE, over, power, sum, times } from "../expression.ts";
import { softmax } from "../functions.ts";
import { type Loss, losses, type SampleLoss } from "../losses.ts";
import type { Network } from "../network.ts";
import type { Quantity, Role } from "../quantity.ts";
import type { DenseShape } from "./dense-shape.ts";
import { settings } from "./settings.ts";

/**
 * From the outputs to the one number that is minimised. Levels that a network does not have are left out: with one
 * sample and no penalty, the sample's loss is the loss.
 */
export function defineLoss(network: Network, shape: DenseShape): void {
  const row: Loss = losses[shape.loss];
  network.lossRow = row;
  const constants = settings(network, row.params, "config.loss.params");
  const alone = shape.samples === 1;
  const perSample = network.outputs.map((outputs, n) => {
    const targets = outputs.map((_, k) => giveTarget(network, n, k));
    const value =
      row.over === "output"
        ? outputLosses(network, shape, outputs, targets, constants)
        : sampleLoss(network, shape, row, outputs, targets, constants);
    return alone ? value : define(network, "sample loss", `forward.loss_per_sample.${n}`, value, [n]);
  });
  const mean = shape.batchReduction === "mean";
  const data = alone || !mean ? sum(perSample) : over(sum(perSample), constant(shape.samples));
  network.loss = withPenalty(network, shape, data);
  if (alone) network.alias("forward.loss_per_sample.0", network.find("forward.data_loss") ?? network.loss);
  stateIdentities(network, shape);
}

const giveTarget = (network: Network, n: number, k: number): Quantity =>
  network.given(`targets.${n}.${k}`, { role: "target", tensor: "t", index: [n, k], unit: k, sample: n });

function define(network: Network, role: Role, id: string, value: Expression, index: readonly number[]): Quantity {
  const [sample, unit] = index;
  const place = { ...(sample === undefined ? {} : { sample }), ...(unit === undefined ? {} : { unit }) };
  return network.define(id, { role, tensor: "E", index, ...place }, value);
}

/** One error for each output, added (or averaged) over the outputs. */
function outputLosses(
  network: Network,
  shape: DenseShape,
  outputs: readonly Quantity[],
  targets: readonly Quantity[],
  constants: readonly Quantity[],
): Expression {
  const row = losses[shape.loss] as Extract<Loss, { over: "output" }>;
  const values = outputs.map((a, k) => call(row, a, targets[k]!, ...constants));
  if (values.length === 1) return values[0]!;
  const errors = values.map((value, k) =>
    define(network, "error", `forward.E.${outputs[k]!.sample}.${k}`, value, [outputs[k]!.sample!, k]),
  );
  return shape.outputReduction === "mean" ? over(sum(errors), constant(errors.length)) : sum(errors);
}

function sampleLoss(
  network: Network,
  shape: DenseShape,
  row: SampleLoss,
  outputs: readonly Quantity[],
  targets: readonly Quantity[],
  constants: readonly Quantity[],
): Expression {
  const compared = row.softmax ? probabilities(network, outputs) : outputs;
  const soft = shape.smoothing ? smoothed(network, targets, constants[0]!) : targets;
  return row.value(compared, soft, constants);
}

const probabilities = (network: Network, logits: readonly Quantity[]): Quantity[] =>
  logits.map((logit, k) =>
    network.define(
      `forward.p.${logit.sample}.${k}`,
      { role: "probability", tensor: "p", index: [logit.sample!, k], unit: k, sample: logit.sample! },
      call(softmax(k), ...logits),
    ),
  );

/** (1 - eps) t + eps / K, as in PyTorch. */
const smoothed = (network: Network, targets: readonly Quantity[], eps: Quantity): Quantity[] =>
  targets.map((t, k) =>
    network.define(
      `forward.q.${t.sample}.${k}`,
      { role: "smoothed target", tensor: "q", index: [t.sample!, k], unit: k, sample: t.sample! },
      add(times(minus(ONE, eps), t), over(eps, constant(targets.length))),
    ),
  );

/** lambda/2 or lambda times the sum of the squared weights; biases are not penalised. */
function withPenalty(network: Network, shape: DenseShape, data: Expression): Quantity {
  if (!shape.l2) return define(network, "loss", "loss", data, []);
  const lambda = network.given("config.l2.lambda", { role: "setting", tensor: "lambda", index: [] });
  const dataLoss = define(network, "data loss", "forward.data_loss", data, []);
  const weights = network.parameters.filter((q) => q.role === "weight");
  const squares = sum(weights.map((w) => power(w, 2)));
  const scaled = shape.l2 === "half" ? times(HALF, lambda, squares) : times(lambda, squares);
  const penalty = define(network, "penalty", "forward.reg_loss", scaled, []);
  return define(network, "loss", "loss", add(dataLoss, penalty), []);
}

/**
 * The two simplifications that every interviewer waits for, stated once: p - t at the logits of softmax with
 * cross-entropy, a - t at the net input of a sigmoid with binary cross-entropy.
 */
function stateIdentities(network: Network, shape: DenseShape): void {
  const last = shape.layers.at(-1)!;
  const plain = !last.dropout && !last.residual;
  for (const q of network.outputs.flat()) {
    const place = { layer: shape.layers.length, unit: q.unit!, sample: q.sample! };
    const t = network.at("smoothed target", { unit: q.unit!, sample: q.sample! }) ?? network.find(targetOf(q))!;
    const net = network.at("net", place)!;
    const state = (of: Quantity, p: Quantity) => {
      const compared = network.readers(p).find((c) => c.role !== "activation")!;
      network.identities.set(of, times(network.gradient(compared), minus(p, t)));
    };
    if (shape.loss === "softmax_ce" && shape.distributions)
      state(q, network.at("probability", { unit: q.unit!, sample: q.sample! })!);
    if (shape.loss === "ce" && last.activation === "softmax" && plain && shape.distributions) state(net, q);
    if (shape.loss === "bce" && last.activation === "sigmoid" && plain) state(net, q);
  }
}

const targetOf = (q: Quantity): string => `targets.${q.sample}.${q.unit}`;
