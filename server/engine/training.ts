import { givenValues, type Problem, type Reasoning } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import { gradientOfStep } from "./update.ts";

/** One step of a training run: the loss before it, the gradients that it steps by, the parameters and running states after it. */
export type TrainingStep = {
  readonly lossBefore: number;
  readonly gradient: (w: Quantity) => number;
  readonly after: (q: Quantity) => number;
};

/**
 * Runs the optimizer step by step over float64, calling `visit` after each step, and answers the loss at the end.
 * `visit` may return false to stop.
 */
export function trainFor(
  problem: Problem,
  reasoning: Reasoning,
  steps: number,
  visit: (t: number, step: TrainingStep) => boolean | void = () => {},
): number {
  const { network } = reasoning;
  const gradientOf = (w: Quantity) => gradientOfStep(network, network.training!.optimizer, w);
  const changing = (q: Quantity) => q.role === "state" || q.role === "clock" || network.parameters.includes(q);
  const tape = reasoning.tape("training step", () => [
    network.loss,
    ...network.parameters.map(gradientOf),
    ...network.leaves.filter(changing).map((q) => network.later(q)),
  ]);
  const values = givenValues(problem, tape);
  const moves = tape.leaves.flatMap((q, i) => (changing(q) ? [[i, tape.slot(network.later(q))] as const] : []));
  const lossSlot = tape.slot(network.loss);
  for (let t = 1; t <= steps; t++) {
    const memory = tape.run(values);
    for (const [leaf, slot] of moves) values[leaf] = memory[slot]!;
    const going = visit(t, {
      lossBefore: memory[lossSlot]!,
      gradient: (w) => memory[tape.slot(gradientOf(w))]!,
      after: (q) => memory[tape.slot(network.later(q))]!,
    });
    if (going === false) break;
  }
  return tape.run(values)[lossSlot]!;
}
