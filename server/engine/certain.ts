import type { Decimal } from "decimal.js";
import { decimal } from "./numbers.ts";
import { givenNumbers, givenValues, type Problem } from "./problem.ts";
import type { Tape } from "./tape.ts";

/** Below this a float64 may be what rounding left of a zero: 0.1 * 3 - 0.3 is 5.6e-17. */
const DUST = 1e-9;
/** Below this a decimal of fifty digits is a zero. */
const DECIMAL_DUST = 1e-30;

/** True where a value is so small that only decimals tell whether it is 0. */
export const isDoubtful = (value: number): boolean => value !== 0 && Math.abs(value) < DUST;

/** A doubtful value as its decimal has it. */
export function settled(value: number, exact: Decimal | undefined): number {
  if (!isDoubtful(value) || exact === undefined) return value;
  return exact.abs().lt(DECIMAL_DUST) ? 0 : exact.toNumber();
}

/** All values of a tape over float64; one that cancels to 0 is 0. */
export function certainValues(problem: Problem, tape: Tape): Float64Array {
  const memory = tape.run(givenValues(problem, tape)).slice();
  if (!memory.some(isDoubtful)) return memory;
  const exact = tape.runOver(decimal, givenNumbers(decimal, problem, tape));
  return memory.map((value, slot) => settled(value, exact[slot]));
}
