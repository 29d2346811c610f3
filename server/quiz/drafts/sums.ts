import type { NetworkDocument } from "#contract/network.ts";
import { type Draft, drawVector, WHOLE_4 } from "./draft.ts";

type Node = Extract<NetworkDocument, { readonly type: "graph" }>["config"]["nodes"][number];

const NAMES = ["x", "y", "z"];

/**
 * A graph of additions. Each node adds an earlier value to the one before it, so that all of them lead to the last: at
 * first every input in turn, then one input again, then any.
 */
const sums =
  (inputs: number, additions: number): Draft =>
  (random) => {
    const names = NAMES.slice(0, inputs);
    const numbers = drawVector(random, WHOLE_4, inputs);
    const nodes = names.map((name): Node => ({ op: "input", name }));
    for (let added = 1; added <= additions; added++) {
      const before = added === 1 ? 0 : nodes.length - 1;
      const earlier = added < inputs ? added : random.below(added === inputs ? inputs : nodes.length - 1);
      nodes.push({ op: "add", args: [before, earlier] });
    }
    return {
      type: "graph",
      config: { nodes },
      params: {},
      inputs: Object.fromEntries(names.map((name, i) => [name, numbers[i]!])),
    };
  };

/** Graphs whose gradients are numbers of paths. */
export const graphsOfSums = {
  five: sums(2, 5),
  six: sums(2, 6),
  seven: sums(3, 7),
  eight: sums(3, 8),
} satisfies Record<string, Draft>;
