import type { NetworkDocument } from "#contract/network.ts";
import type { Question } from "#contract/practice.ts";

/** What is new when the same skill is asked once more. */
export type Varied = "network" | "numbers" | "card" | "question";

/** Functions and steps of an optimizer: there is something to compute, but nobody would call it a network. */
const WITHOUT_UNITS: ReadonlySet<NetworkDocument["type"]> = new Set<NetworkDocument["type"]>([
  "graph",
  "optim_quad",
  "optim_seq",
  "pointwise_activation",
  "pointwise_loss",
  "softmax_vjp",
]);

/** What will be new when the skill of this question is asked once more. */
export function variedIn({ task, network, ask }: Question): Varied {
  if (network === null) return task.form === "flashcard" ? "card" : "question";
  return ask?.told !== undefined || WITHOUT_UNITS.has(network.type) ? "numbers" : "network";
}
