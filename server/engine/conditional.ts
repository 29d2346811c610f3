import { type Call, type Expression, operands, parts } from "./expression.ts";
import type { PrimitiveId } from "./functions.ts";
import type { Network } from "./network.ts";
import { isParameter } from "./quantity.ts";
import { stateAfter, updateBy } from "./update.ts";

const CONDITIONAL: ReadonlySet<string> = new Set<PrimitiveId>(["positive", "select", "abs", "sign", "max", "min"]);

/**
 * True where the value of an expression turns on conditions, as that of a ReLU does; looked for in what is evaluated.
 * Which step it is, is known.
 */
export function isConditional(e: Expression): boolean {
  if (e.kind === "call" && e.fn.value) return isConditional(e.fn.value(...e.args));
  const isCondition = e.kind === "call" && CONDITIONAL.has(e.fn.id) && !isOfStep(e);
  return isCondition || parts(e).some(isConditional);
}

/** A choice by the clock, as of the gradient that is given for a step. */
const isOfStep = ({ fn, args }: Call): boolean =>
  fn.id === "select" && [...operands(args[0]!)].every(({ role }) => role === "clock");

const known = new WeakMap<Network, boolean>();

/** The same of anything in a network: its forward pass, hence its gradients, or the rules of its optimizer. */
export function hasConditions(network: Network): boolean {
  let has = known.get(network);
  if (has === undefined) known.set(network, (has = rulesOf(network).some(isConditional)));
  return has;
}

function rulesOf(network: Network): Expression[] {
  const forward = network.forward.map((q) => network.definition(q)!);
  const { training } = network;
  if (!training) return forward;
  const updates = network.parameters.filter(isParameter).map((w) => updateBy(network, training.optimizer, w));
  const states = [...training.owners.keys()].map((q) => stateAfter(network, training.optimizer, q)!);
  return [...forward, ...updates, ...states];
}
