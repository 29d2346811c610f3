import type { Decimal } from "decimal.js";
import { compile } from "./compile.ts";
import { type Expression, product } from "./expression.ts";
import { decimal } from "./numbers.ts";
import { givenNumbers, givenValues, type Problem } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import { Random } from "./random.ts";
import { type Reach, redrawn } from "./redrawn.ts";
import { conditionsIn, Sides } from "./sides.ts";
import type { Tape } from "./tape.ts";

/** Formulas are compared at this many points in float64, and at this many of them in decimal. */
const POINTS = 6;
const CONFIRMED = 2;
/** Redraws that are tried until the network has ordinary values at enough points. */
const TRIES = 60;
/** Redraws that are tried for the sides of conditions, and the points that are kept for them at most. */
const TRIES_FOR_SIDES = 120;
const MOST_POINTS = 30;
const REACHES: readonly Reach[] = ["far", "wide", "near"];
/** Closer than this in float64 only decimals tell whether two values are equal. */
const NEAR = 1e-6;
/** What a formula that is always 0 leaves in float64. */
const DUST = 1e-12;
const EQUAL_DECIMALS = "1e-30";
const WHOLE: Quantity = { kind: "quantity", id: "formula", role: "node", tensor: "formula", index: [] };

/** The network at redrawn numbers, with what was computed there so far. */
type Point = {
  readonly problem: Problem;
  readonly floats: Map<Quantity, number>;
  readonly decimals: Map<Quantity, Decimal | undefined>;
};

/** A formula with its values at the points; decimals only where they were asked for. */
type Evaluated = {
  readonly tape: Tape;
  readonly floats: number[];
  readonly decimals: Map<number, Decimal | undefined>;
};

/**
 * Tells whether two formulas are equal on a network, whatever its numbers are: they are compared at points that come
 * from real passes of the network, so that its own relations hold there and nothing else does. There are more points
 * where conditions such as that of a ReLU occur, so that both of their sides are seen.
 */
export class Equivalence {
  private readonly problem: Problem;
  private readonly points: Point[];
  private readonly random = new Random("points where formulas are compared");
  private readonly known = new WeakMap<Expression, Evaluated>();
  private spare: readonly Point[] | undefined;

  constructor(problem: Problem) {
    this.problem = problem;
    this.points = [];
    for (let i = 0; i < TRIES && this.points.length < POINTS; i++) {
      const at = pointAt(redrawn(problem, this.random, i % 2 === 1 ? "near" : "far"));
      if (at) this.points.push(at);
    }
    this.addPointsForSides();
  }

  /** Points that show sides of the network's own conditions which the others do not show. */
  private addPointsForSides(): void {
    const sides = new Sides(this.problem.network);
    const isNew = (point: Point) =>
      sides.see({ of: (q) => point.floats.get(q)!, at: (e) => floatAt(point, tapeOf(e)) });
    this.points.forEach(isNew);
    for (let i = 0; i < TRIES_FOR_SIDES && !sides.allSeen && this.points.length < MOST_POINTS; i++) {
      const at = pointAt(redrawn(this.problem, this.random, REACHES[i % REACHES.length]!));
      if (at && isNew(at)) this.points.push(at);
    }
  }

  /** Undefined where the right formula itself has no value at enough points. */
  areEqual(right: Expression, other: Expression): boolean | undefined {
    const agree = this.agree(right, other);
    const conditions = agree ? [right, other].flatMap(conditionsIn) : [];
    for (const condition of conditions) this.showBothSides(condition);
    return conditions.length > 0 ? this.agree(right, other) : agree;
  }

  private agree(right: Expression, other: Expression): boolean | undefined {
    const [a, b] = [this.evaluated(right), this.evaluated(other)];
    const defined = [...this.points.keys()].filter((i) => Number.isFinite(a.floats[i]));
    if (defined.length < CONFIRMED) return undefined;
    const apart = defined.filter((i) => !areNear(a.floats[i]!, b.floats[i]!));
    return [...apart, ...defined.slice(0, CONFIRMED)].every((i) => this.sameDecimals(i, a, b));
  }

  /** Adds points, if any can be found, so that a condition that a formula brings along is met at some and not at others. */
  private showBothSides(condition: Expression): void {
    const tape = tapeOf(condition);
    for (const isMet of [true, false]) {
      const shows = (point: Point) => floatAt(point, tape) > 0 === isMet;
      if (this.points.some(shows)) continue;
      const found = this.sparePoints().find(shows);
      if (found) this.points.push(found);
    }
  }

  private sparePoints(): readonly Point[] {
    return (this.spare ??= Array.from({ length: TRIES }, (_, i) =>
      pointAt(redrawn(this.problem, this.random, REACHES[i % REACHES.length]!)),
    ).filter((point) => point !== undefined));
  }

  /**
   * The same of two products, for trying many: what float64 tells apart is not looked at more closely, and most are
   * told apart at the first point.
   */
  match(right: readonly Expression[], other: readonly Expression[]): boolean {
    const [a, b] = [right.map((factor) => this.valuesOf(factor)), other.map((factor) => this.valuesOf(factor))];
    for (const i of this.points.keys()) {
      const x = multiplied(a, i);
      if (Number.isFinite(x) && !areNear(x, multiplied(b, i))) return false;
    }
    return this.areEqual(product(right), product(other)) === true;
  }

  /** The values of a formula at all points; NaN or infinite where it has none. */
  valuesOf(e: Expression): readonly number[] {
    return this.evaluated(e).floats;
  }

  /** Whether two formulas agree at the network's own numbers, which may be luck. */
  agreeHere(right: Expression, other: Expression): boolean {
    const here: Point = { problem: this.problem, floats: new Map(), decimals: new Map() };
    const [x, y] = [right, other].map((e) => floatAt(here, tapeOf(e)));
    return areNear(x!, y!);
  }

  private evaluated(e: Expression): Evaluated {
    let evaluated = this.known.get(e);
    if (!evaluated) this.known.set(e, (evaluated = { tape: tapeOf(e), floats: [], decimals: new Map() }));
    const { tape, floats } = evaluated;
    for (const point of this.points.slice(floats.length)) floats.push(floatAt(point, tape));
    return evaluated;
  }

  private sameDecimals(i: number, a: Evaluated, b: Evaluated): boolean {
    const [x, y] = [a, b].map(({ tape, decimals }) => {
      if (!decimals.has(i)) decimals.set(i, decimalAt(this.points[i]!, tape));
      return decimals.get(i);
    });
    if (!x?.isFinite() || !y?.isFinite()) return false;
    return x.minus(y).abs().lte(x.abs().plus(1e-6).times(EQUAL_DECIMALS));
  }
}

const areNear = (x: number, y: number): boolean =>
  Math.abs(x - y) <= Math.max(NEAR * Math.max(Math.abs(x), Math.abs(y)), DUST) && Number.isFinite(x - y);

const multiplied = (factors: readonly (readonly number[])[], i: number): number =>
  factors.reduce((value, values) => value * values[i]!, 1);

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

/** The formulas of mistakes are compared with many answers. */
const tapes = new WeakMap<Expression, Tape>();

function tapeOf(e: Expression): Tape {
  let tape = tapes.get(e);
  if (!tape) tapes.set(e, (tape = compile((q) => (q === WHOLE ? e : undefined), [WHOLE])));
  return tape;
}

function floatAt({ problem, floats }: Point, tape: Tape): number {
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
