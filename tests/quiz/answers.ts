import type { Network } from "#engine/network.ts";
import type { Quantity } from "#engine/quantity.ts";

/** A slip about what an optimizer remembers shows in the second step. */
const STEPS = 2;

/** What may be asked of a network: its values, all gradients, the parameters after each of the first steps. */
export function answersIn(network: Network): Quantity[] {
  const moving = [...network.parameters, ...network.withRole("input"), ...network.forward];
  const answers = [...network.forward, ...moving.map((q) => network.gradient(q))];
  let after: readonly Quantity[] = network.parameters;
  for (let step = 0; step < Math.min(network.training?.steps ?? 0, STEPS); step++) {
    after = after.map((w) => network.later(w));
    answers.push(...after);
  }
  return answers;
}
