import type { Expression, FunctionRow } from "./expression.ts";
import { add, call, constant, HALF, minus, negate, ONE, over, power, sum, times, ZERO } from "./expression.ts";
import { of, sigmoid, softplus } from "./functions.ts";

type Params = { readonly params?: Readonly<Record<string, number>> };

/** A loss of one output a against its target t (arguments a, t, constants); `slope(0)` is dE/da. */
export type OutputLoss = FunctionRow &
  Params & {
    readonly over: "output";
    /** The outputs are probabilities. */
    readonly probability?: boolean;
    /** The targets are probabilities. */
    readonly binary?: boolean;
  };

/** A loss of all outputs of a sample together. */
export type SampleLoss = Params & {
  readonly id: string;
  readonly over: "sample";
  /** The outputs are logits; the loss reads their softmax. */
  readonly softmax?: boolean;
  /** The outputs are probabilities. */
  readonly probability?: boolean;
  /** A loss over the whole sample ignores the reduction over outputs. */
  readonly value: (a: readonly Expression[], t: readonly Expression[], constants: readonly Expression[]) => Expression;
};

export type Loss = OutputLoss | SampleLoss;

const eachOutput = (row: Omit<OutputLoss, "over">): OutputLoss => ({ ...row, over: "output" });
const residual = (args: readonly Expression[]) => minus(args[0]!, args[1]!);
const clip = (bound: Expression, x: Expression) => of.max(negate(bound), of.min(bound, x));

/** 1/2 (t - a)^2; slope a - t. */
const halfSquared = eachOutput({
  id: "half_squared",
  value: (a, t) => times(HALF, power(minus(t, a), 2)),
  slope: (_i, args) => residual(args),
});

/** (t - a)^2; slope 2 (a - t). */
const squared = eachOutput({
  id: "squared",
  value: (a, t) => power(minus(t, a), 2),
  slope: (_i, args) => times(constant(2), residual(args)),
});

/** |a - t|; slope sign(a - t), 0 at 0. */
const absolute = eachOutput({
  id: "absolute",
  value: (a, t) => of.abs(minus(a, t)),
  slope: (_i, args) => of.sign(residual(args)),
});

/** r^2/2 for |r| <= delta, else delta (|r| - delta/2); slope r clipped to +-delta. Huber 1964. */
const huber = eachOutput({
  id: "huber",
  params: { delta: 1 },
  value: (a, t, delta) => {
    const r = minus(a, t);
    const outside = times(delta, minus(of.abs(r), times(HALF, delta)));
    return of.select(minus(of.abs(r), delta), outside, times(HALF, power(r, 2)));
  },
  slope: (_i, args) => clip(args[2]!, residual(args)),
});

/** Huber's loss divided by beta; slope r/beta clipped to +-1. */
const smoothL1 = eachOutput({
  id: "smooth_l1",
  params: { beta: 1 },
  value: (a, t, beta) => {
    const r = minus(a, t);
    const outside = minus(of.abs(r), times(HALF, beta));
    return of.select(minus(beta, of.abs(r)), over(power(r, 2), times(constant(2), beta)), outside);
  },
  slope: (_i, args) => clip(ONE, over(residual(args), args[2]!)),
});

/** ln cosh r, arranged as |r| + ln(1 + e^(-2|r|)) - ln 2; slope tanh r. */
const logCosh = eachOutput({
  id: "log_cosh",
  value: (a, t) => {
    const r = of.abs(minus(a, t));
    return add(r, of.log1p(of.exp(times(constant(-2), r))), negate(of.log(constant(2))));
  },
  slope: (_i, args) => of.tanh(residual(args)),
});

/** The pinball loss: tau (t - a) above the prediction, (1 - tau)(a - t) below. Koenker & Bassett 1978. */
const quantile = eachOutput({
  id: "quantile",
  params: { tau: 0.5 },
  value: (a, t, tau) => of.max(times(tau, minus(t, a)), times(minus(ONE, tau), minus(a, t))),
  slope: (_i, args) => of.select(negate(residual(args)), negate(args[2]!), minus(ONE, args[2]!)),
});

/** -(t ln a + (1 - t) ln(1 - a)); slope (a - t) / (a (1 - a)). */
const bce = eachOutput({
  id: "bce",
  binary: true,
  probability: true,
  value: (a, t) => negate(add(of.xlogy(t, a), of.xlogy(minus(ONE, t), minus(ONE, a)))),
  slope: (_i, args) => over(residual(args), times(args[0]!, minus(ONE, args[0]!))),
});

/** ln(1 + e^a) - a t on the logit a; slope sigma(a) - t. */
const bceLogits = eachOutput({
  id: "bce_logits",
  binary: true,
  value: (a, t) => minus(call(softplus, a), times(a, t)),
  slope: (_i, args) => minus(call(sigmoid, args[0]!), args[1]!),
});

/** max(0, 1 - t a) for t = +-1; slope -t where the margin is violated. */
const hinge = eachOutput({
  id: "hinge",
  value: (a, t) => of.max(ZERO, minus(ONE, times(t, a))),
  slope: (_i, [a, t]) => negate(times(t!, of.positive(minus(ONE, times(t!, a!))))),
});

const squaredHinge = eachOutput({
  id: "squared_hinge",
  value: (a, t) => power(of.max(ZERO, minus(ONE, times(t, a))), 2),
  slope: (_i, [a, t]) => times(constant(-2), t!, of.max(ZERO, minus(ONE, times(t!, a!)))),
});

const focalParts = (a: Expression, t: Expression, alpha: Expression) => {
  const side = minus(times(constant(2), t), ONE);
  const logit = times(side, a);
  const weight = add(times(t, alpha), times(minus(ONE, t), minus(ONE, alpha)));
  return { side, weight, right: call(sigmoid, logit), logRight: negate(call(softplus, negate(logit))) };
};

/** -w (1 - q)^gamma ln q with q = sigma(+-a) the chance given to the true class, w = alpha or 1 - alpha. Lin 2017. */
const focalBceLogits = eachOutput({
  id: "focal_bce_logits",
  binary: true,
  params: { gamma: 2, alpha: 0.25 },
  value: (a, t, gamma, alpha) => {
    const { weight, right, logRight } = focalParts(a, t, alpha);
    return negate(times(weight, power(minus(ONE, right), gamma), logRight));
  },
  slope: (_i, [a, t, gamma, alpha]) => {
    const { side, weight, right, logRight } = focalParts(a!, t!, alpha!);
    const rest = minus(ONE, right);
    return times(weight, side, power(rest, gamma!), minus(times(gamma!, right, logRight), rest));
  },
});

/** e^a - t a, a the log of the rate; slope e^a - t. */
const poissonNll = eachOutput({
  id: "poisson_nll",
  value: (a, t) => minus(of.exp(a), times(t, a)),
  slope: (_i, [a, t]) => minus(of.exp(a!), t!),
});

/** e^(-t a); slope -t e^(-t a). */
const exponential = eachOutput({
  id: "exponential",
  value: (a, t) => of.exp(negate(times(t, a))),
  slope: (_i, [a, t]) => negate(times(t!, of.exp(negate(times(t!, a!))))),
});

const crossEntropy = (p: readonly Expression[], t: readonly Expression[]) =>
  negate(sum(p.map((pk, k) => of.xlogy(t[k]!, pk))));

/** -sum_k t_k ln a_k. */
const ce: SampleLoss = { id: "ce", over: "sample", probability: true, value: crossEntropy };

/** Cross-entropy of the softmax of the logits; label smoothing mixes the targets with the uniform distribution. */
const softmaxCe: SampleLoss = {
  id: "softmax_ce",
  over: "sample",
  softmax: true,
  params: { label_smoothing: 0 },
  value: crossEntropy,
};

/** sum_k t_k (ln t_k - ln a_k); a target of 0 adds nothing. */
const kl: SampleLoss = {
  id: "kl",
  over: "sample",
  probability: true,
  value: (a, t) => sum(a.map((ak, k) => of.select(t[k]!, times(t[k]!, minus(of.log(t[k]!), of.log(ak))), ZERO))),
};

/** sum over wrong classes of max(0, margin + a_j - a_true), for one-hot targets. */
const multiclassHinge: SampleLoss = {
  id: "multiclass_hinge",
  over: "sample",
  params: { margin: 1 },
  value: (a, t, [margin]) => {
    const right = sum(a.map((ak, k) => times(t[k]!, ak)));
    return sum(a.map((ak, k) => times(minus(ONE, t[k]!), of.max(ZERO, add(margin!, ak, negate(right))))));
  },
};

/** -sum_k t_k (1 - p_k)^gamma ln p_k over the softmax of the logits. */
const focalSoftmax: SampleLoss = {
  id: "focal_softmax",
  over: "sample",
  softmax: true,
  params: { gamma: 2 },
  value: (p, t, [gamma]) => negate(sum(p.map((pk, k) => times(power(minus(ONE, pk), gamma!), of.xlogy(t[k]!, pk))))),
};

export const losses = {
  half_squared: halfSquared,
  squared,
  absolute,
  huber,
  smooth_l1: smoothL1,
  log_cosh: logCosh,
  quantile,
  bce,
  bce_logits: bceLogits,
  hinge,
  squared_hinge: squaredHinge,
  focal_bce_logits: focalBceLogits,
  poisson_nll: poissonNll,
  exponential,
  ce,
  softmax_ce: softmaxCe,
  kl,
  multiclass_hinge: multiclassHinge,
  focal_softmax: focalSoftmax,
} as const satisfies Record<string, Loss>;

export type LossId = keyof typeof losses;
export const isLoss = (id: string): id is LossId => Object.hasOwn(losses, id);
