import type { Plot } from "#contract/forms.ts";
import { type Activation, type ActivationId, activations } from "#engine/activations.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";

const REACH = 6;
const STEPS = 96;
/** At a kink the slope is that of the left side; just behind it is the other one. */
const BEHIND = 1e-9;
const DIGITS = 5;

/** An activation function and its derivative over [-6, 6], each jump of the slope upright. */
export function plotOf(activation: ActivationId): Plot {
  const { kinks = [] }: Activation = activations[activation];
  const even = Array.from({ length: STEPS + 1 }, (_, i) => (2 * REACH * i) / STEPS - REACH);
  const x = [...even, ...kinks.flatMap((kink) => [kink, kink + BEHIND])].toSorted((a, b) => a - b);
  const points = x.map((at) => [at, ...pointOf(activation, at)] as const);
  return {
    value: points.map(([at, value]) => [rounded(at), rounded(value)]),
    slope: points.map(([at, , slope]) => [rounded(at), rounded(slope)]),
  };
}

function pointOf(activation: ActivationId, x: number): [value: number, slope: number] {
  const problem = problemOf({ type: "pointwise_activation", config: { activation }, params: { x: [x] } });
  const wanted = ["forward.f.0", "grads.x.0"].map((path) => problem.network.find(path)!);
  return valuesOf(problem, problem.model.right, wanted) as [number, number];
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
