import { execute } from "./execute.ts";
import { float64, type NumberSystem } from "./numbers.ts";
import { decode, op, primitiveOf } from "./operations.ts";
import type { Quantity } from "./quantity.ts";

/** What a tape is made of. */
export type Recording = {
  /** The given numbers, in the order of the first slots. */
  readonly leaves: readonly Quantity[];
  /** The exact numbers in the slots after them. */
  readonly constants: readonly string[];
  /** What is computed of constants alone, and then all the rest, as runs; each operation writes the next slot. */
  readonly fixed: Int32Array;
  readonly code: Int32Array;
  /** How many slots there are in front of those that `code` writes. */
  readonly settled: number;
  readonly length: number;
  /** What was wanted, and the slots where it is found. */
  readonly wanted: readonly Quantity[];
  readonly outputs: Int32Array;
};

/**
 * A shape and its rules as one flat list of operations on numbered slots. It is compiled once (`compile.ts`) and run
 * over any values and any number system; nothing is generated as source text.
 */
export class Tape {
  readonly leaves: readonly Quantity[];
  readonly wanted: readonly Quantity[];
  /** The slots of what was wanted, in the same order. */
  readonly outputs: Int32Array;
  private readonly constants: readonly string[];
  private readonly fixed: Int32Array;
  private readonly code: Int32Array;
  private readonly settled: number;
  private readonly memory: Float64Array;
  private slots: ReadonlyMap<Quantity, number> | undefined;

  constructor({ leaves, constants, fixed, code, settled, length, wanted, outputs }: Recording) {
    this.leaves = leaves;
    this.constants = constants;
    this.fixed = fixed;
    this.code = code;
    this.settled = settled;
    this.wanted = wanted;
    this.outputs = outputs;
    this.memory = new Float64Array(length);
    constants.forEach((text, i) => (this.memory[leaves.length + i] = float64.from(text)!));
    execute(fixed, this.memory, leaves.length + constants.length);
  }

  get length(): number {
    return this.memory.length;
  }

  /** The slot of something that was wanted. */
  slot(q: Quantity): number {
    const slot = this.slotOf(q);
    if (slot === undefined) throw new Error(`${q.id} was not wanted of this tape`);
    return slot;
  }

  /** The slot of a quantity, if it was wanted. */
  slotOf(q: Quantity): number | undefined {
    this.slots ??= new Map(this.wanted.map((wanted, i) => [wanted, this.outputs[i]!]));
    return this.slots.get(q);
  }

  /** Runs over float64. The result is the tape's own memory, valid until the next run. */
  run(values: ArrayLike<number>): Float64Array {
    this.memory.set(values);
    execute(this.code, this.memory, this.settled);
    return this.memory;
  }

  /** Runs over any number system; a slot is undefined where the system has no such number. */
  runOver<N>(system: NumberSystem<N>, values: readonly (N | undefined)[]): (N | undefined)[] {
    const memory = [...values, ...this.constants.map(system.from)];
    for (const code of [this.fixed, this.code])
      for (const { operation, operands } of decode(code))
        for (const slots of operands) {
          const args = slots.map((slot) => memory[slot]);
          memory.push(args.every((arg) => arg !== undefined) ? apply(system, operation, args as N[]) : undefined);
        }
    return memory;
  }
}

function apply<N>(system: NumberSystem<N>, operation: number, args: N[]): N | undefined {
  const [a, b] = args as [N, N];
  const minus = (x: N, y: N): N => system.add(x, system.multiply(system.from("-1")!, y));
  const primitive = primitiveOf(operation);
  if (primitive) return system.apply[primitive](...args);
  switch (operation) {
    case op.divide:
      return system.divide(a, b);
    case op.power:
      return system.power(a, b);
    case op.subtract:
      return minus(a, b);
    case op.multiply:
    case op.product:
      return args.reduce(system.multiply);
    case op.throughLogistic:
      return [a, b, minus(system.from("1")!, b)].reduce(system.multiply);
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
