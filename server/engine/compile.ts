import type { Definitions } from "./chain-rule.ts";
import { type Constant, type Expression, isConstant, parts, type Product, type Sum } from "./expression.ts";
import type { PrimitiveId } from "./functions.ts";
import type { Quantity } from "./quantity.ts";
import { type Instruction, op, Tape } from "./tape.ts";

/** Compiles what is wanted, and all that it is computed from, into one tape. */
export function compile(define: Definitions, wanted: Iterable<Quantity>): Tape {
  return new Compiler(define).compile(wanted);
}

/** Leaf and constant slots are not known until the end, so operands are collected as nodes and numbered last. */
type Node = { slot: number; readonly level: number };
type Draft = Omit<Instruction, "args"> & { readonly args: readonly Node[]; readonly node: Node };

class Compiler {
  private readonly define: Definitions;
  private readonly leaves = new Map<Quantity, Node>();
  private readonly constants = new Map<string, Node>();
  private readonly quantities = new Map<Quantity, Node>();
  private readonly expressions = new Map<Expression, Node>();
  private readonly code: Draft[] = [];

  constructor(define: Definitions) {
    this.define = define;
  }

  compile(wanted: Iterable<Quantity>): Tape {
    for (const q of wanted) this.quantity(q);
    let slot = 0;
    for (const node of [...this.leaves.values(), ...this.constants.values()]) node.slot = slot++;
    // Like operations side by side: the processor then guesses the next one right.
    const ordered = this.code.toSorted((a, b) => a.node.level - b.node.level || a.op - b.op);
    for (const { node } of ordered) node.slot = slot++;
    const code = ordered.map((draft) => ({
      op: draft.op,
      args: draft.args.map((node) => node.slot),
      ...(draft.primitive ? { primitive: draft.primitive } : {}),
    }));
    const slots = new Map([...this.leaves, ...this.quantities].map(([q, node]) => [q, node.slot] as const));
    return new Tape([...this.leaves.keys()], [...this.constants.keys()], code, slots);
  }

  private quantity(q: Quantity): Node {
    const known = this.quantities.get(q) ?? this.leaves.get(q);
    if (known) return known;
    const definition = this.define(q);
    if (definition === undefined) return entry(this.leaves, q);
    const node = this.emit(definition);
    this.quantities.set(q, node);
    return node;
  }

  private emit(e: Expression): Node {
    if (e.kind === "quantity") return this.quantity(e);
    if (e.kind === "constant") return entry(this.constants, (e satisfies Constant).text);
    const known = this.expressions.get(e);
    if (known) return known;
    const node = this.compound(e);
    this.expressions.set(e, node);
    return node;
  }

  private compound(e: Exclude<Expression, Quantity | Constant>): Node {
    if (e.kind === "sum") return this.sum(e);
    if (e.kind === "call" && e.fn.value) return this.emit(e.fn.value(...e.args));
    const args = parts(e).map((part) => this.emit(part));
    switch (e.kind) {
      case "product":
        return this.push(args.length === 2 ? op.multiply : op.product, args);
      case "quotient":
        return this.push(op.divide, args);
      case "power":
        return this.push(op.power, args);
      case "call":
        return this.push(e.fn.id === "sigmoid" ? op.sigmoid : op.apply, args, e.fn.id as PrimitiveId);
    }
  }

  private sum({ terms }: Sum): Node {
    const [a, b] = terms as [Expression, Expression];
    if (terms.length === 2 && isNegated(b)) return this.push(op.subtract, [this.emit(a), this.emit(b.factors[1]!)]);
    const pairs = terms.filter(isPair);
    if (terms.length > 1 && pairs.length >= terms.length - 1) {
      const factors = [...pairs.flatMap((pair) => pair.factors), ...terms.filter((term) => !isPair(term))];
      return this.push(
        op.dot,
        factors.map((factor) => this.emit(factor)),
      );
    }
    const args = terms.map((term) => this.emit(term));
    return this.push(args.length === 2 ? op.add : op.sum, args);
  }

  private push(code: Instruction["op"], args: readonly Node[], primitive?: PrimitiveId): Node {
    const node = { slot: -1, level: 1 + Math.max(...args.map((arg) => arg.level)) };
    this.code.push({ op: code, args, node, ...(primitive ? { primitive } : {}) });
    return node;
  }
}

const isPair = (e: Expression): e is Product => e.kind === "product" && e.factors.length === 2;
const isNegated = (e: Expression): e is Product =>
  e.kind === "product" && e.factors.length === 2 && isConstant(e.factors[0]!, -1);

function entry<K>(known: Map<K, Node>, key: K): Node {
  let node = known.get(key);
  if (!node) known.set(key, (node = { slot: -1, level: 0 }));
  return node;
}
