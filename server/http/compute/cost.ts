import type { DeriveRequest } from "#contract/calculators.ts";
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
  Products: { derive: 20_000, diagnose: 1_000 },
  "Products x steps x rule sets": { derive: 500_000, diagnose: 20_000_000 },
  "Products x asked quantities": { derive: 20_000, diagnose: 1_000 },
} as const;

const count = (tensor: unknown): number =>
  Array.isArray(tensor) ? tensor.reduce((sum: number, part) => sum + count(part), 0) : 1;

const sizeOf = (tensors: Readonly<Record<string, unknown>>): number =>
  Object.values(tensors).reduce((sum: number, tensor) => sum + count(tensor), 0);

type Document = DeriveRequest["network"];

/** About how many products the forward pass of a network comes to. */
function products(network: Document): number {
  const parameters = sizeOf(network.params);
  switch (network.type) {
    case "dense":
      return parameters * network.inputs.X.length;
    case "rnn":
    case "lstm":
    case "gru":
      return parameters * network.inputs.x.length;
    case "attention": {
      const { length } = network.inputs.X;
      return (parameters + 2 * count(network.params.Wk)) * length + count(network.params.Wv) * length ** 2;
    }
    case "embedding":
      return parameters * network.config.ids.length + count(network.config.ids) * (network.params.E[0]?.length ?? 0);
    case "softmax_vjp":
      return network.inputs.z.length ** 2;
    case "tied":
    case "optim_quad":
    case "pointwise_activation":
    case "pointwise_loss":
    case "clip":
    case "init":
    case "complexity":
    case "lr_schedule":
      return parameters;
    case "optim_seq":
      return count(network.grad_sequence);
    case "graph":
      return network.config.nodes.length;
    case "batchnorm":
    case "layernorm":
      return 4 * count(network.inputs.X);
    case "conv1d":
    case "conv2d":
      return sizeOf(network.params) * count(network.inputs.X);
  }
}

const stepsOf = (network: Document): number => {
  if (network.type === "optim_seq") return network.grad_sequence.length;
  const optimizer = "optimizer" in network ? network.optimizer : undefined;
  // Looking ahead takes a pass of its own.
  return (optimizer?.steps ?? 1) * (optimizer?.name === "nesterov_lookahead" ? 2 : 1);
};

/** Refuses what would take too long, before it starts. */
export const demandBounded = ({ operation, request }: Task): void => {
  const forward = products(request.network);
  const asked = operation === "derive" ? (request.ask?.length ?? 0) : 1;
  const found = {
    Products: forward,
    "Products x steps x rule sets": forward * stepsOf(request.network) * ruleSets[operation],
    "Products x asked quantities": forward * asked,
  };
  for (const name of Object.keys(limits) as (keyof typeof limits)[]) {
    const most = limits[name][operation];
    if (found[name] <= most) continue;
    const message = `${name} may come to ${most} at most, and here they come to ${found[name]}.`;
    throw new Refusal("invalid_input", message, [{ path: "network", message }]);
  }
};
