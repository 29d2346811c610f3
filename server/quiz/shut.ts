import { type Expression, operands, parts } from "#engine/expression.ts";
import { type Problem, valuesOf } from "#engine/problem.ts";
import { isFixed, type Quantity } from "#engine/quantity.ts";
import { evaluate } from "./rounded-work.ts";

/**
 * Whether a number that is 0 is so because a gate is shut, as a ReLU below 0, the loser of a maximum, a dropped unit, a
 * margin that is kept: it then teaches something. A 0 by an error of 0, or by paths that cancel, is an accident.
 */
export function isShut(problem: Problem, asked: Quantity): boolean {
  const { network, model } = problem;
  const values = valuesOf(problem, model.right, network.forward);
  const known = new Map(network.forward.map((q, i) => [q, values[i]!]));
  const valueOf = (q: Quantity): number => problem.given.get(q) ?? known.get(q) ?? Number.NaN;
  const gates = new Gates(problem, valueOf);
  if (!asked.derived) return gates.isClosed(asked);
  return asked.derived.as === "gradient" && !gates.leadOut(asked.derived.of);
}

/** What a network lets through, with the numbers that it has. */
class Gates {
  private readonly problem: Problem;
  private readonly valueOf: (q: Quantity) => number;

  constructor(problem: Problem, valueOf: (q: Quantity) => number) {
    this.problem = problem;
    this.valueOf = valueOf;
  }

  /** What comes out of a closed gate: nothing that it reads could change it a little. */
  isClosed(q: Quantity): boolean {
    const definition = this.problem.network.definition(q);
    if (definition === undefined || this.valueOf(q) !== 0) return false;
    const inputs = [...operands(definition)].filter((read) => !isFixed(read));
    return inputs.length > 0 && inputs.every((read) => this.isShutFor(q, read));
  }

  /** Whether a path leads to the loss on which no gate is shut. */
  leadOut(q: Quantity): boolean {
    const { network } = this.problem;
    return q === network.loss || network.readers(q).some((reader) => !this.isBarred(reader, q) && this.leadOut(reader));
  }

  /** By a gate on the way, or by a factor that comes out of a closed one. */
  private isBarred(reader: Quantity, q: Quantity): boolean {
    if (this.isShutFor(reader, q)) return true;
    const slope = this.slope(reader, q);
    return evaluate(slope, this.valueOf) === 0 && [...operands(slope)].some((factor) => this.isClosed(factor));
  }

  /** A slope of 0 that is one because of a condition, or of a mask. */
  private isShutFor(reader: Quantity, q: Quantity): boolean {
    const slope = this.slope(reader, q);
    return evaluate(slope, this.valueOf) === 0 && isConditional(slope);
  }

  private slope(reader: Quantity, q: Quantity): Expression {
    return this.problem.model.right.rules.local(reader, q);
  }
}

const CONDITIONS: ReadonlySet<string> = new Set(["positive", "max", "min"]);

const isConditional = (e: Expression): boolean =>
  e.kind === "quantity"
    ? e.role === "mask"
    : (e.kind === "call" && CONDITIONS.has(e.fn.id)) || parts(e).some(isConditional);
