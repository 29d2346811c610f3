import { type Problem, valuesOf } from "#engine/problem.ts";

/** Why the steps of an optimizer hide what a question is about. */
export type UnseenStep = "steps alike" | "a state back at 0";

const LEAST_STATE = 1e-6;

/**
 * Under gradients of equal size every step of Adam is as large as the rate, whatever they are; and a velocity that is
 * back at 0 takes no step.
 */
export function unseenStep(problem: Problem): UnseenStep | undefined {
  const { network, model, given } = problem;
  const { training } = network;
  if (!training) return undefined;
  const gradients = network.withRole("upstream").filter(({ tensor }) => tensor === "grad");
  const sizes = new Set(gradients.map((g) => Math.abs(given.get(g)!)));
  if (sizes.size < gradients.length) return "steps alike";
  const kept = [...training.owners].filter(([, { name }]) => Object.hasOwn(training.optimizer.states, name));
  const last = kept.map(([q]) => network.atEnd(q));
  const values = valuesOf(problem, model.right, last);
  return values.some((value) => Math.abs(value) < LEAST_STATE) ? "a state back at 0" : undefined;
}
