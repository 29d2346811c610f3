import { type Call, type Expression, minus, parts } from "./expression.ts";
import type { Network } from "./network.ts";
import type { Quantity } from "./quantity.ts";

/**
 * The numbers on whose sign the value of an expression turns: of a ReLU its net, of max(a, b) the difference a - b.
 * They are looked for in the formulas that are evaluated, so that no function has to tell its own.
 */
export function conditionsIn(e: Expression): Expression[] {
  if (e.kind !== "call") return parts(e).flatMap(conditionsIn);
  if (e.fn.value) return conditionsIn(e.fn.value(...e.args));
  return [...conditionOf(e), ...e.args.flatMap(conditionsIn)];
}

function conditionOf({ fn, args }: Call): readonly Expression[] {
  const [a, b] = args as [Expression, Expression];
  switch (fn.id) {
    case "positive":
    case "select":
    case "abs":
    case "sign":
      return [a];
    case "max":
    case "min":
      return [minus(a, b)];
    default:
      return [];
  }
}

/** A condition in the rule of a quantity, and that quantity. */
type Condition = { readonly of: Quantity; readonly turnsOn: Expression };

/** The values of a pass: of a quantity, and of any expression. */
export type Values = { readonly of: (q: Quantity) => number; readonly at: (e: Expression) => number };

/** Each condition can be met or not, together with any other one met or not. */
const SIDES = 4;

/**
 * Which sides of the conditions of a forward pass were seen. A side counts where the loss hangs on it, since behind a
 * closed gate nothing tells it from the other one, and together with either side of every other condition.
 */
export class Sides {
  private readonly network: Network;
  private readonly conditions: readonly Condition[];
  private readonly seen: Uint8Array;
  private left: number;

  constructor(network: Network) {
    this.network = network;
    this.conditions = network.forward.flatMap((of) =>
      conditionsIn(network.definition(of)!).map((turnsOn) => ({ of, turnsOn })),
    );
    this.left = SIDES * this.conditions.length ** 2;
    this.seen = new Uint8Array(this.left);
  }

  /** True where there is nothing more to see. */
  get allSeen(): boolean {
    return this.left === 0;
  }

  /** Looks at a pass; true if it shows a side that was not seen before. */
  see(values: Values): boolean {
    const before = this.left;
    const met = this.conditions.map(({ turnsOn }) => (values.at(turnsOn) > 0 ? 1 : 0));
    this.conditions.forEach(({ of }, i) => {
      if (values.of(this.network.gradient(of)) === 0) return;
      met.forEach((other, k) => {
        const side = (i * met.length + k) * SIDES + 2 * met[i]! + other;
        if (this.seen[side] === 0) this.left--;
        this.seen[side] = 1;
      });
    });
    return this.left < before;
  }
}
