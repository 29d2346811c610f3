import { areNear, type Equivalence } from "./equivalence.ts";
import { constant, type Expression, HALF, negate, ONE, over, product } from "./expression.ts";
import type { Point } from "./points.ts";
import type { Reasoning } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import type { Factors } from "./written-out.ts";

/** What becomes of a product by a change of one factor, or of two that are missing together. */
export type FactorChange =
  | { readonly kind: "sign" }
  | { readonly kind: "factor missing" | "factor extra"; readonly factor: Expression }
  | { readonly kind: "factor wrong"; readonly factor: Expression; readonly instead: Expression };

/** A part of the right formula with its factors, and what an answer has in its place. */
export type Place = { readonly right: Expression; readonly factors: Factors; readonly found: Expression };

/** A factor shows only where the right value is not 0, and what is 0 everywhere would explain anything. */
const LEAST_POINTS = 3;
const MOST_NAMES = 400;
const COUNTS = [2, 3, 4].map(constant);

/**
 * Looks for the factor by which two products differ. It compares values, so that the form of the answer does not
 * matter; what is found is confirmed as an equality of formulas.
 */
export class FactorSearch {
  private readonly equivalence: Equivalence;
  private readonly strangers: readonly Expression[];
  private readonly valuesOfStrangers = new Map<Point, readonly number[]>();

  constructor(reasoning: Reasoning, equivalence: Equivalence) {
    this.equivalence = equivalence;
    const shares = COUNTS.slice(1).map((n) => over(ONE, n));
    this.strangers = [...COUNTS, HALF, ...shares, ...namesIn(reasoning)].filter((e) => this.shows(e));
  }

  /** A flipped sign, or a factor that is missing or too many. */
  simple({ right, factors, found }: Place): FactorChange | undefined {
    if (!this.shows(right)) return undefined;
    if (this.equivalence.match([right, constant(-1)], [found])) return { kind: "sign" };
    const pairs = factors.flatMap((a, i) => factors.slice(i + 1).map((b) => [a, b]));
    const missing = [...factors.map((a) => [a]), ...pairs].find((set) =>
      this.equivalence.match([right], [found, ...set]),
    );
    if (missing) return { kind: "factor missing", factor: product(missing) };
    const extra = [...factors, ...this.fitting(right, found, ONE)].find((factor) =>
      this.equivalence.match([right, factor], [found]),
    );
    return extra && { kind: "factor extra", factor: extra };
  }

  /** A factor in place of another one; of several the one that plays the same role. */
  wrong({ right, factors, found }: Place): FactorChange | undefined {
    if (!this.shows(right)) return undefined;
    for (const factor of factors) {
      if (factor.kind === "constant") continue;
      const instead = alikeFirst(factor, this.fitting(right, found, factor)).find((other) =>
        this.equivalence.match([right, other], [found, factor]),
      );
      if (instead) return { kind: "factor wrong", factor, instead };
    }
    return undefined;
  }

  /** A name that stands as a term of its own where it does not belong. */
  term(difference: Expression): Expression | undefined {
    const [point] = this.equivalence.tellingOf(difference, 1);
    if (!point) return undefined;
    const values = this.valuesAt(point);
    const size = Math.abs(point.float(difference));
    return this.strangers
      .filter((_, i) => areNear(Math.abs(values[i]!), size))
      .flatMap((name) => [name, negate(name)])
      .find((term) => this.equivalence.match([term], [difference]));
  }

  private shows(right: Expression): boolean {
    return this.equivalence.tellingOf(right, LEAST_POINTS).length === LEAST_POINTS;
  }

  /** The names x that have right * x = found * factor at one point: most are none of those. */
  private fitting(right: Expression, found: Expression, factor: Expression): readonly Expression[] {
    const [point] = this.equivalence.tellingOf(right, 1) as [Point];
    const wanted = (point.float(found) * point.float(factor)) / point.float(right);
    const values = this.valuesAt(point);
    return this.strangers.filter((_, i) => areNear(values[i]!, wanted));
  }

  private valuesAt(point: Point): readonly number[] {
    let values = this.valuesOfStrangers.get(point);
    if (!values) this.valuesOfStrangers.set(point, (values = this.strangers.map((e) => point.float(e))));
    return values;
  }
}

function alikeFirst(factor: Expression, names: readonly Expression[]): readonly Expression[] {
  if (factor.kind !== "quantity") return names;
  return names.toSorted((a, b) => Number(isAlike(factor, b)) - Number(isAlike(factor, a)));
}

const isAlike = (q: Quantity, other: Expression): boolean =>
  other.kind === "quantity" && other.role === q.role && other.derived?.as === q.derived?.as;

/** What a learner might name: the quantities of the network, deltas, dE/da, and slopes f'(net). */
function namesIn({ network, rules }: Reasoning): readonly Expression[] {
  const slopes = network.forward.flatMap((a) => {
    const definition = network.definition(a);
    const net = definition?.kind === "call" && definition.args.length === 1 ? definition.args[0]! : undefined;
    return net?.kind === "quantity" && a.role === "activation" ? [rules.local(a, net)] : [];
  });
  const gradients = network.forward
    .filter((q) => q.role === "net" || q.role === "activation")
    .map((q) => network.gradient(q));
  return [...network.leaves, ...network.forward, ...gradients, ...slopes].slice(0, MOST_NAMES);
}
