import type { Problem } from "./problem.ts";
import type { Quantity, Role } from "./quantity.ts";

const ALWAYS: ReadonlySet<Role> = new Set<Role>(["mask", "clock", "state"]);
const known = new WeakMap<Problem, ReadonlyMap<Quantity, number>>();

/**
 * The given numbers that are facts of a problem and no variables, so that a formula need not hold for others: where the
 * states of an optimizer and its clock start, masks, and the 0s and the single 1 by which an output is marked whose
 * derivative is meant.
 */
export function factsOf(problem: Problem): ReadonlyMap<Quantity, number> {
  let facts = known.get(problem);
  if (!facts) known.set(problem, (facts = new Map([...problem.given].filter(factual(problem)))));
  return facts;
}

function factual({ given }: Problem): (entry: readonly [Quantity, number]) => boolean {
  const marks = marksAmong(given);
  return ([q]) => ALWAYS.has(q.role) || marks.has(q);
}

/** What arrives at the outputs, if it is 1 at one of several and 0 at the others. */
function marksAmong(given: ReadonlyMap<Quantity, number>): ReadonlySet<Quantity> {
  const arriving = [...given].filter(([q]) => q.role === "upstream" && q.time === undefined);
  const isOneOfSeveral = arriving.length > 1 && arriving.filter(([, value]) => value === 1).length === 1;
  const isMark = isOneOfSeveral && arriving.every(([, value]) => value === 0 || value === 1);
  return new Set(isMark ? arriving.map(([q]) => q) : []);
}
