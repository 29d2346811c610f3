import type { Definitions } from "./chain-rule.ts";
import { type Constant, type Expression, isConstant, parts, type Product, type Sum } from "./expression.ts";
import type { PrimitiveId } from "./functions.ts";
import { float64, type NumberSystem } from "./numbers.ts";
import type { Quantity } from "./quantity.ts";

const ADD = 0;
const SUBTRACT = 1;
const MULTIPLY = 2;
const DIVIDE = 3;
const POWER = 4;
const SUM = 5;
const PRODUCT = 6;
/** x1 y1 + x2 y2 + ... */
const DOT = 7;
const APPLY = 8;

type Instruction = { readonly op: number; readonly args: readonly number[]; readonly primitive?: PrimitiveId };

/**
 * A shape and its rules as one flat list of instructions: operation `i` writes slot `first + i` from earlier slots.
 * It is compiled once and run over any values and any number system; nothing is generated as source text.
 */
export class Tape {
  /** The given numbers, in the order of the first slots. */
  readonly leaves: readonly Quantity[];
  private readonly constants: readonly string[];
  private readonly code: readonly Instruction[];
  private readonly slots: ReadonlyMap<Quantity, number>;
  private readonly first: number;
  private readonly ops: Uint8Array;
  private readonly starts: Int32Array;
  private readonly pool: Int32Array;
  private readonly functions: readonly (((...args: number[]) => number | undefined) | undefined)[];
  private readonly memory: Float64Array;

  constructor(
    leaves: readonly Quantity[],
    constants: readonly string[],
    code: readonly Instruction[],
    slots: ReadonlyMap<Quantity, number>,
  ) {
    this.leaves = leaves;
    this.constants = constants;
    this.code = code;
    this.slots = slots;
    this.first = leaves.length + constants.length;
    this.ops = Uint8Array.from(code, (instruction) => instruction.op);
    this.functions = code.map(({ primitive }) => primitive && float64.apply[primitive]);
    this.starts = new Int32Array(code.length + 1);
    code.forEach(({ args }, i) => (this.starts[i + 1] = this.starts[i]! + args.length));
    this.pool = Int32Array.from(code.flatMap(({ args }) => args));
    this.memory = new Float64Array(this.first + code.length);
    constants.forEach((text, i) => (this.memory[leaves.length + i] = float64.from(text)!));
  }

  get length(): number {
    return this.code.length;
  }

  slot(q: Quantity): number {
    const slot = this.slots.get(q);
    if (slot === undefined) throw new Error(`${q.id} is not on this tape`);
    return slot;
  }

  /** Runs over float64. The result is the tape's own memory, valid until the next run. */
  run(values: ArrayLike<number>): Float64Array {
    const { memory, ops, starts, pool, first } = this;
    for (let i = 0; i < this.leaves.length; i++) memory[i] = values[i]!;
    for (let i = 0; i < ops.length; i++) {
      const from = starts[i]!;
      const a = memory[pool[from]!]!;
      const b = memory[pool[from + 1]!]!;
      switch (ops[i]) {
        case ADD:
          memory[first + i] = a + b;
          break;
        case SUBTRACT:
          memory[first + i] = a - b;
          break;
        case MULTIPLY:
          memory[first + i] = a * b;
          break;
        case DIVIDE:
          memory[first + i] = a / b;
          break;
        case POWER:
          memory[first + i] = b === 2 ? a * a : a ** b;
          break;
        case APPLY:
          memory[first + i] = this.functions[i]!(a, b, memory[pool[from + 2]!]!)!;
          break;
        default:
          memory[first + i] = this.fold(ops[i]!, from, starts[i + 1]!);
      }
    }
    return memory;
  }

  private fold(op: number, from: number, to: number): number {
    const { memory, pool } = this;
    let total = op === PRODUCT ? 1 : 0;
    if (op === DOT) for (let k = from; k < to; k += 2) total += memory[pool[k]!]! * memory[pool[k + 1]!]!;
    else if (op === SUM) for (let k = from; k < to; k++) total += memory[pool[k]!]!;
    else for (let k = from; k < to; k++) total *= memory[pool[k]!]!;
    return total;
  }

  /** Runs over any number system; a slot is undefined where the system has no such number. */
  runOver<N>(system: NumberSystem<N>, values: readonly (N | undefined)[]): (N | undefined)[] {
    const memory = [...values, ...this.constants.map(system.from)];
    for (const instruction of this.code) {
      const args = instruction.args.map((slot) => memory[slot]);
      memory.push(args.every((arg) => arg !== undefined) ? step(system, instruction, args as N[]) : undefined);
    }
    return memory;
  }
}

function step<N>(system: NumberSystem<N>, { op, primitive }: Instruction, args: N[]): N | undefined {
  const [a, b] = args as [N, N];
  if (primitive) return system.apply[primitive](...args);
  switch (op) {
    case DIVIDE:
      return system.divide(a, b);
    case POWER:
      return system.power(a, b);
    case SUBTRACT:
      return system.add(a, system.multiply(system.from("-1")!, b));
    case MULTIPLY:
    case PRODUCT:
      return args.reduce(system.multiply);
    case DOT: {
      const products = args.flatMap((x, k) => (k % 2 === 0 ? [system.multiply(x, args[k + 1]!)] : []));
      return products.reduce(system.add);
    }
    default:
      return args.reduce(system.add);
  }
}

/** Compiles what is wanted, and all that it is computed from, into one tape. */
export function compile(define: Definitions, wanted: Iterable<Quantity>): Tape {
  return new Compiler(define).compile(wanted);
}

/** Leaf and constant slots are not known until the end, so operands are collected as nodes and numbered last. */
type Node = { slot: number };

class Compiler {
  private readonly define: Definitions;
  private readonly leaves = new Map<Quantity, Node>();
  private readonly constants = new Map<string, Node>();
  private readonly quantities = new Map<Quantity, Node>();
  private readonly expressions = new Map<Expression, Node>();
  private readonly code: { op: number; args: readonly Node[]; primitive?: PrimitiveId; node: Node }[] = [];

  constructor(define: Definitions) {
    this.define = define;
  }

  compile(wanted: Iterable<Quantity>): Tape {
    for (const q of wanted) this.quantity(q);
    let slot = 0;
    for (const node of [...this.leaves.values(), ...this.constants.values()]) node.slot = slot++;
    for (const { node } of this.code) node.slot = slot++;
    const code = this.code.map(({ op, args, primitive }) => ({
      op,
      args: args.map((node) => node.slot),
      ...(primitive ? { primitive } : {}),
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
        return this.push(args.length === 2 ? MULTIPLY : PRODUCT, args);
      case "quotient":
        return this.push(DIVIDE, args);
      case "power":
        return this.push(POWER, args);
      case "call":
        return this.push(APPLY, args, e.fn.id as PrimitiveId);
    }
  }

  private sum({ terms }: Sum): Node {
    const [a, b] = terms as [Expression, Expression];
    if (terms.length === 2 && isNegated(b)) return this.push(SUBTRACT, [this.emit(a), this.emit(b.factors[1]!)]);
    const pairs = terms.filter((term): term is Product => term.kind === "product" && term.factors.length === 2);
    if (terms.length > 1 && pairs.length >= terms.length - 1) {
      const dot = this.push(
        DOT,
        pairs.flatMap((pair) => pair.factors.map((factor) => this.emit(factor))),
      );
      const rest = terms.find((term) => !pairs.includes(term as Product));
      return rest ? this.push(ADD, [dot, this.emit(rest)]) : dot;
    }
    const args = terms.map((term) => this.emit(term));
    return this.push(args.length === 2 ? ADD : SUM, args);
  }

  private push(op: number, args: readonly Node[], primitive?: PrimitiveId): Node {
    const node = { slot: -1 };
    this.code.push({ op, args, node, ...(primitive ? { primitive } : {}) });
    return node;
  }
}

const isNegated = (e: Expression): e is Product =>
  e.kind === "product" && e.factors.length === 2 && isConstant(e.factors[0]!, -1);

function entry<K>(known: Map<K, Node>, key: K): Node {
  let node = known.get(key);
  if (!node) known.set(key, (node = { slot: -1 }));
  return node;
}
