import type { Call, Expression } from "./expression.ts";
import type { PrimitiveId } from "./functions.ts";
import type { NumberSystem } from "./numbers.ts";
import type { Quantity } from "./quantity.ts";

/**
 * Evaluates expressions in one number system at fixed numbers. They are walked, not compiled, since each is wanted at a
 * few points only; every part is computed once, and a quantity by its rule when it is first read.
 */
export class Evaluation<N> {
  private readonly system: NumberSystem<N>;
  private readonly given: (q: Quantity) => N | undefined;
  private readonly define: (q: Quantity) => Expression | undefined;
  private readonly known = new Map<Expression, N | undefined>();

  /** `given` tells the values that need no rule. */
  constructor(
    system: NumberSystem<N>,
    given: (q: Quantity) => N | undefined,
    define: (q: Quantity) => Expression | undefined,
  ) {
    this.system = system;
    this.given = given;
    this.define = define;
  }

  /** The value of an expression; undefined where the number system has none. */
  of(e: Expression): N | undefined {
    let value = this.known.get(e);
    if (value === undefined && !this.known.has(e)) this.known.set(e, (value = this.compute(e)));
    return value;
  }

  /** The same of what comes only once: nothing is kept of it but the quantities that it reads. */
  once(e: Expression): N | undefined {
    if (this.known.has(e)) return this.known.get(e);
    return new Evaluation(this.system, (q) => this.of(q), this.define).of(e);
  }

  /** Takes note of a value that was computed elsewhere. */
  note(e: Expression, value: N): void {
    this.known.set(e, value);
  }

  private compute(e: Expression): N | undefined {
    switch (e.kind) {
      case "quantity":
        return this.given(e) ?? this.byRule(e);
      case "constant":
        return this.system.from(e.text);
      case "sum":
        return this.folded(e.terms, this.system.add);
      case "product":
        return this.folded(e.factors, this.system.multiply);
      case "quotient":
        return this.both(e.over, e.under, this.system.divide);
      case "power":
        return this.both(e.base, e.exponent, this.system.power);
      case "call":
        return this.call(e);
    }
  }

  private byRule(q: Quantity): N | undefined {
    const rule = this.define(q);
    return rule && this.of(rule);
  }

  private folded(parts: readonly Expression[], fold: (a: N, b: N) => N): N | undefined {
    let total = this.of(parts[0]!);
    for (let i = 1; i < parts.length && total !== undefined; i++) {
      const value = this.of(parts[i]!);
      total = value === undefined ? undefined : fold(total, value);
    }
    return total;
  }

  private both(a: Expression, b: Expression, apply: (x: N, y: N) => N | undefined): N | undefined {
    const x = this.of(a);
    const y = this.of(b);
    return x === undefined || y === undefined ? undefined : apply(x, y);
  }

  private call({ fn, args }: Call): N | undefined {
    if (fn.value) return this.of(fn.value(...args));
    const values = args.map((arg) => this.of(arg));
    const isWhole = values.every((value) => value !== undefined);
    return isWhole ? this.system.apply[fn.id as PrimitiveId](...(values as N[])) : undefined;
  }
}
