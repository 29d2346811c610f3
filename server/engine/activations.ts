import type { Expression, FunctionRow, Symbol } from "./expression.ts";
import { add, call, constant, minus, negate, ONE, over, power, times, ZERO } from "./expression.ts";
import { between, normalCdf, normalPdf, of, primitives, sigmoid, softplus } from "./functions.ts";

/** One activation function: everything that the product says about it. */
export type Activation = FunctionRow & {
  /** The names and defaults of its constants, passed as arguments after the net input. */
  readonly params?: Readonly<Record<string, number>>;
  /** The net inputs at which its slope jumps. */
  readonly kinks?: readonly number[];
};

const named = (name: string): Symbol => ({ text: name, latex: `\\operatorname{${name}}` });
const fraction = (p: number, q: number): Expression => over(constant(p), constant(q));

const identity: Activation = { id: "identity", value: (x) => x, slope: () => ONE };

const relu: Activation = {
  id: "relu",
  symbol: named("ReLU"),
  value: (x) => of.max(ZERO, x),
  slope: (_i, [x]) => of.positive(x!),
  kinks: [0],
};

/** x for x > 0, else alpha x; at 0 the left slope. */
const leakyRelu: Activation = {
  id: "leaky_relu",
  symbol: named("LeakyReLU"),
  params: { alpha: 0.01 },
  value: (x, alpha) => of.select(x, x, times(alpha, x)),
  slope: (_i, [x, alpha]) => of.select(x!, ONE, alpha!),
  kinks: [0],
};

/** x for x > 0, else alpha (e^x - 1). Clevert et al. 2015. */
const elu: Activation = {
  id: "elu",
  symbol: named("ELU"),
  params: { alpha: 1 },
  value: (x, alpha) => of.select(x, x, times(alpha, minus(of.exp(x), ONE))),
  slope: (_i, [x, alpha]) => of.select(x!, ONE, times(alpha!, of.exp(x!))),
  kinks: [0],
};

const SELU_SCALE = constant("1.0507009873554804934193349852946");
const SELU_ALPHA = constant("1.6732632423543772848170429916717");

/** lambda times ELU with the fixed point of Klambauer et al. 2017. */
const selu: Activation = {
  id: "selu",
  symbol: named("SELU"),
  value: (x) => times(SELU_SCALE, of.select(x, x, times(SELU_ALPHA, minus(of.exp(x), ONE)))),
  slope: (_i, [x]) => times(SELU_SCALE, of.select(x!, ONE, times(SELU_ALPHA, of.exp(x!)))),
  kinks: [0],
};

/** x Phi(x). Hendrycks & Gimpel 2016. */
const gelu: Activation = {
  id: "gelu",
  symbol: named("GELU"),
  value: (x) => times(x, normalCdf(x)),
  slope: (_i, [x]) => add(normalCdf(x!), times(x!, normalPdf(x!))),
};

const GELU_CUBIC = constant("0.044715");
const geluInner = (x: Expression) =>
  times(of.sqrt(over(constant(2), constant("pi"))), add(x, times(GELU_CUBIC, power(x, 3))));

/** x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))). */
const geluTanh: Activation = {
  id: "gelu_tanh",
  symbol: { text: "GELU_tanh", latex: "\\operatorname{GELU}_{\\tanh}" },
  value: (x) => times(fraction(1, 2), x, add(ONE, of.tanh(geluInner(x)))),
  slope: (_i, [x]) => {
    const t = of.tanh(geluInner(x!));
    const innerSlope = times(
      of.sqrt(over(constant(2), constant("pi"))),
      add(ONE, times(constant(3), GELU_CUBIC, power(x!, 2))),
    );
    return add(times(fraction(1, 2), add(ONE, t)), times(fraction(1, 2), x!, minus(ONE, power(t, 2)), innerSlope));
  },
};

/** x sigma(beta x); with beta = 1 also called SiLU. Ramachandran et al. 2017. */
const swish: Activation = {
  id: "swish",
  symbol: named("Swish"),
  params: { beta: 1 },
  value: (x, beta) => times(x, call(sigmoid, times(beta, x))),
  slope: (_i, [x, beta]) => {
    const s = call(sigmoid, times(beta!, x!));
    return add(s, times(beta!, x!, s, minus(ONE, s)));
  },
};

const silu: Activation = {
  id: "silu",
  symbol: named("SiLU"),
  value: (x) => times(x, call(sigmoid, x)),
  slope: (_i, [x]) => add(call(sigmoid, x!), times(x!, call(sigmoid, x!), minus(ONE, call(sigmoid, x!)))),
};

/** x tanh(softplus(x)). Misra 2019. */
const mish: Activation = {
  id: "mish",
  symbol: named("Mish"),
  value: (x) => times(x, of.tanh(call(softplus, x))),
  slope: (_i, [x]) => {
    const t = of.tanh(call(softplus, x!));
    return add(t, times(x!, call(sigmoid, x!), minus(ONE, power(t, 2))));
  },
};

/** ln(1 + e^(beta x)) / beta; slope sigma(beta x). */
const softplusActivation: Activation = {
  id: "softplus",
  symbol: named("softplus"),
  params: { beta: 1 },
  value: (x, beta) => over(call(softplus, times(beta, x)), beta),
  slope: (_i, [x, beta]) => call(sigmoid, times(beta!, x!)),
};

const softsign: Activation = {
  id: "softsign",
  symbol: named("softsign"),
  value: (x) => over(x, add(ONE, of.abs(x))),
  slope: (_i, [x]) => over(ONE, power(add(ONE, of.abs(x!)), 2)),
};

const clip = (low: number, x: Expression, high: number): Expression => of.max(constant(low), of.min(constant(high), x));
const hardGate = (x: Expression): Expression => clip(0, over(add(x, constant(3)), constant(6)), 1);

const hardSigmoid: Activation = {
  id: "hard_sigmoid",
  symbol: named("hardsigmoid"),
  value: (x) => hardGate(x),
  slope: (_i, [x]) => times(fraction(1, 6), between(-3, x!, 3)),
  kinks: [-3, 3],
};

/** x times the hard sigmoid; slope 0 up to -3, 1 from 3 on, (2x + 3)/6 between. */
const hardSwish: Activation = {
  id: "hard_swish",
  symbol: named("hardswish"),
  value: (x) => times(x, hardGate(x)),
  slope: (_i, [x]) => {
    const inside = over(add(times(constant(2), x!), constant(3)), constant(6));
    return of.select(add(x!, constant(3)), of.select(minus(constant(3), x!), inside, ONE), ZERO);
  },
  kinks: [-3, 3],
};

const relu6: Activation = {
  id: "relu6",
  symbol: named("ReLU6"),
  value: (x) => clip(0, x, 6),
  slope: (_i, [x]) => between(0, x!, 6),
  kinks: [0, 6],
};

const hardTanh: Activation = {
  id: "hard_tanh",
  symbol: named("hardtanh"),
  value: (x) => clip(-1, x, 1),
  slope: (_i, [x]) => between(-1, x!, 1),
  kinks: [-1, 1],
};

/** ln sigma(x) = -softplus(-x); slope 1 - sigma(x). */
const logSigmoid: Activation = {
  id: "logsigmoid",
  symbol: { text: "ln σ", latex: "\\ln\\sigma" },
  value: (x) => negate(call(softplus, negate(x))),
  slope: (_i, [x]) => minus(ONE, call(sigmoid, x!)),
};

/** All activation functions of one unit. Softmax joins the units of a layer and is part of the family. */
export const activations = {
  identity,
  sigmoid,
  tanh: primitives.tanh,
  relu,
  leaky_relu: leakyRelu,
  elu,
  selu,
  gelu,
  gelu_tanh: geluTanh,
  silu,
  swish,
  mish,
  softplus: softplusActivation,
  softsign,
  hard_sigmoid: hardSigmoid,
  hard_swish: hardSwish,
  relu6,
  hard_tanh: hardTanh,
  logsigmoid: logSigmoid,
} as const satisfies Record<string, Activation>;

export type ActivationId = keyof typeof activations;
export const isActivation = (id: string): id is ActivationId => Object.hasOwn(activations, id);
