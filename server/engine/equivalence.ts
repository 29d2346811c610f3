import type { Decimal } from "decimal.js";
import { compile } from "./compile.ts";
import type { Expression } from "./expression.ts";
import { decimal } from "./numbers.ts";
import { givenNumbers, givenValues, type Problem } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import { Random } from "./random.ts";
import { redrawn } from "./redrawn.ts";
import type { Tape } from "./tape.ts";

/** Formulas are compared at this many points in float64, and at this many of them in decimal. */
const POINTS = 6;
const CONFIRMED = 2;
/** Redraws that are tried until the network has ordinary values at enough points. */
const TRIES = 60;
/** Closer than this in float64 only decimals tell whether two values are equal. */
const NEAR = 1e-6;
const EQUAL_DECIMALS = "1e-30";
const WHOLE: Quantity = { kind: "quantity", id: "formula", role: "node", tensor: "formula", index: [] };

/** The network at redrawn numbers, with what was computed there so far. */
type Point = {
  readonly problem: Problem;
  readonly floats: Map<Quantity, number>;
  readonly decimals: Map<Quantity, Decimal | undefined>;
};

/**
 * Tells whether two formulas are equal on a network, whatever its numbers are: they are compared at points that come
 * from real passes of the network, so that its own relations hold there and nothing else does.
 */
export class Equivalence {
  private readonly points: readonly Point[];

  constructor(problem: Problem) {
    const random = new Random("points where formulas are compared");
    const points: Point[] = [];
    for (let i = 0; i < TRIES && points.length < POINTS; i++) {
      const at = pointAt(redrawn(problem, random, i % 2 === 1));
      if (at) points.push(at);
    }
    this.points = points;
  }

  /** Undefined where the right formula itself has no value at enough points. */
  areEqual(right: Expression, other: Expression): boolean | undefined {
    const [a, b] = [tapeOf(right), tapeOf(other)];
    const defined = this.points.filter((point) => Number.isFinite(runAt(point, a)));
    if (defined.length < CONFIRMED) return undefined;
    for (const point of defined) {
      const [x, y] = [runAt(point, a), runAt(point, b)];
      if (!(Math.abs(x - y) <= NEAR * Math.max(Math.abs(x), Math.abs(y))) && !sameDecimals(point, a, b)) return false;
    }
    return defined.slice(0, CONFIRMED).every((point) => sameDecimals(point, a, b));
  }
}

/** A point, if all values of the forward and the backward pass are ordinary there. */
function pointAt(problem: Problem): Point | undefined {
  const { network, model } = problem;
  const forward = [...network.leaves, ...network.forward];
  const all = [...forward, ...forward.map((q) => network.gradient(q))];
  const tape = model.right.tape("points", () => all);
  const memory = tape.run(givenValues(problem, tape));
  const floats = new Map(all.map((q) => [q, memory[tape.slot(q)]!]));
  const isOrdinary = [...floats.values()].every((value) => Math.abs(value) < 1e6);
  return isOrdinary ? { problem, floats, decimals: new Map() } : undefined;
}

const tapeOf = (e: Expression): Tape => compile((q) => (q === WHOLE ? e : undefined), [WHOLE]);

function runAt({ problem, floats }: Point, tape: Tape): number {
  const missing = tape.leaves.filter((q) => !floats.has(q));
  if (missing.length > 0) {
    const pass = compile(problem.model.right.define, missing);
    const memory = pass.run(givenValues(problem, pass));
    for (const q of missing) floats.set(q, memory[pass.slot(q)]!);
  }
  return tape.run(tape.leaves.map((q) => floats.get(q)!))[tape.slot(WHOLE)]!;
}

function decimalAt({ problem, decimals }: Point, tape: Tape): Decimal | undefined {
  const missing = tape.leaves.filter((q) => !decimals.has(q));
  if (missing.length > 0) {
    const pass = compile(problem.model.right.define, missing);
    const memory = pass.runOver(decimal, givenNumbers(decimal, problem, pass));
    for (const q of missing) decimals.set(q, memory[pass.slot(q)]);
  }
  const values = tape.leaves.map((q) => decimals.get(q));
  return tape.runOver(decimal, values)[tape.slot(WHOLE)];
}

function sameDecimals(point: Point, a: Tape, b: Tape): boolean {
  const [x, y] = [decimalAt(point, a), decimalAt(point, b)];
  if (!x?.isFinite() || !y?.isFinite()) return false;
  return x.minus(y).abs().lte(x.abs().plus(1e-6).times(EQUAL_DECIMALS));
}
