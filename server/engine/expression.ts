import type { Quantity } from "./quantity.ts";

/**
 * A rule of the network, written once: it is evaluated (`tape.ts`), written in symbols or in numbers (`write.ts`),
 * differentiated (`partial`) and asked what it reads (`operands`), so that key, explanation and check cannot disagree.
 */
export type Expression = Constant | Quantity | Sum | Product | Quotient | Power | Call;

/** An exact number: a decimal numeral, or `pi`. Ratios such as 1/3 stay quotients, so no digit is lost. */
export type Constant = { readonly kind: "constant"; readonly text: string };
export type Sum = { readonly kind: "sum"; readonly terms: readonly Expression[] };
export type Product = { readonly kind: "product"; readonly factors: readonly Expression[] };
export type Quotient = { readonly kind: "quotient"; readonly over: Expression; readonly under: Expression };
export type Power = { readonly kind: "power"; readonly base: Expression; readonly exponent: Expression };
export type Call = { readonly kind: "call"; readonly fn: FunctionRow; readonly args: readonly Expression[] };

/** How a name is printed: plain text for keyboards and logs, LaTeX for the page. */
export type Symbol = { readonly text: string; readonly latex: string };

/** Everything the engine knows of a function, in one row of a table. */
export type FunctionRow = {
  readonly id: string;
  /** The name it is written with; a function without one is written out as its value. */
  readonly symbol?: Symbol;
  /** The value in terms of the arguments; absent only for the primitives that each number system brings itself. */
  readonly value?: (...args: Expression[]) => Expression;
  /** The textbook formula, where the one that is evaluated is arranged against overflow. */
  readonly shown?: (...args: Expression[]) => Expression;
  /** For one of several functions computed together, such as the softmax of a layer: which of them it is. */
  readonly sibling?: number;
  /** The derivative by argument `i` in textbook form; `self` is the function's own value, for forms like a(1 - a). */
  readonly slope: (i: number, args: readonly Expression[], self: Expression) => Expression;
};

export const constant = (value: number | string): Constant => ({ kind: "constant", text: String(value) });
export const ZERO = constant(0);
export const ONE = constant(1);
export const HALF: Expression = { kind: "quotient", over: ONE, under: constant(2) };

/** A sum as it stands: no term is dropped, since a zero may carry an edge that a mistake needs. */
export const sum = (terms: readonly Expression[]): Expression =>
  terms.length === 0 ? ZERO : terms.length === 1 ? terms[0]! : { kind: "sum", terms };
export const add = (...terms: Expression[]): Expression => sum(terms);
export const product = (factors: readonly Expression[]): Expression =>
  factors.length === 1 ? factors[0]! : { kind: "product", factors };
export const times = (...factors: Expression[]): Expression => product(factors);
export const negate = (e: Expression): Expression => times(constant(-1), e);
export const minus = (a: Expression, b: Expression): Expression => add(a, negate(b));
export const over = (a: Expression, b: Expression): Expression => ({ kind: "quotient", over: a, under: b });
export const power = (base: Expression, exponent: number | Expression): Expression => ({
  kind: "power",
  base,
  exponent: typeof exponent === "number" ? constant(exponent) : exponent,
});
export const call = (fn: FunctionRow, ...args: Expression[]): Call => ({ kind: "call", fn, args });

/** The direct parts of an expression, in the order in which they are written. */
export function parts(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "constant":
    case "quantity":
      return [];
    case "sum":
      return e.terms;
    case "product":
      return e.factors;
    case "quotient":
      return [e.over, e.under];
    case "power":
      return [e.base, e.exponent];
    case "call":
      return e.args;
  }
}

/** The same expression with every direct part replaced. */
export function mapParts(e: Expression, replace: (part: Expression) => Expression): Expression {
  switch (e.kind) {
    case "constant":
    case "quantity":
      return e;
    case "sum":
      return { kind: "sum", terms: e.terms.map(replace) };
    case "product":
      return { kind: "product", factors: e.factors.map(replace) };
    case "quotient":
      return { kind: "quotient", over: replace(e.over), under: replace(e.under) };
    case "power":
      return { kind: "power", base: replace(e.base), exponent: replace(e.exponent) };
    case "call":
      return { kind: "call", fn: e.fn, args: e.args.map(replace) };
  }
}

/** The same expression with every quantity replaced. */
export function mapQuantities(e: Expression, replace: (q: Quantity) => Expression): Expression {
  return e.kind === "quantity" ? replace(e) : mapParts(e, (part) => mapQuantities(part, replace));
}

/** The quantities that an expression reads, each once, in the order in which they are written. */
export function operands(e: Expression, found = new Set<Quantity>()): Set<Quantity> {
  if (e.kind === "quantity") found.add(e);
  else for (const part of parts(e)) operands(part, found);
  return found;
}

export const isConstant = (e: Expression, value: number): boolean =>
  e.kind === "constant" && e.text !== "pi" && Number(e.text) === value;

const reads = (e: Expression, q: Quantity): boolean => e === q || parts(e).some((part) => reads(part, q));

/**
 * The partial derivative of `e` by the quantity `q`, all other quantities held constant, in the form a textbook
 * writes: a coefficient, the other factors, or a function's own slope. `self` stands for the value of `e` as a whole,
 * so that the slope of out = sigmoid(net) reads out (1 - out).
 */
export function partial(e: Expression, q: Quantity, self: Expression = e): Expression {
  if (e === q) return ONE;
  if (!reads(e, q)) return ZERO;
  switch (e.kind) {
    case "sum":
      return sum(e.terms.filter((term) => reads(term, q)).map((term) => partial(term, q)));
    case "product":
      return productRule(e.factors, q);
    case "quotient":
      return quotientRule(e, q);
    case "power":
      return times(e.exponent, power(e.base, add(e.exponent, constant(-1))), partial(e.base, q));
    case "call":
      return sum(
        e.args.flatMap((arg, i) => (reads(arg, q) ? [inner(e.fn.slope(i, e.args, self), partial(arg, q))] : [])),
      );
    default:
      return ZERO;
  }
}

const inner = (outer: Expression, derivative: Expression): Expression =>
  isConstant(derivative, 1) ? outer : times(outer, derivative);

function productRule(factors: readonly Expression[], q: Quantity): Expression {
  const terms = factors.flatMap((factor, i) => {
    if (!reads(factor, q)) return [];
    const rest = factors.filter((_, k) => k !== i);
    return [factor === q ? product(rest) : product([...rest, partial(factor, q)])];
  });
  return sum(terms);
}

function quotientRule(e: Quotient, q: Quantity): Expression {
  const terms: Expression[] = [];
  if (reads(e.over, q)) terms.push(over(partial(e.over, q), e.under));
  if (reads(e.under, q)) terms.push(negate(over(times(e.over, partial(e.under, q)), power(e.under, 2))));
  return sum(terms);
}
