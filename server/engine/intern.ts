import { type Expression, mapParts } from "./expression.ts";
import type { Quantity } from "./quantity.ts";

/** Makes one object of expressions that are built alike, so that what is computed of one is known of the other. */
export class Interner {
  private readonly known = new Map<string, Expression>();
  private readonly numbers = new Map<Expression, number>();
  private readonly interned = new Map<Expression, Expression>();

  of(e: Expression): Expression {
    let one = this.interned.get(e);
    if (!one) this.interned.set(e, (one = e.kind === "quantity" ? e : this.compound(e)));
    return one;
  }

  private compound(e: Exclude<Expression, Quantity>): Expression {
    const own: number[] = [];
    const made = mapParts(e, (part) => {
      const one = this.of(part);
      own.push(this.numberOf(one));
      return one;
    });
    const key = `${headOf(e)} ${own.join()}`;
    const known = this.known.get(key);
    if (known) return known;
    this.known.set(key, made);
    return made;
  }

  private numberOf(one: Expression): number {
    let number = this.numbers.get(one);
    if (number === undefined) this.numbers.set(one, (number = this.numbers.size));
    return number;
  }
}

/** What an expression is apart from its parts. */
function headOf(e: Exclude<Expression, Quantity>): string {
  if (e.kind === "constant") return e.text;
  return e.kind === "call" ? `${e.fn.id}.${e.fn.sibling ?? ""}` : e.kind;
}
