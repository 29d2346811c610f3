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
  /** x1 y1 + x2 y2 + ..., and at the end perhaps one term alone, as a bias. */
  dot: 7,
  /** The logistic function, apart from the other primitives since most networks here are made of it. */
  sigmoid: 8,
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
  /** The slots of the first three operands; 0 where there are fewer. */
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly third: Int32Array;
  /** All operands one after another, and where those of each instruction start. */
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
    const operand = (k: number) => Int32Array.from(code, ({ args }) => args[k] ?? 0);
    [this.left, this.right, this.third] = [operand(0), operand(1), operand(2)];
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

  /**
   * Runs over float64. The result is the tape's own memory, valid until the next run. Each case reads what it needs
   * and no more: this loop is where drawing a fair question spends its time.
   */
  run(values: ArrayLike<number>): Float64Array {
    const { memory, ops, left, right, third, starts, pool, functions } = this;
    for (let i = 0; i < this.leaves.length; i++) memory[i] = values[i]!;
    for (let i = 0, out = this.first; i < ops.length; i++, out++) {
      switch (ops[i]!) {
        case op.add:
          memory[out] = memory[left[i]!]! + memory[right[i]!]!;
          break;
        case op.subtract:
          memory[out] = memory[left[i]!]! - memory[right[i]!]!;
          break;
        case op.multiply:
          memory[out] = memory[left[i]!]! * memory[right[i]!]!;
          break;
        case op.divide:
          memory[out] = memory[left[i]!]! / memory[right[i]!]!;
          break;
        case op.sigmoid:
          memory[out] = 1 / (1 + Math.exp(-memory[left[i]!]!));
          break;
        case op.dot: {
          const last = starts[i + 1]! - 1;
          let k = starts[i]!;
          let sum = 0;
          for (; k < last; k += 2) sum += memory[pool[k]!]! * memory[pool[k + 1]!]!;
          memory[out] = k === last ? sum + memory[pool[k]!]! : sum;
          break;
        }
        case op.product: {
          let product = 1;
          for (let k = starts[i]!; k < starts[i + 1]!; k++) product *= memory[pool[k]!]!;
          memory[out] = product;
          break;
        }
        case op.sum: {
          let sum = 0;
          for (let k = starts[i]!; k < starts[i + 1]!; k++) sum += memory[pool[k]!]!;
          memory[out] = sum;
          break;
        }
        case op.power: {
          const base = memory[left[i]!]!;
          const exponent = memory[right[i]!]!;
          memory[out] = exponent === 2 ? base * base : base ** exponent;
          break;
        }
        case op.apply:
          memory[out] = functions[i]!(memory[left[i]!]!, memory[right[i]!]!, memory[third[i]!]!)!;
      }
    }
    return memory;
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
      const terms = args.flatMap((x, k) => {
        const y = args[k + 1];
        return k % 2 === 1 ? [] : [y === undefined ? x : system.multiply(x, y)];
      });
      return terms.reduce(system.add);
    }
    default:
      return args.reduce(system.add);
  }
}
