import { type Draft, drawApart, drawNumber, type Grid, TENTHS, WHOLE_4 } from "./draft.ts";
import { graphOf, type Term } from "./graph.ts";

const CHANCE: Grid = { step: 0.01, least: 0.1, most: 0.9 };
const INPUT: Grid = { step: 1, least: 1, most: 4 };
const ENTRY: Grid = { step: 1, least: 1, most: 4 };
const LOGIT: Grid = { step: 0.1, least: 0.3, most: 1.8 };

const product = (a: Term, b: Term): Term => ["mul", a, b];
const sum = (terms: readonly Term[]): Term => terms.reduce((total, term) => ["add", total, term]);

/** The entries of a 2 x 2 matrix by their names. */
const ENTRIES = ["11", "12", "21", "22"] as const;

/** Results that courses derive on paper, in small: what is worked out is told in words. */
export const derivations = {
  /** -(t1 ln p1 + (1 - t1) ln(1 - p1) + t2 ln p2 + (1 - t2) ln(1 - p2)) */
  likelihood: (random) => {
    const [p1, p2] = drawApart(random, CHANCE, 2).map(Math.abs) as [number, number];
    const [t1, t2] = [random.below(2), random.below(2)];
    const ofLabel = (p: string, t: string): Term => [
      "add",
      product(t, ["log", p]),
      product(["sub", 1, t], ["log", ["sub", 1, p]]),
    ];
    return graphOf({ p1, p2, t1, t2 }, ["neg", ["add", ofLabel("p1", "t1"), ofLabel("p2", "t2")]]);
  },
  /** e^z1 / (e^z1 + e^z2) */
  twoClasses: (random) => {
    const [z1, z2] = drawApart(random, LOGIT, 2) as [number, number];
    const [first, second]: [Term, Term] = [
      ["exp", "z1"],
      ["exp", "z2"],
    ];
    return graphOf({ z1, z2 }, ["div", first, ["add", first, second]]);
  },
  /** (x1 t1 + x2 t2) / (x1^2 + x2^2) */
  normalEquation: (random) => {
    const [x1, x2] = drawApart(random, INPUT, 2) as [number, number];
    const [t1, t2] = [drawNumber(random, TENTHS), drawNumber(random, WHOLE_4)];
    const above = sum([product("x1", "t1"), product("x2", "t2")]);
    const below = sum([
      ["pow", "x1", 2],
      ["pow", "x2", 2],
    ]);
    return graphOf({ x1, x2, t1, t2 }, ["div", above, below]);
  },
  /** tr(X^T A X), the sum of a_ij x_ik x_jk over i, j and the columns k of X */
  traceOfForm: (random) => {
    const numbers = [...ENTRIES.map((at) => `a${at}`), ...ENTRIES.map((at) => `x${at}`)].map(
      (name) => [name, drawNumber(random, ENTRY)] as const,
    );
    const terms = [1, 2].flatMap((k) =>
      [1, 2].flatMap((i) =>
        [1, 2].map((j) => {
          const both: Term = i === j ? ["pow", `x${i}${k}`, 2] : product(`x${i}${k}`, `x${j}${k}`);
          return product(`a${i}${j}`, both);
        }),
      ),
    );
    return graphOf(Object.fromEntries(numbers), sum(terms));
  },
} satisfies Record<string, Draft>;
