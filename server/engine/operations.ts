import { type PrimitiveId, primitives } from "./functions.ts";

/** What an operation does with its operands. From the logistic function on, it is one of the primitive functions. */
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
  /** u a (1 - a): a gradient handed back through a logistic function or a probability. */
  throughLogistic: 8,
  sigmoid: 9,
} as const;

const functions = ["sigmoid", ...Object.keys(primitives).filter((id) => id !== "sigmoid")] as readonly PrimitiveId[];

/** The operation that computes a primitive function. */
export const opOf = (id: PrimitiveId): number => op.sigmoid + functions.indexOf(id);

/** The primitive function that an operation computes, if it is one. */
export const primitiveOf = (operation: number): PrimitiveId | undefined => functions[operation - op.sigmoid];

/** The numbers before the operands of a run: the operation, how many there are, and how many operands each has. */
export const HEADER = 3;

/** Operations of one kind that stand side by side; each writes the next slot. */
export type Run = {
  readonly operation: number;
  readonly operands: readonly (readonly number[])[];
};

/** Runs as one flat list of numbers. */
export function encode(runs: readonly Run[]): Int32Array {
  return Int32Array.from(
    runs.flatMap(({ operation, operands }) => [operation, operands.length, operands[0]!.length, ...operands.flat()]),
  );
}

/** The runs of a flat list again. */
export function* decode(code: Int32Array): Generator<Run> {
  for (let at = 0; at < code.length;) {
    const [operation, count, width] = code.subarray(at, at + HEADER) as unknown as [number, number, number];
    at += HEADER;
    const operands = Array.from({ length: count }, (_, i) => [...code.subarray(at + i * width, at + (i + 1) * width)]);
    at += count * width;
    yield { operation, operands };
  }
}
