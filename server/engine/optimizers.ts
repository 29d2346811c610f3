import type { Expression } from "./expression.ts";
import { add, minus, ONE, over, power, times } from "./expression.ts";
import { of } from "./functions.ts";

/** What an update rule may read: the weight and its gradient, the settings, each state before and after this step. */
export type UpdateScope = {
  readonly w: Expression;
  readonly g: Expression;
  readonly lr: Expression;
  readonly setting: (name: string) => Expression;
  readonly before: (state: string) => Expression;
  readonly after: (state: string) => Expression;
  /** The number of this step, from 1. */
  readonly t: Expression;
};

/** One optimizer: its settings with defaults, its states (all start at 0) and its update. */
export type Optimizer = {
  readonly id: string;
  readonly settings: Readonly<Record<string, number>>;
  readonly states: Readonly<Record<string, (scope: UpdateScope) => Expression>>;
  readonly update: (scope: UpdateScope) => Expression;
  /** Where weight decay enters: into the gradient (L2), or into the weight beside it. */
  readonly decay: "gradient" | "weight";
};

const step = ({ w, lr }: UpdateScope, direction: Expression) => minus(w, times(lr, direction));
const average = (rate: Expression, old: Expression, fresh: Expression) =>
  add(times(rate, old), times(minus(ONE, rate), fresh));
const corrected = (rate: Expression, moment: Expression, t: Expression) => over(moment, minus(ONE, power(rate, t)));

/** w - lr g. */
const sgd: Optimizer = { id: "sgd", settings: {}, states: {}, update: (s) => step(s, s.g), decay: "gradient" };

/** v = mu v + g; w - lr v (PyTorch's form). */
const momentum: Optimizer = {
  id: "momentum",
  settings: { momentum: 0.9 },
  states: { v: (s) => add(times(s.setting("momentum"), s.before("v")), s.g) },
  update: (s) => step(s, s.after("v")),
  decay: "gradient",
};

/** v = mu v + g; w - lr (g + mu v) (PyTorch's form). */
const nesterov: Optimizer = {
  ...momentum,
  id: "nesterov",
  update: (s) => step(s, add(s.g, times(s.setting("momentum"), s.after("v")))),
};

/** s = s + g^2; w - lr g / (sqrt(s) + eps). */
const adagrad: Optimizer = {
  id: "adagrad",
  settings: { eps: 1e-10 },
  states: { s: (s) => add(s.before("s"), power(s.g, 2)) },
  update: (s) => step(s, over(s.g, add(of.sqrt(s.after("s")), s.setting("eps")))),
  decay: "gradient",
};

/** s = alpha s + (1 - alpha) g^2; w - lr g / (sqrt(s) + eps). */
const rmsprop: Optimizer = {
  id: "rmsprop",
  settings: { alpha: 0.99, eps: 1e-8 },
  states: { s: (s) => average(s.setting("alpha"), s.before("s"), power(s.g, 2)) },
  update: adagrad.update,
  decay: "gradient",
};

const adadeltaStep = (s: UpdateScope) =>
  times(over(of.sqrt(add(s.before("u"), s.setting("eps"))), of.sqrt(add(s.after("s"), s.setting("eps")))), s.g);

/** s averages g^2, u averages d^2, d = sqrt(u + eps) / sqrt(s + eps) g with the old u; w - lr d. */
const adadelta: Optimizer = {
  id: "adadelta",
  settings: { rho: 0.9, eps: 1e-6 },
  states: {
    s: (s) => average(s.setting("rho"), s.before("s"), power(s.g, 2)),
    u: (s) => average(s.setting("rho"), s.before("u"), power(adadeltaStep(s), 2)),
  },
  update: (s) => step(s, adadeltaStep(s)),
  decay: "gradient",
};

/** m, v average g and g^2; w - lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps). Kingma & Ba 2014. */
const adam: Optimizer = {
  id: "adam",
  settings: { beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  states: {
    m: (s) => average(s.setting("beta1"), s.before("m"), s.g),
    v: (s) => average(s.setting("beta2"), s.before("v"), power(s.g, 2)),
  },
  update: (s) => {
    const m = corrected(s.setting("beta1"), s.after("m"), s.t);
    const v = corrected(s.setting("beta2"), s.after("v"), s.t);
    return step(s, over(m, add(of.sqrt(v), s.setting("eps"))));
  },
  decay: "gradient",
};

/** Adam with the decay beside the adaptive step. Loshchilov & Hutter 2017. */
const adamw: Optimizer = { ...adam, id: "adamw", decay: "weight" };

export const optimizers = {
  sgd,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adadelta,
  adam,
  adamw,
} as const satisfies Record<string, Optimizer>;

export type OptimizerId = keyof typeof optimizers;
export const isOptimizer = (id: string): id is OptimizerId => Object.hasOwn(optimizers, id);
