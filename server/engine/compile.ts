import type { Definitions } from "./chain-rule.ts";
import { type Expression, isConstant, ONE, parts, type Product, type Sum } from "./expression.ts";
import type { PrimitiveId } from "./functions.ts";
import { encode, op, opOf } from "./operations.ts";
import type { Quantity } from "./quantity.ts";
import { inRuns, type Node } from "./schedule.ts";
import { Tape } from "./tape.ts";

/** What somebody wants to know, by definitions of their own. */
export type Want = {
  readonly define: Definitions;
  readonly wanted: Iterable<Quantity>;
  /** The same for all who define the forward pass alike: it is compiled once for them. */
  readonly forward?: object;
};

/** Compiles what is wanted, and all that it is computed from, into one tape. */
export const compile = (define: Definitions, wanted: Iterable<Quantity>): Tape => compileTogether([{ define, wanted }]);

/** Compiles what several people want to know of one network into one tape: what they share is computed once. */
export function compileTogether(wants: Iterable<Want>): Tape {
  const pool = new Pool();
  const wanted: Quantity[] = [];
  const outputs: Node[] = [];
  for (const want of wants) {
    const compiler = new Compiler(pool, want.define, pool.forwardOf(want.forward ?? want));
    for (const q of want.wanted) {
      wanted.push(q);
      outputs.push(compiler.quantity(q));
    }
  }
  return pool.tape(wanted, outputs);
}

/** All numbers of a tape to be, each computed once. Slots are dealt at the end, when all leaves are known. */
class Pool {
  private readonly leaves = new Map<Quantity, Node>();
  private readonly constants = new Map<string, Node>();
  private readonly computed = new Map<string, Node>();
  private readonly forwards = new Map<object, Map<Quantity, Node>>();
  private count = 0;

  /** The quantities of a forward pass, as far as they are compiled. */
  forwardOf(pass: object): Map<Quantity, Node> {
    return entry(this.forwards, pass, () => new Map<Quantity, Node>());
  }

  leaf(q: Quantity): Node {
    return entry(this.leaves, q, () => this.node(-1, [], false));
  }

  constant(text: string): Node {
    return entry(this.constants, text, () => this.node(-1, [], true));
  }

  isOne(node: Node): boolean {
    return this.constants.get("1") === node;
  }

  compute(operation: number, args: readonly Node[]): Node {
    let key = String(operation);
    let fixed = true;
    for (const arg of args) {
      key += ` ${arg.id}`;
      fixed &&= arg.fixed;
    }
    return entry(this.computed, key, () => this.node(operation, args, fixed));
  }

  private node(operation: number, args: readonly Node[], fixed: boolean): Node {
    return { operation, args, fixed, id: this.count++, slot: -1 };
  }

  tape(wanted: readonly Quantity[], outputs: readonly Node[]): Tape {
    const nodes = [...this.computed.values()];
    const fixed = inRuns(nodes.filter((node) => node.fixed));
    const runs = inRuns(nodes.filter((node) => !node.fixed));
    let slot = 0;
    const deal = (dealt: Iterable<Node>) => {
      for (const node of dealt) node.slot = slot++;
    };
    deal(this.leaves.values());
    deal(this.constants.values());
    deal(fixed.flat());
    const settled = slot;
    deal(runs.flat());
    return new Tape({
      leaves: [...this.leaves.keys()],
      constants: [...this.constants.keys()],
      fixed: encoded(fixed),
      code: encoded(runs),
      settled,
      length: slot,
      wanted,
      outputs: Int32Array.from(outputs, (node) => node.slot),
    });
  }
}

const encoded = (runs: readonly Node[][]): Int32Array =>
  encode(
    runs.map((run) => ({
      operation: run[0]!.operation,
      operands: run.map((node) => node.args.map((arg) => arg.slot)),
    })),
  );

/** Turns the expressions of one person's definitions into numbers of the pool. */
class Compiler {
  private readonly pool: Pool;
  private readonly define: Definitions;
  private readonly forward: Map<Quantity, Node>;
  private readonly derived = new Map<Quantity, Node>();
  private readonly expressions = new Map<Expression, Node>();

  constructor(pool: Pool, define: Definitions, forward: Map<Quantity, Node>) {
    this.pool = pool;
    this.define = define;
    this.forward = forward;
  }

  quantity(q: Quantity): Node {
    return entry(q.derived ? this.derived : this.forward, q, () => {
      const definition = this.define(q);
      return definition === undefined ? this.pool.leaf(q) : this.emit(definition);
    });
  }

  private emit(e: Expression): Node {
    if (e.kind === "quantity") return this.quantity(e);
    if (e.kind === "constant") return this.pool.constant(e.text);
    return entry(this.expressions, e, () => this.compound(e));
  }

  private all(expressions: readonly Expression[]): Node[] {
    return expressions.map((e) => this.emit(e));
  }

  private compound(e: Exclude<Expression, { kind: "quantity" | "constant" }>): Node {
    switch (e.kind) {
      case "sum":
        return this.sum(e);
      case "product":
        return this.product(e);
      case "quotient":
        return this.pool.compute(op.divide, this.all(parts(e)));
      case "power":
        if (isConstant(e.exponent, 2)) return this.pool.compute(op.multiply, this.all([e.base, e.base]));
        return this.pool.compute(op.power, this.all(parts(e)));
      case "call":
        if (e.fn.value) return this.emit(e.fn.value(...e.args));
        return this.pool.compute(opOf(e.fn.id as PrimitiveId), this.all(e.args));
    }
  }

  private product({ factors }: Product): Node {
    const [first, second, third, ...more] = factors.filter((factor) => !this.isOne(factor));
    if (first === undefined) return this.emit(ONE);
    if (second === undefined) return this.emit(first);
    if (third === undefined) return this.pool.compute(op.multiply, this.all([first, second]));
    if (more.length === 0 && isRestTo1(third, second))
      return this.pool.compute(op.throughLogistic, this.all([first, second]));
    return this.pool.compute(op.product, this.all([first, second, third, ...more]));
  }

  /** True for 1, and for a quantity that is nothing else, as dE/dE. */
  private isOne(e: Expression): boolean {
    return isConstant(e, 1) || (e.kind === "quantity" && this.pool.isOne(this.quantity(e)));
  }

  private sum({ terms }: Sum): Node {
    const [a, b] = terms as [Expression, Expression];
    if (terms.length === 2 && isNegated(b)) return this.pool.compute(op.subtract, this.all([a, b.factors[1]!]));
    const pairs = terms.filter(isPair);
    if (terms.length > 1 && pairs.length >= terms.length - 1) {
      const factors = [...pairs.flatMap((pair) => pair.factors), ...terms.filter((term) => !isPair(term))];
      return this.pool.compute(op.dot, this.all(factors));
    }
    return this.pool.compute(terms.length === 2 ? op.add : op.sum, this.all(terms));
  }
}

const isPair = (e: Expression): e is Product => e.kind === "product" && e.factors.length === 2;
const isNegated = (e: Expression): e is Product =>
  e.kind === "product" && e.factors.length === 2 && isConstant(e.factors[0]!, -1);
/** True for 1 - a. */
const isRestTo1 = (e: Expression, a: Expression): boolean =>
  e.kind === "sum" &&
  e.terms.length === 2 &&
  isConstant(e.terms[0]!, 1) &&
  isNegated(e.terms[1]!) &&
  e.terms[1].factors[1] === a;

function entry<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}
