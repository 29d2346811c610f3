import { hasConditions, isConditional } from "./conditional.ts";
import { type Expression, product } from "./expression.ts";
import { evaluateAt, Point, Points } from "./points.ts";
import type { Problem } from "./problem.ts";
import type { Quantity } from "./quantity.ts";

/** Smooth formulas that agree at a few points are equal; of those with conditions each side has to be met somewhere. */
const POINTS = 6;
const POINTS_WITH_CONDITIONS = 240;
/** What agrees in float64 is confirmed in decimal at this many points; what seems to differ is looked at in decimal. */
const CONFIRMED = 2;
const MOST_DOUBTS = 12;
/** Closer than this in float64 only decimals tell whether two values are equal. */
const NEAR = 1e-6;
/** What a formula that is always 0 leaves in float64. */
const DUST = 1e-12;
const EQUAL_DECIMALS = "1e-30";

/**
 * Tells whether two formulas are equal on a network, whatever its numbers are: they are compared at points that come
 * from real passes of the network, so that its own relations hold there and nothing else does. Where conditions occur,
 * such as that of a ReLU, there are so many points that what is right on one of their sides only is told apart.
 */
export class Equivalence {
  private readonly problem: Problem;
  private readonly points: Points;
  private readonly evaluated = new WeakSet<Expression>();

  /** `asked` is what answers will be compared with. */
  constructor(problem: Problem, asked?: Quantity) {
    this.problem = problem;
    this.points = new Points(problem, asked);
  }

  /** Undefined where the right formula itself has no value at enough points. */
  areEqual(right: Expression, other: Expression): boolean | undefined {
    const defined = this.pointsFor(right, other).filter((point) => Number.isFinite(point.float(right)));
    const apart = defined.filter((point) => !areNear(point.float(right), point.floatOnce(other)));
    if (!apart.slice(0, MOST_DOUBTS).every((point) => areSameDecimals(point, right, other))) return false;
    if (defined.length < CONFIRMED) return undefined;
    // What is often 0, such as behind a gate, tells more where it is not.
    const telling = defined.toSorted((a, b) => Number(a.float(right) === 0) - Number(b.float(right) === 0));
    return telling.slice(0, CONFIRMED).every((point) => areSameDecimals(point, right, other));
  }

  /**
   * The same of two products, for trying many: what float64 tells apart is not looked at more closely, and most are
   * told apart at the first point.
   */
  match(right: readonly Expression[], other: readonly Expression[]): boolean {
    for (const point of this.points.atLeast(POINTS)) {
      const x = multiplied(point, right);
      if (Number.isFinite(x) && !areNear(x, multiplied(point, other))) return false;
    }
    return this.areEqual(product(right), product(other)) === true;
  }

  /** Points, at most so many, where a formula is a number other than 0. */
  tellingOf(e: Expression, most: number): readonly Point[] {
    const telling: Point[] = [];
    for (const point of this.pointsFor(e)) {
      if (telling.length === most) break;
      const value = point.float(e);
      if (Number.isFinite(value) && value !== 0) telling.push(point);
    }
    return telling;
  }

  /** Whether two formulas agree at the network's own numbers, which may be luck. */
  agreeHere(right: Expression, other: Expression): boolean {
    const here = new Point(this.problem);
    return areNear(here.float(right), here.float(other));
  }

  private pointsFor(...formulas: readonly Expression[]): readonly Point[] {
    const areMany = hasConditions(this.problem.network) || formulas.some(isConditional);
    if (!areMany) return this.points.atLeast(POINTS);
    const points = this.points.atLeast(POINTS_WITH_CONDITIONS);
    for (const e of formulas) this.evaluate(points, e);
    return points;
  }

  private evaluate(points: readonly Point[], e: Expression): void {
    if (e.kind === "quantity" || this.evaluated.has(e)) return;
    this.evaluated.add(e);
    evaluateAt(points, this.problem, e);
  }
}

const multiplied = (point: Point, factors: readonly Expression[]): number =>
  factors.reduce((value, factor) => value * point.float(factor), 1);

/** Equal in float64, as far as that can tell. */
export const areNear = (x: number, y: number): boolean =>
  Math.abs(x - y) <= Math.max(NEAR * Math.max(Math.abs(x), Math.abs(y)), DUST) && Number.isFinite(x - y);

function areSameDecimals(point: Point, right: Expression, other: Expression): boolean {
  const x = point.decimal(right);
  const y = point.decimal(other);
  if (!x?.isFinite() || !y?.isFinite()) return false;
  return x.minus(y).abs().lte(x.abs().plus(1e-6).times(EQUAL_DECIMALS));
}
