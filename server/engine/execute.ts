import { float64 } from "./numbers.ts";
import { HEADER, op, primitiveOf } from "./operations.ts";

/**
 * Carries a list of runs out over float64; results go to `memory` from slot `out` on.
 * One tight loop for each kind of operation: this is where drawing a fair question spends its time.
 */
export function execute(code: Int32Array, memory: Float64Array, out: number): void {
  let at = 0;
  while (at < code.length) {
    const operation = code[at]!;
    const end = out + code[at + 1]!;
    const width = code[at + 2]!;
    at += HEADER;
    switch (operation) {
      case op.dot:
        while (out < end) {
          const last = at + width - 1;
          // The first term stands before the loop: most sums are short. 0 + -0 is 0.
          let sum = 0 + memory[code[at]!]! * memory[code[at + 1]!]!;
          for (at += 2; at < last; at += 2) sum += memory[code[at]!]! * memory[code[at + 1]!]!;
          memory[out++] = at === last ? sum + memory[code[at++]!]! : sum;
        }
        break;
      case op.multiply:
        for (; out < end; at += 2) memory[out++] = memory[code[at]!]! * memory[code[at + 1]!]!;
        break;
      case op.sigmoid:
        for (; out < end; at++) memory[out++] = 1 / (1 + Math.exp(-memory[code[at]!]!));
        break;
      case op.throughLogistic:
        for (; out < end; at += 2) {
          const a = memory[code[at + 1]!]!;
          memory[out++] = memory[code[at]!]! * a * (1 - a);
        }
        break;
      case op.subtract:
        for (; out < end; at += 2) memory[out++] = memory[code[at]!]! - memory[code[at + 1]!]!;
        break;
      case op.add:
        for (; out < end; at += 2) memory[out++] = memory[code[at]!]! + memory[code[at + 1]!]!;
        break;
      case op.product:
        while (out < end) {
          let product = 1;
          for (const stop = at + width; at < stop; at++) product *= memory[code[at]!]!;
          memory[out++] = product;
        }
        break;
      case op.sum:
        while (out < end) {
          let sum = 0;
          for (const stop = at + width; at < stop; at++) sum += memory[code[at]!]!;
          memory[out++] = sum;
        }
        break;
      case op.divide:
        for (; out < end; at += 2) memory[out++] = memory[code[at]!]! / memory[code[at + 1]!]!;
        break;
      case op.power:
        for (; out < end; at += 2) memory[out++] = memory[code[at]!]! ** memory[code[at + 1]!]!;
        break;
      default: {
        const fn = float64.apply[primitiveOf(operation)!];
        for (; out < end; at += width) memory[out++] = applied(fn, code, memory, at, width);
      }
    }
  }
}

type Function64 = (...args: number[]) => number | undefined;

/** No primitive function has more than three arguments. */
function applied(fn: Function64, code: Int32Array, memory: Float64Array, at: number, width: number): number {
  const x = memory[code[at]!]!;
  if (width === 1) return fn(x)!;
  const y = memory[code[at + 1]!]!;
  return (width === 2 ? fn(x, y) : fn(x, y, memory[code[at + 2]!]!))!;
}
