import type { Decimal } from "decimal.js";
import { compile } from "./compile.ts";
import { Evaluation } from "./evaluate.ts";
import { type Expression, operands } from "./expression.ts";
import { decimal, float64, type NumberSystem } from "./numbers.ts";
import { givenValues, type Problem, type Reasoning } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import { Random } from "./random.ts";
import { type Reach, redrawn } from "./redrawn.ts";
import type { Tape } from "./tape.ts";

/** A network at some numbers, with what was computed there so far. */
export class Point {
  private readonly floats: Evaluation<number>;
  private readonly decimals: Evaluation<Decimal>;
  private readonly known: (q: Quantity) => number | undefined;

  /** `known` gives values that were computed already. */
  constructor({ given, model }: Problem, known: (q: Quantity) => number | undefined = (q) => given.get(q)) {
    const { define } = model.right;
    this.known = known;
    this.floats = new Evaluation(float64, known, define);
    const decimalOf = (value: number | undefined) => (value === undefined ? undefined : decimal.from(String(value)));
    this.decimals = new Evaluation(remembering(decimal), (q) => decimalOf(given.get(q)), define);
  }

  /** Whether a quantity needs no more computing. */
  knows(q: Quantity): boolean {
    return this.known(q) !== undefined;
  }

  /** Takes note of a value that was computed elsewhere. */
  note(e: Expression, value: number): void {
    this.floats.note(e, value);
  }

  /** NaN or infinite where the expression has no value here. */
  float(e: Expression): number {
    return this.floats.of(e) ?? Number.NaN;
  }

  /** The same, of an answer that nothing is kept of. */
  floatOnce(e: Expression): number {
    return this.floats.once(e) ?? Number.NaN;
  }

  decimal(e: Expression): Decimal | undefined {
    return this.decimals.once(e);
  }
}

/** The same numbers, where a function that was computed is not computed again for who writes it in another formula. */
function remembering<N>(system: NumberSystem<N>): NumberSystem<N> {
  const apply = Object.fromEntries(
    Object.entries(system.apply).map(([id, fn]) => {
      const known = new Map<string, N | undefined>();
      const remembered = (...args: N[]): N | undefined => {
        const key = args.join();
        if (!known.has(key)) known.set(key, fn(...args));
        return known.get(key);
      };
      return [id, remembered];
    }),
  ) as typeof system.apply;
  return { ...system, apply };
}

/** Redraws that are tried for each point that is wanted. */
const TRIES = 10;
const REACHES: readonly Reach[] = ["far", "near", "far", "near", "far", "wide"];
const MOST_ORDINARY = 1e6;

/** Points from real passes of a network at redrawn numbers, where all its values are ordinary; always the same ones. */
export class Points {
  private readonly problem: Problem;
  private readonly asked: Quantity | undefined;
  private readonly found: Point[] = [];
  private readonly random = new Random("points where formulas are compared");
  private tried = 0;

  /** What is asked is computed with the passes; all else when it is first read. */
  constructor(problem: Problem, asked?: Quantity) {
    this.problem = problem;
    this.asked = asked;
  }

  /** So many points at least, or as many as can be found. */
  atLeast(count: number): readonly Point[] {
    while (this.found.length < count && this.tried < TRIES * count) {
      const reach = REACHES[this.tried++ % REACHES.length]!;
      const point = ordinary(redrawn(this.problem, this.random, reach), this.asked);
      if (point) this.found.push(point);
    }
    return this.found;
  }
}

function ordinary(problem: Problem, asked: Quantity | undefined): Point | undefined {
  const tape = tapeOf(problem.model.right, asked);
  const memory = tape.run(givenValues(problem, tape)).slice();
  // What is not a number is not ordinary either.
  const isOrdinary = tape.outputs.every((slot) => Math.abs(memory[slot]!) < MOST_ORDINARY);
  return isOrdinary ? new Point(problem, (q) => memory[tape.slotOf(q) ?? -1]) : undefined;
}

/** The passes forward and backward, and what leads to the quantity that is asked. */
function tapeOf(reasoning: Reasoning, asked: Quantity | undefined): Tape {
  const { network } = reasoning;
  return reasoning.tape(`points ${asked?.id ?? ""}`, () => {
    const forward = [...network.leaves, ...network.forward];
    const wanted = new Set([...forward, ...forward.map((q) => network.gradient(q))]);
    const visit = (q: Quantity): void => {
      if (wanted.has(q) && q.derived?.as !== "gradient") return;
      wanted.add(q);
      const rule = reasoning.define(q);
      if (rule) for (const read of operands(rule)) if (!wanted.has(read)) visit(read);
    };
    if (asked) visit(asked);
    return wanted;
  });
}

const WHOLE: Quantity = { kind: "quantity", id: "formula", role: "node", tensor: "formula", index: [] };

/** Evaluates a formula at many points of a problem at once, where compiling it pays. */
export function evaluateAt(points: readonly Point[], { model }: Problem, e: Expression): void {
  const [first] = points;
  const define = (q: Quantity) => (first?.knows(q) ? undefined : model.right.define(q));
  const tape = compile((q) => (q === WHOLE ? e : define(q)), [WHOLE]);
  for (const point of points) {
    const memory = tape.run(tape.leaves.map((q) => point.float(q)));
    point.note(e, memory[tape.slot(WHOLE)]!);
  }
}
