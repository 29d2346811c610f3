import type { Expression, FunctionRow } from "./expression.ts";
import { add, call, constant, HALF, minus, negate, ONE, over, power, product, times, ZERO } from "./expression.ts";

/** The functions that every number system computes itself; all others are built of these. */
export type PrimitiveId =
  | "exp"
  | "log"
  | "log1p"
  | "xlogy"
  | "sqrt"
  | "sigmoid"
  | "tanh"
  | "erf"
  | "abs"
  | "sign"
  | "positive"
  | "max"
  | "min"
  | "select"
  | "round2";

export type PrimitiveRow = FunctionRow & { readonly id: PrimitiveId };

const operator = (name: string) => ({ text: name, latex: `\\operatorname{${name}}` });
const none = () => ZERO;

/** e^x; slope e^x. */
const exp: PrimitiveRow = { id: "exp", symbol: { text: "exp", latex: "\\exp" }, slope: (_i, _args, self) => self };
/** The natural logarithm; slope 1/x. */
const log: PrimitiveRow = { id: "log", symbol: { text: "ln", latex: "\\ln" }, slope: (_i, [x]) => over(ONE, x!) };
/** ln(1 + x), accurate near 0; slope 1/(1 + x). */
const log1p: PrimitiveRow = {
  id: "log1p",
  shown: (x) => call(log, add(ONE, x)),
  slope: (_i, [x]) => over(ONE, add(ONE, x!)),
};
/** x ln y, and 0 at x = 0 whatever y is: a class that is not the target adds nothing to a cross-entropy. */
const xlogy: PrimitiveRow = {
  id: "xlogy",
  shown: (x, y) => times(x, call(log, y)),
  slope: (i, [x, y]) => (i === 0 ? call(log, y!) : over(x!, y!)),
};
const sqrt: PrimitiveRow = {
  id: "sqrt",
  symbol: { text: "sqrt", latex: "\\sqrt" },
  slope: (_i, _args, self) => over(ONE, times(constant(2), self)),
};
/** The logistic function 1/(1 + e^-x); slope s (1 - s). */
export const sigmoid: PrimitiveRow = {
  id: "sigmoid",
  symbol: { text: "σ", latex: "\\sigma" },
  shown: (x) => over(ONE, add(ONE, call(exp, negate(x)))),
  slope: (_i, _args, self) => times(self, minus(ONE, self)),
};
/** Hyperbolic tangent; slope 1 - a^2. */
const tanh: PrimitiveRow = {
  id: "tanh",
  symbol: { text: "tanh", latex: "\\tanh" },
  slope: (_i, _args, self) => minus(ONE, power(self, 2)),
};
/** The error function; slope 2/sqrt(pi) e^(-x^2). */
const erf: PrimitiveRow = {
  id: "erf",
  symbol: operator("erf"),
  slope: (_i, [x]) => times(over(constant(2), call(sqrt, constant("pi"))), call(exp, negate(power(x!, 2)))),
};
/** -1, 0 or 1. */
const sign: PrimitiveRow = { id: "sign", symbol: operator("sign"), slope: none };
/** |x|; slope sign(x), 0 at 0. */
const abs: PrimitiveRow = { id: "abs", symbol: operator("abs"), slope: (_i, [x]) => call(sign, x!) };
/** 1 where x > 0, else 0: the slope of a ReLU. */
const positive: PrimitiveRow = { id: "positive", symbol: { text: "1>0", latex: "\\mathbf 1" }, slope: none };
/** The greater of two; a tie passes no slope, as for a ReLU at 0. */
const max: PrimitiveRow = {
  id: "max",
  symbol: { text: "max", latex: "\\max" },
  slope: (i, [a, b]) => call(positive, i === 0 ? minus(a!, b!) : minus(b!, a!)),
};
const min: PrimitiveRow = {
  id: "min",
  symbol: { text: "min", latex: "\\min" },
  slope: (i, [a, b]) => call(positive, i === 0 ? minus(b!, a!) : minus(a!, b!)),
};
/** select(c, a, b) is a where c > 0, else b; the condition has no slope. */
const select: PrimitiveRow = {
  id: "select",
  symbol: operator("select"),
  slope: (i, [c]) => (i === 0 ? ZERO : i === 1 ? call(positive, c!) : minus(ONE, call(positive, c!))),
};
/** Rounding to two decimals, a tie to the even digit: what a learner does who rounds too early. */
const round2: PrimitiveRow = { id: "round2", symbol: operator("round2"), slope: () => ONE };

export const primitives = {
  exp,
  log,
  log1p,
  xlogy,
  sqrt,
  sigmoid,
  tanh,
  erf,
  abs,
  sign,
  positive,
  max,
  min,
  select,
  round2,
} as const satisfies Record<PrimitiveId, PrimitiveRow>;

export const of = {
  exp: (x: Expression) => call(exp, x),
  log: (x: Expression) => call(log, x),
  log1p: (x: Expression) => call(log1p, x),
  xlogy: (x: Expression, y: Expression) => call(xlogy, x, y),
  sqrt: (x: Expression) => call(sqrt, x),
  tanh: (x: Expression) => call(tanh, x),
  erf: (x: Expression) => call(erf, x),
  abs: (x: Expression) => call(abs, x),
  sign: (x: Expression) => call(sign, x),
  positive: (x: Expression) => call(positive, x),
  max: (a: Expression, b: Expression) => call(max, a, b),
  min: (a: Expression, b: Expression) => call(min, a, b),
  select: (c: Expression, a: Expression, b: Expression) => call(select, c, a, b),
  round2: (x: Expression) => call(round2, x),
};

/** ln(1 + e^x), arranged so that no exponential overflows; slope sigma(x). */
export const softplus: FunctionRow = {
  id: "softplus",
  symbol: { text: "softplus", latex: "\\operatorname{softplus}" },
  value: (x) => add(of.max(x, ZERO), of.log1p(of.exp(negate(of.abs(x))))),
  slope: (_i, [x]) => call(sigmoid, x!),
};

/** The standard normal distribution function and its density. */
export const normalCdf = (x: Expression): Expression => times(HALF, add(ONE, of.erf(over(x, of.sqrt(constant(2))))));
export const normalPdf = (x: Expression): Expression =>
  over(of.exp(negate(over(power(x, 2), constant(2)))), of.sqrt(times(constant(2), constant("pi"))));

/** 1 inside the open interval, 0 at its ends and outside. */
export const between = (low: number, x: Expression, high: number): Expression =>
  times(of.positive(minus(x, constant(low))), of.positive(minus(constant(high), x)));

/** The largest of several numbers, as in max pooling; of equal ones the first hands the gradient on. */
export const largest: FunctionRow = {
  id: "largest",
  symbol: { text: "max", latex: "\\max" },
  value: (...xs) => xs.reduce(of.max),
  slope: (i, xs) =>
    product([
      ...xs.slice(0, i).map((x) => of.positive(minus(xs[i]!, x))),
      ...xs.slice(i + 1).map((x) => minus(ONE, of.positive(minus(x, xs[i]!)))),
    ]),
};

const softmaxRows = new Map<number, FunctionRow>();

/**
 * The i-th softmax probability of the logits z: one joint function that knows its index and its siblings, with
 * slope p_i ([i = j] - p_j). It is evaluated as 1 / sum_j e^(z_j - z_i), which cannot overflow into NaN.
 */
export function softmax(i: number): FunctionRow {
  const known = softmaxRows.get(i);
  if (known) return known;
  const row: FunctionRow = {
    id: "softmax",
    sibling: i,
    value: (...z) => over(ONE, { kind: "sum", terms: z.map((zj) => of.exp(minus(zj, z[i]!))) }),
    shown: (...z) => over(of.exp(z[i]!), { kind: "sum", terms: z.map(of.exp) }),
    slope: (j, z, self) => {
      if (i === j) return times(self, minus(ONE, self));
      return negate(times(self, call(softmax(j), ...z)));
    },
  };
  softmaxRows.set(i, row);
  return row;
}
