import type { Rules } from "./chain-rule.ts";
import { type Expression, isConstant, ONE, product } from "./expression.ts";
import type { Network } from "./network.ts";
import type { Quantity } from "./quantity.ts";

/** One way by which a quantity acts on another, usually the loss. */
export type Path = {
  /** The quantities on the way, both ends included. */
  readonly through: readonly Quantity[];
  /** The local derivative of each step, the last step first, as a derivation writes them. */
  readonly factors: readonly Expression[];
  readonly product: Expression;
};

/** All ways to one quantity. They are counted without being walked, and walked only as far as somebody looks. */
export class Paths {
  private readonly rules: Rules;
  private readonly to: Quantity;
  private readonly counts = new Map<Quantity, bigint>();

  constructor(network: Network, rules: Rules, to: Quantity = network.loss) {
    this.rules = rules;
    this.to = to;
    // Readers stand after what they read, so one pass from the end counts all.
    for (const q of [...network.leaves, ...network.forward].toReversed()) this.counts.set(q, this.ways(q));
  }

  private ways(q: Quantity): bigint {
    if (q === this.to) return 1n;
    return this.rules.readers(q).reduce((total, reader) => total + this.count(reader), 0n);
  }

  /** How many ways lead there from q. */
  count(q: Quantity): bigint {
    return this.counts.get(q) ?? 0n;
  }

  /** The ways from q, one after another, in the order in which its readers are defined. */
  *from(q: Quantity): Generator<Path> {
    yield* this.walk([q], []);
  }

  private *walk(through: readonly Quantity[], factors: readonly Expression[]): Generator<Path> {
    const q = through.at(-1)!;
    if (q === this.to) {
      yield { through, factors, product: multiplied(factors) };
      return;
    }
    for (const reader of this.rules.readers(q))
      if (this.count(reader) > 0n) yield* this.walk([...through, reader], [this.rules.local(reader, q), ...factors]);
  }
}

/** The product of the factors; a step that hands on unchanged needs no factor. */
function multiplied(factors: readonly Expression[]): Expression {
  const kept = factors.filter((factor) => !isConstant(factor, 1));
  return kept.length === 0 ? ONE : product(kept);
}
