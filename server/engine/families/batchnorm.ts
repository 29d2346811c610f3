import { expectDimensions, expectTensors, measured } from "../document.ts";
import { add, constant, type Expression, minus, ONE, over, times } from "../expression.ts";
import { Network } from "../network.ts";
import type { Family } from "./family.ts";
import { type Ending, finish, type NormalisationDocument, readEnding, standardised } from "./normalisation.ts";
import { column, giveInputs, ofSample, range } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

/** Every feature normalised over the samples of the batch, then scaled and shifted. */
export type BatchNormDocument = NormalisationDocument & {
  readonly type: "batchnorm";
  readonly config: {
    /** How much of the new batch enters the running statistics. */
    readonly momentum: number;
    readonly running_mean?: number[] | undefined;
    readonly running_var?: number[] | undefined;
  };
};

type Shape = {
  readonly samples: number;
  readonly features: number;
  readonly running: boolean;
  readonly ending: Ending;
  readonly training: TrainingShape | undefined;
};

function shape(document: BatchNormDocument): Shape {
  const { config, params, inputs } = document;
  const [samples, features] = measured("inputs.X", inputs.X, 2) as [number, number];
  expectTensors("inputs", inputs, { X: [samples, features] });
  expectTensors("params", params, { gamma: [features], beta: [features] });
  const running = config.running_mean !== undefined || config.running_var !== undefined;
  if (running) {
    expectDimensions("config.running_mean", config.running_mean, [features]);
    expectDimensions("config.running_var", config.running_var, [features]);
  }
  const ending = readEnding(document, samples, features);
  return { samples, features, running, ending, training: readTraining(document) };
}

function build({ samples, features, running, ending, training }: Shape): Network {
  const network = new Network();
  const X = giveInputs(network, "X", [samples, features], ofSample);
  const eps = network.given("config.eps", { role: "setting", tensor: "eps", index: [], layer: 1 });
  const columns = range(features).map((d) =>
    standardised(network, { xs: column(X, d), at: { index: [d], unit: d } }, eps),
  );
  if (running) {
    network.given("config.momentum", { role: "setting", tensor: "m", index: [] });
    defineRunning(network, samples, features);
  }
  const rows = range(samples).map((n) => column(columns, n));
  finish(network, rows, ending, true);
  if (training) addTraining(network, training);
  return network;
}

/**
 * The statistics kept for later: (1 - m) old + m new, the variance without bias (N - 1 in place of N). They stand
 * beside the path to the loss.
 */
function defineRunning(network: Network, samples: number, features: number): void {
  const unbiased = over(constant(samples), constant(samples - 1));
  for (const unit of range(features)) {
    const now = (tensor: string) => network.find(`forward.${tensor}.${unit}`)!;
    keep(network, unit, ["running_mean", "mean"], now("mu"));
    keep(network, unit, ["running_var", "var_unbiased"], times(unbiased, now("var")));
  }
}

function keep(network: Network, unit: number, [before, after]: readonly [string, string], fresh: Expression): void {
  const described = { role: "running statistic", index: [unit], unit } as const;
  const m = network.find("config.momentum")!;
  const old = network.given(`config.${before}.${unit}`, { ...described, role: "constant", tensor: before });
  const rule = add(times(minus(ONE, m), old), times(m, fresh));
  network.define(`running.${after}.${unit}`, { ...described, tensor: after }, rule);
}

export const batchnorm: Family<BatchNormDocument, Shape> = { shape, build };
