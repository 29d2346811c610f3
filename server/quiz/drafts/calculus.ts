import type { Random } from "#engine/random.ts";
import { type Draft, drawNumber, type Grid, WHOLE_4 } from "./draft.ts";
import { graphOf, type Term } from "./graph.ts";

/** As a factor or a base, 1 would hide what is done with it. */
const BEYOND_ONE: Grid = { step: 1, least: 2, most: 4 };
const COEFFICIENT: Grid = { step: 1, least: 2, most: 6 };
/** For functions that whole numbers would blow up. */
const SMALL: Grid = { step: 0.1, least: 0.2, most: 1.5 };
const POSITIVE: Grid = { step: 0.1, least: 0.2, most: 3 };

const base = (random: Random): number => drawNumber(random, BEYOND_ONE);
const factor = (random: Random): number => drawNumber(random, COEFFICIENT);
const whole = (random: Random): number => drawNumber(random, WHOLE_4);
const small = (random: Random): number => drawNumber(random, SMALL);
const positive = (random: Random): number => Math.abs(drawNumber(random, POSITIVE));

const xToThe = (n: number): Term => (n === 1 ? "x" : ["pow", "x", n]);

/** a f(x) + b x */
const besideLine =
  (f: (random: Random) => Term, at: (random: Random) => number): Draft =>
  (random) =>
    graphOf({ x: at(random) }, ["add", ["mul", factor(random), f(random)], ["mul", factor(random), "x"]]);

/** Functions of one and two variables as a calculus course differentiates them; the result is called E. */
export const calculus = {
  /** a x^n + b x^m */
  polynomial: (random) => {
    const [n, m] = random.pick([
      [3, 2],
      [3, 1],
      [4, 2],
      [4, 1],
      [2, 1],
    ] as const);
    return graphOf({ x: base(random) }, [
      "add",
      ["mul", factor(random), xToThe(n)],
      ["mul", factor(random), xToThe(m)],
    ]);
  },
  /** a x^-n + b x^m */
  negativePowers: (random) => {
    const [n, m] = [random.pick([-1, -2, -3]), random.pick([1, 2])];
    const x = random.pick([0.5, 2, -0.5, -2, 0.4, 2.5]);
    return graphOf({ x }, ["add", ["mul", factor(random), ["pow", "x", n]], ["mul", factor(random), xToThe(m)]]);
  },
  /** c (a x + b)^n */
  powerOfLine: (random) => {
    const line: Term = ["add", ["mul", factor(random), "x"], factor(random)];
    return graphOf({ x: whole(random) }, ["mul", factor(random), ["pow", line, random.pick([2, 3])]]);
  },
  /** (a x^2 + b)^n */
  powerOfSquare: (random) =>
    graphOf({ x: drawNumber(random, BEYOND_ONE) }, [
      "pow",
      ["add", ["mul", factor(random), ["pow", "x", 2]], factor(random)],
      random.pick([2, 3]),
    ]),
  /** f(a x^2 + b) for f = exp, ln, sqrt, 1/x; what stands under ln and sqrt is positive for every x */
  functionOfSquare: (random) => {
    const f = random.pick(["exp", "log", "sqrt", "inv"] as const);
    const number = f === "log" || f === "sqrt" ? positive : small;
    return graphOf({ x: small(random) }, [f, ["add", ["mul", number(random), ["pow", "x", 2]], number(random)]]);
  },
  /** ln(1 + e^(a x)), tanh(a x)^2, sqrt(1 + e^(a x)): three functions, one inside the other */
  nested: (random) => {
    const line: Term = ["mul", small(random), "x"];
    const onePlus: Term = ["add", 1, ["exp", line]];
    const term = random.pick<Term>([
      ["log", onePlus],
      ["pow", ["tanh", line], 2],
      ["sqrt", onePlus],
      ["inv", onePlus],
    ]);
    return graphOf({ x: small(random) }, term);
  },
  exponential: besideLine((random) => ["exp", ["mul", small(random), "x"]], small),
  logarithm: besideLine(() => ["log", "x"], positive),
  root: besideLine(() => ["sqrt", "x"], positive),
  reciprocal: besideLine(() => ["inv", "x"], positive),
  /** x e^(a x), x ln x, e^x / x, ln x / x */
  products: (random) => {
    const term = random.pick<Term>([
      ["mul", "x", ["exp", ["mul", small(random), "x"]]],
      ["mul", "x", ["log", "x"]],
      ["div", ["exp", "x"], "x"],
      ["div", ["log", "x"], "x"],
    ]);
    return graphOf({ x: positive(random) }, ["mul", factor(random), term]);
  },
  /** a x^2 y + b y^2: of two variables */
  twoVariables: (random) =>
    graphOf({ x: whole(random), y: whole(random) }, [
      "add",
      ["mul", factor(random), ["mul", ["pow", "x", 2], "y"]],
      ["mul", factor(random), ["pow", "y", 2]],
    ]),
  /** x y^2 + e^(a x) y */
  twoVariablesExponential: (random) =>
    graphOf({ x: small(random), y: small(random) }, [
      "add",
      ["mul", "x", ["pow", "y", 2]],
      ["mul", ["exp", ["mul", factor(random), "x"]], "y"],
    ]),
  /** u v with u = a x^2 and v = b x + c: two paths from x */
  twoPaths: (random) =>
    graphOf({ x: base(random) }, [
      "mul",
      ["mul", whole(random), ["pow", "x", 2]],
      ["add", ["mul", factor(random), "x"], whole(random)],
    ]),
  /** (x + y) x y: each variable by two paths */
  sumTimesProduct: (random) =>
    graphOf({ x: whole(random), y: whole(random) }, [
      "mul",
      ["add", ["mul", whole(random), "x"], ["mul", whole(random), "y"]],
      ["mul", "x", "y"],
    ]),
  /** sigmoid(a x) e^(b x) + c x: three paths */
  threePaths: (random) =>
    graphOf({ x: small(random) }, [
      "add",
      ["mul", ["sigmoid", ["mul", factor(random), "x"]], ["exp", ["mul", small(random), "x"]]],
      ["mul", small(random), "x"],
    ]),
  /** u1 f1 + u2 f2 with f1 = a x1 x2 and f2 = x1^2 + b x2: a row vector u times a Jacobian */
  jacobian: (random) => {
    const inputs = { x1: whole(random), x2: whole(random), u1: factor(random), u2: factor(random) };
    return graphOf(inputs, [
      "add",
      ["mul", "u1", ["mul", factor(random), ["mul", "x1", "x2"]]],
      ["mul", "u2", ["add", ["pow", "x1", 2], ["mul", factor(random), "x2"]]],
    ]);
  },
  /** The same with f1 = x1 e^(x2) and f2 = tanh(a x1 + b x2) */
  jacobianOfFunctions: (random) => {
    const inputs = { x1: small(random), x2: small(random), u1: small(random), u2: small(random) };
    return graphOf(inputs, [
      "add",
      ["mul", "u1", ["mul", "x1", ["exp", "x2"]]],
      ["mul", "u2", ["tanh", ["add", ["mul", small(random), "x1"], ["mul", small(random), "x2"]]]],
    ]);
  },
} as const satisfies Record<string, Draft>;
