import { Decimal } from "decimal.js";
import { Fraction } from "fraction.js";
import type { PrimitiveId } from "./functions.ts";

/**
 * A kind of number that rules are evaluated over. An operation answers undefined where its result has no such number,
 * as e^x has no fraction.
 */
export type NumberSystem<N> = {
  /** Reads an exact decimal numeral, or `pi`. */
  readonly from: (text: string) => N | undefined;
  readonly add: (a: N, b: N) => N;
  readonly multiply: (a: N, b: N) => N;
  readonly divide: (a: N, b: N) => N | undefined;
  readonly power: (base: N, exponent: N) => N | undefined;
  readonly apply: Readonly<Record<PrimitiveId, (...args: N[]) => N | undefined>>;
};

/** erf x = 2/sqrt(pi) e^(-x^2) sum_n 2^n x^(2n+1) / (2n+1)!!, all terms of one sign; a continued fraction from 3 on. */
function erf64(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size > 3) {
    let tail = 0;
    for (let k = 60; k > 0; k--) tail = k / 2 / (size + tail);
    return Math.sign(x) * (1 - Math.exp(-size * size) / (Math.sqrt(Math.PI) * (size + tail)));
  }
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

/** Rounds to two decimals; what is a tie in decimal digits goes to the even digit, whatever the last bits say. */
function round64(x: number): number {
  const scaled = x * 100;
  const floor = Math.floor(scaled);
  const tie = Math.abs(scaled - floor - 0.5) < 1e-9;
  return (tie ? floor + (floor % 2 === 0 ? 0 : 1) : Math.round(scaled)) / 100;
}

/** Double precision: speed. */
export const float64: NumberSystem<number> = {
  from: (text) => (text === "pi" ? Math.PI : Number(text)),
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (base, exponent) => base ** exponent,
  apply: {
    exp: Math.exp,
    log: Math.log,
    log1p: Math.log1p,
    xlogy: (x, y) => (x === 0 ? 0 : x * Math.log(y)),
    sqrt: Math.sqrt,
    sigmoid: (x) => 1 / (1 + Math.exp(-x)),
    tanh: Math.tanh,
    erf: erf64,
    abs: Math.abs,
    sign: Math.sign,
    positive: (x) => (x > 0 ? 1 : 0),
    max: (a, b) => Math.max(a, b),
    min: (a, b) => Math.min(a, b),
    select: (c, a, b) => (c > 0 ? a : b),
    round2: round64,
  },
};

/** Ten digits more than the forty that are promised. */
const D = Decimal.clone({ precision: 50 });
const PI = "3.14159265358979323846264338327950288419716939937510582097494459";

function erfDecimal(x: Decimal): Decimal {
  if (x.abs().gt(12)) return new D(Decimal.sign(x));
  const square = x.times(x);
  let term = x;
  let total = x;
  for (let n = 1; !term.isZero() && term.abs().gt(total.abs().times("1e-55")); n++) {
    term = term
      .times(square)
      .times(2)
      .div(2 * n + 1);
    total = total.plus(term);
  }
  return new D(2).div(new D(PI).sqrt()).times(square.neg().exp()).times(total);
}

/** Beyond this e^x is far outside float64, and its decimals would take minutes. */
const MOST_EXPONENT = 1e4;

function expDecimal(x: Decimal): Decimal {
  if (x.abs().lte(MOST_EXPONENT)) return x.exp();
  return new D(x.gt(0) ? Infinity : x.isNaN() ? NaN : 0);
}

function powerDecimal(base: Decimal, exponent: Decimal): Decimal | undefined {
  const isTooFar = exponent.abs().gt(MOST_EXPONENT) || Math.abs(base.e) > MOST_EXPONENT;
  return isTooFar ? undefined : base.pow(exponent);
}

/**
 * From 100 on tanh differs from 1 in no digit that is kept. (1 - e^-2x) / (1 + e^-2x) is far quicker than the package's
 * own series, and loses no more than a digit or two where x is not small.
 */
function tanhDecimal(x: Decimal): Decimal {
  if (x.abs().gt(100)) return new D(Decimal.sign(x));
  if (x.abs().lt(0.1)) return x.tanh();
  const e = x.times(-2).exp();
  return new D(1).minus(e).div(e.plus(1));
}

/** Decimals of forty certain digits: they certify what float64 prints. */
export const decimal: NumberSystem<Decimal> = {
  from: (text) => new D(text === "pi" ? PI : text),
  add: (a, b) => a.plus(b),
  multiply: (a, b) => a.times(b),
  divide: (a, b) => a.div(b),
  power: powerDecimal,
  apply: {
    exp: expDecimal,
    log: (x) => x.ln(),
    log1p: (x) => x.plus(1).ln(),
    xlogy: (x, y) => (x.isZero() ? x : x.times(y.ln())),
    sqrt: (x) => x.sqrt(),
    sigmoid: (x) => new D(1).div(expDecimal(x.neg()).plus(1)),
    tanh: tanhDecimal,
    erf: erfDecimal,
    abs: (x) => x.abs(),
    sign: (x) => new D(Decimal.sign(x)),
    positive: (x) => new D(x.gt(0) ? 1 : 0),
    max: (a, b) => (a.gt(b) ? a : b),
    min: (a, b) => (a.lt(b) ? a : b),
    select: (c, a, b) => (c.gt(0) ? a : b),
    round2: (x) => x.toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN),
  },
};

const exactOnlyAt = (point: number, value: number) => (x: Fraction) =>
  x.equals(point) ? new Fraction(value) : undefined;

function roundFraction(x: Fraction): Fraction {
  const scaled = x.mul(100);
  const floor = scaled.floor();
  const rest = scaled.sub(floor).compare("1/2");
  const up = rest > 0 || (rest === 0 && floor.n % 2n === 1n);
  return floor.add(up ? 1 : 0).div(100);
}

/** No number of a document is smaller or larger. */
const LARGEST_EXPONENT = 400;

/** The fraction of a decimal numeral; the package itself reads no exponents. */
function fractionOf(text: string): Fraction | undefined {
  const [digits, exponent = "0"] = text.toLowerCase().split("e");
  const power = Number(exponent);
  return Math.abs(power) > LARGEST_EXPONENT ? undefined : new Fraction(digits!).mul(new Fraction(10).pow(power));
}

/** The root of a square number, by Newton's iteration from above; the package itself factors the number, which takes long. */
function wholeRoot(square: bigint): bigint | undefined {
  if (square < 2n) return square < 0n ? undefined : square;
  let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (let next = root; ; root = next) {
    next = (root + square / root) / 2n;
    if (next >= root) return root * root === square ? root : undefined;
  }
}

/** Exact fractions: a network that is linear by pieces answers 3/8, not 0.375. */
export const fraction: NumberSystem<Fraction> = {
  from: (text) => (text === "pi" ? undefined : fractionOf(text)),
  add: (a, b) => a.add(b),
  multiply: (a, b) => a.mul(b),
  divide: (a, b) => (b.equals(0) ? undefined : a.div(b)),
  power: (base, exponent) =>
    exponent.d === 1n && !(base.equals(0) && exponent.compare(0) < 0) ? (base.pow(exponent) ?? undefined) : undefined,
  apply: {
    exp: exactOnlyAt(0, 1),
    log: exactOnlyAt(1, 0),
    log1p: exactOnlyAt(0, 0),
    xlogy: (x, y) => (x.equals(0) || y.equals(1) ? new Fraction(0) : undefined),
    sqrt: (x) => {
      const [over, under] = [wholeRoot(x.s * x.n), wholeRoot(x.d)];
      return over === undefined || under === undefined ? undefined : new Fraction(over, under);
    },
    sigmoid: (x) => (x.equals(0) ? new Fraction("1/2") : undefined),
    tanh: exactOnlyAt(0, 0),
    erf: exactOnlyAt(0, 0),
    abs: (x) => x.abs(),
    sign: (x) => new Fraction(x.compare(0)),
    positive: (x) => new Fraction(x.compare(0) > 0 ? 1 : 0),
    max: (a, b) => (a.compare(b) > 0 ? a : b),
    min: (a, b) => (a.compare(b) < 0 ? a : b),
    select: (c, a, b) => (c.compare(0) > 0 ? a : b),
    round2: roundFraction,
  },
};

/** Below the last digits of float64: takes 0.04699875, whose double lies a little under it, up to where it stands. */
const HALF_UP = 2 ** -50;

/** A number as somebody writes it down who keeps so many significant digits; halves go up, as by hand. */
export const keeping = (value: number, digits: number): number => Number((value * (1 + HALF_UP)).toPrecision(digits));
