import type { Call, Expression } from "#engine/expression.ts";
import type { Quantity } from "#engine/quantity.ts";

/**
 * Dual numbers x + x' e with e^2 = 0: they carry a derivative forward beside each value. This is an oracle for the
 * backward rule, so the functions are defined here once more, and no slope of the engine is read.
 */
export type Dual = readonly [value: number, derivative: number];

const num = (value: number): Dual => [value, 0];
const ONE = num(1);
const add = (...xs: Dual[]): Dual => [xs.reduce((s, x) => s + x[0], 0), xs.reduce((s, x) => s + x[1], 0)];
const mul = (...xs: Dual[]): Dual => xs.reduce((p, x) => [p[0] * x[0], p[0] * x[1] + p[1] * x[0]], ONE);
const neg = (x: Dual): Dual => [-x[0], -x[1]];
const sub = (x: Dual, y: Dual): Dual => add(x, neg(y));
const div = (x: Dual, y: Dual): Dual => [x[0] / y[0], (x[1] * y[0] - x[0] * y[1]) / (y[0] * y[0])];
const exp = (x: Dual): Dual => [Math.exp(x[0]), x[1] * Math.exp(x[0])];
const ln = (x: Dual): Dual => [Math.log(x[0]), x[1] / x[0]];
const sqrt = (x: Dual): Dual => [Math.sqrt(x[0]), x[1] / (2 * Math.sqrt(x[0]))];
const abs = (x: Dual): Dual => (x[0] > 0 ? x : x[0] < 0 ? neg(x) : [0, 0]);
const pow = (x: Dual, n: Dual): Dual => {
  if (n[1] !== 0) throw new Error("a power with a moving exponent");
  return [x[0] ** n[0], n[0] === 0 ? 0 : n[0] * x[0] ** (n[0] - 1) * x[1]];
};
/** Of two that are equal neither moves the result, which is the convention at every kink. */
const max = (x: Dual, y: Dual): Dual => (x[0] > y[0] ? x : y[0] > x[0] ? y : num(x[0]));
const min = (x: Dual, y: Dual): Dual => neg(max(neg(x), neg(y)));
const half = (x: Dual): Dual => mul(num(0.5), x);
const between = (low: number, x: Dual, high: number): Dual => max(num(low), min(x, num(high)));

/** The integral of the density by Simpson's rule; its derivative is the density itself. */
function normalCdf(x: Dual): Dual {
  const density = (u: number) => Math.exp(-(u * u) / 2) / Math.sqrt(2 * Math.PI);
  const pieces = 2000;
  const h = x[0] / pieces;
  let area = density(0) + density(x[0]);
  for (let k = 1; k < pieces; k++) area += (k % 2 === 1 ? 4 : 2) * density(k * h);
  return [0.5 + (area * h) / 3, density(x[0]) * x[1]];
}

const sigmoid = (x: Dual): Dual => div(ONE, add(ONE, exp(neg(x))));
const softplus = (x: Dual): Dual => ln(add(ONE, exp(x)));
const tanh = (x: Dual): Dual => sub(mul(num(2), sigmoid(mul(num(2), x))), ONE);
const elu = (x: Dual, alpha: Dual): Dual => (x[0] > 0 ? x : mul(alpha, sub(exp(x), ONE)));
const hardGate = (x: Dual): Dual => between(0, div(add(x, num(3)), num(6)), 1);
const xlogy = (x: Dual, y: Dual): Dual => (x[0] === 0 && x[1] === 0 ? num(0) : mul(x, ln(y)));
const square = (x: Dual): Dual => mul(x, x);

/** The chance that the logit gives to the true class. */
const chance = (a: Dual, t: Dual): Dual => sigmoid(t[0] > 0.5 ? a : neg(a));

const functions: Readonly<Record<string, (...args: Dual[]) => Dual>> = {
  exp,
  log: ln,
  log1p: (x) => ln(add(ONE, x)),
  xlogy: (x, y) => xlogy(x, y),
  sqrt,
  erf: (x) => sub(mul(num(2), normalCdf(mul(num(Math.SQRT2), x))), ONE),
  abs,
  sign: (x) => num(Math.sign(x[0])),
  positive: (x) => num(x[0] > 0 ? 1 : 0),
  max: (x, y) => max(x, y),
  min: (x, y) => min(x, y),
  largest: (...xs) => xs.reduce((best, x) => (x[0] > best[0] ? x : best)),
  select: (c, x, y) => (c[0] > 0 ? x : y),
  identity: (x) => x,
  sigmoid,
  tanh,
  relu: (x) => max(num(0), x),
  leaky_relu: (x, alpha) => (x[0] > 0 ? x : mul(alpha, x)),
  elu: (x, alpha) => elu(x, alpha),
  selu: (x) => mul(num(1.0507009873554805), elu(x, num(1.6732632423543772))),
  gelu: (x) => mul(x, normalCdf(x)),
  gelu_tanh: (x) => {
    const u = mul(num(Math.sqrt(2 / Math.PI)), add(x, mul(num(0.044715), pow(x, num(3)))));
    return mul(half(x), add(ONE, tanh(u)));
  },
  silu: (x) => mul(x, sigmoid(x)),
  swish: (x, beta) => mul(x, sigmoid(mul(beta, x))),
  mish: (x) => mul(x, tanh(softplus(x))),
  softplus: (x, beta) => (beta ? div(softplus(mul(beta, x)), beta) : softplus(x)),
  softsign: (x) => div(x, add(ONE, abs(x))),
  hard_sigmoid: (x) => hardGate(x),
  hard_swish: (x) => mul(x, hardGate(x)),
  relu6: (x) => between(0, x, 6),
  hard_tanh: (x) => between(-1, x, 1),
  logsigmoid: (x) => ln(sigmoid(x)),
  half_squared: (a, t) => half(square(sub(a, t))),
  squared: (a, t) => square(sub(a, t)),
  absolute: (a, t) => abs(sub(a, t)),
  huber: (a, t, delta) => {
    const r = sub(a, t);
    return Math.abs(r[0]) > delta[0] ? mul(delta, sub(abs(r), half(delta))) : half(square(r));
  },
  smooth_l1: (a, t, beta) => {
    const r = sub(a, t);
    return Math.abs(r[0]) < beta[0] ? div(half(square(r)), beta) : sub(abs(r), half(beta));
  },
  log_cosh: (a, t) => {
    const r = sub(a, t);
    return ln(half(add(exp(r), exp(neg(r)))));
  },
  quantile: (a, t, tau) => {
    const short = sub(t, a);
    return short[0] > 0 ? mul(tau, short) : mul(sub(tau, ONE), short);
  },
  bce: (a, t) => neg(add(mul(t, ln(a)), mul(sub(ONE, t), ln(sub(ONE, a))))),
  bce_logits: (a, t) => {
    const p = sigmoid(a);
    return neg(add(mul(t, ln(p)), mul(sub(ONE, t), ln(sub(ONE, p)))));
  },
  hinge: (a, t) => max(num(0), sub(ONE, mul(t, a))),
  squared_hinge: (a, t) => square(max(num(0), sub(ONE, mul(t, a)))),
  focal_bce_logits: (a, t, gamma, alpha) => {
    const q = chance(a, t);
    const weight = t[0] > 0.5 ? alpha : sub(ONE, alpha);
    return neg(mul(weight, pow(sub(ONE, q), gamma), ln(q)));
  },
  poisson_nll: (a, t) => sub(exp(a), mul(t, a)),
  exponential: (a, t) => exp(neg(mul(t, a))),
};

/** A function that is not defined here is taken by its own value: then its slope is checked against that. */
function callOf({ fn, args }: Call, read: (q: Quantity) => Dual): Dual {
  const duals = args.map((arg) => dualOf(arg, read));
  if (fn.id === "softmax") return div(exp(duals[fn.sibling!]!), add(...duals.map((z) => exp(z))));
  const f = functions[fn.id];
  if (f) return f(...duals);
  if (!fn.value) throw new Error(`the oracle does not know ${fn.id}`);
  return dualOf(fn.value(...args), read);
}

/** The dual value of an expression, given those of the quantities it reads. */
export function dualOf(e: Expression, read: (q: Quantity) => Dual): Dual {
  switch (e.kind) {
    case "constant":
      return num(e.text === "pi" ? Math.PI : Number(e.text));
    case "quantity":
      return read(e);
    case "sum":
      return add(...e.terms.map((term) => dualOf(term, read)));
    case "product":
      return mul(...e.factors.map((factor) => dualOf(factor, read)));
    case "quotient":
      return div(dualOf(e.over, read), dualOf(e.under, read));
    case "power":
      return pow(dualOf(e.base, read), dualOf(e.exponent, read));
    case "call":
      return callOf(e, read);
  }
}
