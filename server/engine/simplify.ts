import {
  type Call,
  type Constant,
  constant,
  type Expression,
  isConstant,
  mapParts,
  negate,
  over,
  product,
  type Product,
  type Quotient,
  sum,
  type Sum,
  ZERO,
} from "./expression.ts";

/**
 * The same expression as a person would leave it on paper: no factor 1, no term 0, signs and whole numbers drawn
 * together. It is for writing only; what is evaluated keeps every edge.
 */
export function simplify(e: Expression): Expression {
  const inner = mapParts(e, simplify);
  switch (inner.kind) {
    case "sum":
      return simplifySum(inner);
    case "product":
      return simplifyProduct(inner);
    case "quotient":
      return simplifyQuotient(inner);
    case "power":
      return isConstant(inner.exponent, 1) ? inner.base : inner;
    case "constant":
      return shortened(inner);
    case "call":
      return inner.fn.id === "select" ? simplifySelect(inner) : inner;
    default:
      return inner;
  }
}

/** Nobody reckons with more digits of a constant. */
const MOST_DIGITS = 7;
const shortened = (e: Constant): Constant =>
  e.text.length > 2 * MOST_DIGITS ? constant(Number(Number(e.text).toPrecision(MOST_DIGITS))) : e;

/** A choice whose condition is a number is made. */
function simplifySelect(e: Call): Expression {
  const [condition, one, other] = e.args as [Expression, Expression, Expression];
  if (condition.kind !== "constant") return e;
  return Number(condition.text) > 0 ? one : other;
}

const isWhole = (e: Expression): boolean => e.kind === "constant" && Number.isInteger(Number(e.text));

function simplifySum({ terms }: Sum): Expression {
  const flat = terms.flatMap((term) => (term.kind === "sum" ? term.terms : [term]));
  const kept = flat.filter((term) => !isConstant(term, 0));
  if (kept.length > 1 && kept.every(isWhole))
    return constant(kept.reduce((total, term) => total + Number((term as { text: string }).text), 0));
  return sum(kept);
}

function simplifyProduct({ factors }: Product): Expression {
  const flat = factors.flatMap((factor) => (factor.kind === "product" ? factor.factors : [factor]));
  if (flat.some((factor) => isConstant(factor, 0))) return ZERO;
  const ratio = flat.map(ratioOf).reduce<Ratio>(([a, b], [c, d]) => [a * c, b * d], [1, 1]);
  const rest = flat.filter((factor) => !isWhole(factor) && !isRatio(factor));
  const flipped = ratio[0] < 0 ? turnedDifference(rest) : undefined;
  const coefficient = reduced(flipped ? [-ratio[0], ratio[1]] : ratio);
  const kept = flipped ?? rest;
  return product(isConstant(coefficient, 1) && kept.length > 0 ? kept : [coefficient, ...kept]);
}

type Ratio = readonly [number, number];
const isRatio = (e: Expression): boolean => e.kind === "quotient" && isWhole(e.over) && isWhole(e.under);

/** The whole numbers that a factor contributes above and below the line. */
function ratioOf(e: Expression): Ratio {
  if (e.kind === "quotient" && isRatio(e)) return [ratioOf(e.over)[0], ratioOf(e.under)[0]];
  return e.kind === "constant" && isWhole(e) ? [Number(e.text), 1] : [1, 1];
}

function reduced([above, below]: Ratio): Expression {
  const common = gcd(Math.abs(above), below);
  return below === common ? constant(above / common) : over(constant(above / common), constant(below / common));
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** -(t - a) reads better as (a - t); other sums stay as they are. */
function turnedDifference(factors: readonly Expression[]): readonly Expression[] | undefined {
  const at = factors.findIndex((factor) => factor.kind === "sum" && factor.terms.some(isNegative));
  if (at < 0) return undefined;
  const { terms } = factors[at] as Sum;
  if (terms.length !== 2) return undefined;
  const turned = sum(terms.toReversed().map((term) => simplify(negate(term))));
  return [...factors.slice(0, at), turned, ...factors.slice(at + 1)];
}

export const isNegative = (e: Expression): boolean =>
  (e.kind === "constant" && e.text.startsWith("-")) ||
  (e.kind === "product" && isNegative(e.factors[0]!)) ||
  (e.kind === "quotient" && isNegative(e.over));

/** The other sign of what is negative: 2x for -2x. */
export function opposite(e: Expression): Expression {
  if (e.kind === "constant") return constant(e.text.slice(1));
  if (e.kind === "quotient") return over(opposite(e.over), e.under);
  if (e.kind !== "product") throw new Error("only what is negative has an opposite");
  const [first, ...rest] = e.factors;
  const positive = opposite(first!);
  return product(isConstant(positive, 1) && rest.length > 0 ? rest : [positive, ...rest]);
}

function simplifyQuotient(e: Quotient): Expression {
  if (isConstant(e.over, 0)) return ZERO;
  if (isConstant(e.under, 1)) return e.over;
  return isNegative(e.over) ? negate(over(opposite(e.over), e.under)) : e;
}
