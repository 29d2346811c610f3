import type { NetworkDocument } from "#contract/network.ts";
import { mistakes } from "#quiz/mistakes/index.ts";
import { Refusal } from "../errors.ts";
import type { Task } from "./task.ts";

/** Each mistake is another set of rules that the network is computed with. */
const ruleSets = { derive: 1, diagnose: Object.keys(mistakes).length } as const;

/**
 * What one computation may come to, each some seconds of one thread. Building a network's graph costs more than
 * training it for a step, and every step of training is listed in the answer.
 */
const limits = {
  "Parameters x batch": { derive: 20_000, diagnose: 1_000 },
  "Parameters x batch x steps x rule sets": { derive: 500_000, diagnose: 20_000_000 },
  "Parameters x batch x asked quantities": { derive: 20_000, diagnose: 1_000 },
} as const;

const count = (tensor: unknown): number =>
  Array.isArray(tensor) ? tensor.reduce((sum: number, part) => sum + count(part), 0) : 1;

const size = ({ params, inputs }: NetworkDocument): number =>
  Object.values(params).reduce((sum: number, tensor) => sum + count(tensor), 0) * inputs.X.length;

/** Refuses what would take too long, before it starts. */
export const demandBounded = ({ operation, request }: Task): void => {
  const network = size(request.network);
  const asked = operation === "derive" ? (request.ask?.length ?? 0) : 1;
  const found = {
    "Parameters x batch": network,
    "Parameters x batch x steps x rule sets": network * (request.network.optimizer?.steps ?? 1) * ruleSets[operation],
    "Parameters x batch x asked quantities": network * asked,
  };
  for (const name of Object.keys(limits) as (keyof typeof limits)[]) {
    const most = limits[name][operation];
    if (found[name] <= most) continue;
    const message = `${name} may come to ${most} at most, and here they come to ${found[name]}.`;
    throw new Refusal("invalid_input", message, [{ path: "network", message }]);
  }
};
