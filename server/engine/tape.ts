import type { PrimitiveId } from "./functions.ts";
import { float64, type NumberSystem } from "./numbers.ts";
import type { Quantity } from "./quantity.ts";

/** What an instruction does with its operands. */
export const op = {
  add: 0,
  subtract: 1,
  multiply: 2,
  divide: 3,
  power: 4,
  sum: 5,
  product: 6,
  /** x1 y1 + x2 y2 + ... */
  dot: 7,
  /** e^x, apart from the other primitives since most activation functions need it. */
  exp: 8,
  /** Any other primitive function. */
  apply: 9,
} as const;

export type Instruction = {
  readonly op: (typeof op)[keyof typeof op];
  readonly args: readonly number[];
  readonly primitive?: PrimitiveId;
};

/**
 * A shape and its rules as one flat list of instructions: operation `i` writes slot `first + i` from earlier slots.
 * It is compiled once (`compile.ts`) and run over any values and any number system; nothing is generated as source
 * text.
 */
export class Tape {
  /** The given numbers, in the order of the first slots. */
  readonly leaves: readonly Quantity[];
  private readonly constants: readonly string[];
  private readonly code: readonly Instruction[];
  private readonly slots: ReadonlyMap<Quantity, number>;
  private readonly first: number;
  private readonly ops: Uint8Array;
  /** Where the operands of each instruction start in the pool of all operands. */
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
    // Three operands are read ahead whatever the instruction needs; the padding keeps that inside the pool.
    this.pool = Int32Array.from([...code.flatMap(({ args }) => args), 0, 0]);
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
        case op.add:
          memory[first + i] = a + b;
          break;
        case op.subtract:
          memory[first + i] = a - b;
          break;
        case op.multiply:
          memory[first + i] = a * b;
          break;
        case op.divide:
          memory[first + i] = a / b;
          break;
        case op.power:
          memory[first + i] = b === 2 ? a * a : a ** b;
          break;
        case op.exp:
          memory[first + i] = Math.exp(a);
          break;
        case op.apply:
          memory[first + i] = this.functions[i]!(a, b, memory[pool[from + 2]!]!)!;
          break;
        default:
          memory[first + i] = this.fold(ops[i]!, from, starts[i + 1]!);
      }
    }
    return memory;
  }

  private fold(code: number, from: number, to: number): number {
    const { memory, pool } = this;
    let total = code === op.product ? 1 : 0;
    if (code === op.dot) for (let k = from; k < to; k += 2) total += memory[pool[k]!]! * memory[pool[k + 1]!]!;
    else if (code === op.sum) for (let k = from; k < to; k++) total += memory[pool[k]!]!;
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

function step<N>(system: NumberSystem<N>, instruction: Instruction, args: N[]): N | undefined {
  const [a, b] = args as [N, N];
  if (instruction.primitive) return system.apply[instruction.primitive](...args);
  switch (instruction.op) {
    case op.divide:
      return system.divide(a, b);
    case op.power:
      return system.power(a, b);
    case op.subtract:
      return system.add(a, system.multiply(system.from("-1")!, b));
    case op.multiply:
    case op.product:
      return args.reduce(system.multiply);
    case op.dot: {
      const products = args.flatMap((x, k) => (k % 2 === 0 ? [system.multiply(x, args[k + 1]!)] : []));
      return products.reduce(system.add);
    }
    default:
      return args.reduce(system.add);
  }
}
