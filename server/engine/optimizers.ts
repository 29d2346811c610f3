import type { Expression } from "./expression.ts";
import { add, constant, HALF, minus, ONE, over, power, times } from "./expression.ts";
import { of } from "./functions.ts";
import type { Optimizer, UpdateRule, UpdateScope } from "./optimizer.ts";

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

/** v = beta v + (1 - beta) g; w - lr v: momentum as a moving average (Ng's lectures). */
const momentumEma: Optimizer = {
  ...momentum,
  id: "momentum_ema",
  states: { v: (s) => average(s.setting("momentum"), s.before("v"), s.g) },
};

/** v = mu v - lr g; w + v. Sutskever et al. 2013. */
const momentumClassic: Optimizer = {
  ...momentum,
  id: "momentum_classic",
  states: { v: (s) => minus(times(s.setting("momentum"), s.before("v")), times(s.lr, s.g)) },
  update: (s) => add(s.w, s.after("v")),
};

/** v = mu v - lr g, g taken at w + mu v, where the velocity alone would lead; w + v. Sutskever et al. 2013. */
const nesterovLookahead: Optimizer = {
  ...momentumClassic,
  id: "nesterov_lookahead",
  ahead: (s) => add(s.w, times(s.setting("momentum"), s.before("v"))),
};

/** v = mu v + g; w - lr (g + mu v): the path of the look-ahead points of the form above (PyTorch's form). */
const nesterov: Optimizer = {
  ...momentum,
  id: "nesterov",
  update: (s) => step(s, add(s.g, times(s.setting("momentum"), s.after("v")))),
};

/** g / (sqrt(s) + eps), and with epsilon inside the root g / sqrt(s + eps). */
const scaled: UpdateRule = (s) => over(s.g, add(of.sqrt(s.after("s")), s.setting("eps")));
const scaledInside: UpdateRule = (s) => over(s.g, of.sqrt(add(s.after("s"), s.setting("eps"))));

/** s = s + g^2; w - lr g / (sqrt(s) + eps). Duchi et al. 2011. */
const adagrad: Optimizer = {
  id: "adagrad",
  settings: { eps: 1e-10 },
  states: { s: (s) => add(s.before("s"), power(s.g, 2)) },
  update: (s) => step(s, scaled(s)),
  decay: "gradient",
};

/** AdaGrad as d2l writes it: w - lr g / sqrt(s + eps). */
const adagradInside: Optimizer = { ...adagrad, id: "adagrad_epsin", update: (s) => step(s, scaledInside(s)) };

/** AdaGrad with the rate lr / (1 + (t - 1) lr_decay). */
const adagradDecayed: Optimizer = {
  ...adagrad,
  id: "adagrad_lr_decay",
  settings: { ...adagrad.settings, lr_decay: 0 },
  update: (s) => {
    const slowed = over(s.lr, add(ONE, times(minus(s.t, ONE), s.setting("lr_decay"))));
    return step({ ...s, lr: slowed }, scaled(s));
  },
};

/** s = alpha s + (1 - alpha) g^2; w - lr g / (sqrt(s) + eps). Tieleman & Hinton 2012. */
const rmsprop: Optimizer = {
  id: "rmsprop",
  settings: { alpha: 0.99, eps: 1e-8 },
  states: { s: (s) => average(s.setting("alpha"), s.before("s"), power(s.g, 2)) },
  update: adagrad.update,
  decay: "gradient",
};

/** RMSProp as d2l writes it: w - lr g / sqrt(s + eps). */
const rmspropInside: Optimizer = { ...rmsprop, id: "rmsprop_epsin", update: adagradInside.update };

/** The variance in place of the mean square: gavg averages g; g / (sqrt(s - gavg^2) + eps). Graves 2013. */
const scaledByDeviation: UpdateRule = (s) =>
  over(s.g, add(of.sqrt(minus(s.after("s"), power(s.after("gavg"), 2))), s.setting("eps")));

const rmspropCentered: Optimizer = {
  ...rmsprop,
  id: "rmsprop_centered",
  states: { ...rmsprop.states, gavg: (s) => average(s.setting("alpha"), s.before("gavg"), s.g) },
  update: (s) => step(s, scaledByDeviation(s)),
};

/** buf = mu buf + the scaled gradient; w - lr buf (PyTorch's form). */
const withMomentum = (row: Optimizer, direction: UpdateRule): Optimizer => ({
  ...row,
  id: `${row.id}_momentum`,
  settings: { ...row.settings, momentum: 0 },
  states: { ...row.states, buf: (s) => add(times(s.setting("momentum"), s.before("buf")), direction(s)) },
  update: (s) => step(s, s.after("buf")),
});

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

const firstMoment: UpdateRule = (s) => average(s.setting("beta1"), s.before("m"), s.g);
const secondMoment: UpdateRule = (s) => average(s.setting("beta2"), s.before("v"), power(s.g, 2));
const firstCorrected: UpdateRule = (s) => corrected(s.setting("beta1"), s.after("m"), s.t);

/**
 * m, v average g and g^2; mhat = m / (1 - b1^t), vhat = v / (1 - b2^t); w - lr mhat / (sqrt(vhat) + eps).
 * Kingma & Ba 2014.
 */
const adam: Optimizer = {
  id: "adam",
  settings: { beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  states: {
    m: firstMoment,
    v: secondMoment,
    mhat: firstCorrected,
    vhat: (s) => corrected(s.setting("beta2"), s.after("v"), s.t),
  },
  update: (s) => step(s, over(s.after("mhat"), add(of.sqrt(s.after("vhat")), s.setting("eps")))),
  decay: "gradient",
};

/** Adam with the decay beside the adaptive step. Loshchilov & Hutter 2017. */
const adamw: Optimizer = { ...adam, id: "adamw", decay: "weight" };

/** Adam with the greatest v so far, vhat = vmax / (1 - b2^t). Reddi et al. 2018. */
const amsgrad: Optimizer = {
  ...adam,
  id: "amsgrad",
  states: {
    m: firstMoment,
    v: secondMoment,
    vmax: (s) => of.max(s.before("vmax"), s.after("v")),
    mhat: firstCorrected,
    vhat: (s) => corrected(s.setting("beta2"), s.after("vmax"), s.t),
  },
};

/** u = max(b2 u, |g| + eps); w - lr mhat / u. Kingma & Ba 2014, section 7 (epsilon as in PyTorch). */
const adamax: Optimizer = {
  ...adam,
  id: "adamax",
  states: {
    m: firstMoment,
    u: (s) => of.max(times(s.setting("beta2"), s.before("u")), add(of.abs(s.g), s.setting("eps"))),
  },
  update: (s) => step(s, over(firstCorrected(s), s.after("u"))),
};

/** mu_t = b1 (1 - 0.96^(psi t) / 2), psi the momentum decay. */
const nadamMomentum = (s: UpdateScope, t: Expression) =>
  times(s.setting("beta1"), minus(ONE, times(HALF, power(constant("0.96"), times(t, s.setting("momentum_decay"))))));

/**
 * prod = mu_1 ... mu_t; w - lr ((1 - mu_t) g / (1 - prod) + mu_(t+1) m / (1 - prod mu_(t+1))) / (sqrt(vhat) + eps).
 * Dozat 2016.
 */
const nadam: Optimizer = {
  ...adam,
  id: "nadam",
  settings: { ...adam.settings, momentum_decay: 0.004 },
  states: { prod: (s) => times(s.before("prod"), nadamMomentum(s, s.t)), m: firstMoment, v: secondMoment },
  start: { prod: 1 },
  update: (s) => {
    const next = nadamMomentum(s, add(s.t, ONE));
    const fresh = over(times(minus(ONE, nadamMomentum(s, s.t)), s.g), minus(ONE, s.after("prod")));
    const kept = over(times(next, s.after("m")), minus(ONE, times(s.after("prod"), next)));
    const vhat = corrected(s.setting("beta2"), s.after("v"), s.t);
    return step(s, over(add(fresh, kept), add(of.sqrt(vhat), s.setting("eps"))));
  },
};

/** w - lr sign(b1 m + (1 - b1) g) with the old m, which then averages g by b2. Chen et al. 2023. */
const lion: Optimizer = {
  id: "lion",
  settings: { beta1: 0.9, beta2: 0.99 },
  states: { m: (s) => average(s.setting("beta2"), s.before("m"), s.g) },
  update: (s) => step(s, of.sign(average(s.setting("beta1"), s.before("m"), s.g))),
  decay: "weight",
};

/** Every optimizer in each of its notations and variants. */
export const optimizers = {
  sgd,
  momentum,
  momentum_ema: momentumEma,
  momentum_classic: momentumClassic,
  nesterov_lookahead: nesterovLookahead,
  nesterov,
  adagrad,
  adagrad_epsin: adagradInside,
  adagrad_lr_decay: adagradDecayed,
  rmsprop,
  rmsprop_epsin: rmspropInside,
  rmsprop_centered: rmspropCentered,
  rmsprop_momentum: withMomentum(rmsprop, scaled),
  rmsprop_centered_momentum: withMomentum(rmspropCentered, scaledByDeviation),
  adadelta,
  adam,
  adamw,
  amsgrad,
  adamax,
  nadam,
  lion,
} as const satisfies Record<string, Optimizer>;

export type OptimizerId = keyof typeof optimizers;
export const isOptimizer = (id: string): id is OptimizerId => Object.hasOwn(optimizers, id);
