import type { Decimal } from "decimal.js";
import { Evaluation } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { decimal, float64 } from "./numbers.ts";
import { givenValues, type Problem } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import { Random } from "./random.ts";
import { type Reach, redrawn } from "./redrawn.ts";

/** A network at some numbers, with what was computed there so far. */
export class Point {
  private readonly floats: Evaluation<number>;
  private readonly decimals: Evaluation<Decimal>;

  /** `known` gives values that were computed already. */
  constructor({ given, model }: Problem, known: (q: Quantity) => number | undefined = (q) => given.get(q)) {
    const { define } = model.right;
    this.floats = new Evaluation(float64, known, define);
    const decimalOf = (value: number | undefined) => (value === undefined ? undefined : decimal.from(String(value)));
    this.decimals = new Evaluation(decimal, (q) => decimalOf(given.get(q)), define);
  }

  /** NaN or infinite where the expression has no value here. */
  float(e: Expression): number {
    return this.floats.of(e) ?? Number.NaN;
  }

  decimal(e: Expression): Decimal | undefined {
    return this.decimals.of(e);
  }
}

/** Redraws that are tried for each point that is wanted. */
const TRIES = 10;
const REACHES: readonly Reach[] = ["far", "near", "far", "near", "far", "wide"];
const MOST_ORDINARY = 1e6;

/** Points from real passes of a network at redrawn numbers, where all its values are ordinary; always the same ones. */
export class Points {
  private readonly problem: Problem;
  private readonly found: Point[] = [];
  private readonly random = new Random("points where formulas are compared");
  private tried = 0;

  constructor(problem: Problem) {
    this.problem = problem;
  }

  /** So many points at least, or as many as can be found. */
  atLeast(count: number): readonly Point[] {
    while (this.found.length < count && this.tried < TRIES * count) {
      const reach = REACHES[this.tried++ % REACHES.length]!;
      const point = ordinary(redrawn(this.problem, this.random, reach));
      if (point) this.found.push(point);
    }
    return this.found;
  }
}

function ordinary(problem: Problem): Point | undefined {
  const { network, model } = problem;
  const tape = model.right.tape("points", () => {
    const forward = [...network.leaves, ...network.forward];
    return [...forward, ...forward.map((q) => network.gradient(q))];
  });
  const memory = tape.run(givenValues(problem, tape)).slice();
  // What is not a number is not ordinary either.
  const isOrdinary = tape.outputs.every((slot) => Math.abs(memory[slot]!) < MOST_ORDINARY);
  return isOrdinary ? new Point(problem, (q) => memory[tape.slotOf(q) ?? -1]) : undefined;
}
