import { describe, expect, test } from "vitest";
import type { GraphDocument, NodeDocument } from "#engine/families/graph.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
import { randomFamilies } from "../engine/random-families.ts";
import { always } from "../engine/random-networks.ts";
import { differences, rightly } from "./by-hand.ts";

const unary: Readonly<Record<string, (x: number, c: number) => number>> = {
  neg: () => -1,
  inv: (x) => -1 / (x * x),
  exp: (_x, c) => c,
  log: (x) => 1 / x,
  sqrt: (_x, c) => 1 / (2 * c),
  sigmoid: (_x, c) => c * (1 - c),
  tanh: (_x, c) => 1 - c * c,
  relu: (x) => (x > 0 ? 1 : 0),
};

/** What a node hands to its one argument x, from its own value c and what has reached it, u. */
function toOne(node: NodeDocument & { args: number[] }, x: number, c: number, u: number, id: MistakeId): number {
  const upstream = id === "graph.no_upstream" ? 1 : u;
  if (node.op === "pow") return upstream * node.n * x ** (id === "graph.pow_keeps_exponent" ? node.n : node.n - 1);
  if (node.op === "inv" && id === "graph.inv_sign") return u / (x * x);
  return upstream * unary[node.op]!(x, c);
}

/** What a node hands to its two arguments; undefined where it hands nothing over. */
function toBoth(op: string, a: number, b: number, u: number, id: MistakeId): readonly (number | undefined)[] {
  const chosen = (isFirst: boolean) => [isFirst ? u : undefined, isFirst ? undefined : u];
  switch (op) {
    case "add":
      return id === "graph.add_multiplies" ? [u * a, u * b] : [u, u];
    case "sub":
      return [u, id === "graph.sub_sign" ? u : -u];
    case "mul":
      return id === "graph.mul_own_input" ? [u * a, u * b] : [u * b, u * a];
    case "div":
      return [u / b, ((id === "graph.div_sign" ? 1 : -1) * u * a) / (b * b)];
    default:
      if (id === "graph.max_both") return [u, u];
      if (a === b) return [undefined, undefined];
      return chosen(op === "max" ? a > b : a < b);
  }
}

/** The gradients of all nodes, from the last to the first. */
function backwards({ config: { nodes } }: GraphDocument, values: readonly number[], id: MistakeId): number[] {
  const g = nodes.map((_, i): number => (i === nodes.length - 1 ? 1 : 0));
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!;
    if (node.op === "input" || node.op === "const") continue;
    const [a, b] = node.args.map((arg) => values[arg]!) as [number, number];
    const handed = node.args.length === 1 ? [toOne(node, a, values[i]!, g[i]!, id)] : toBoth(node.op, a, b, g[i]!, id);
    node.args.forEach((arg, slot) => {
      const share = handed[slot];
      if (share !== undefined) g[arg] = id === "graph.overwrite" ? share : g[arg]! + share;
    });
  }
  return g;
}

/** The nodes that have a gradient. */
const moving = ({ config }: GraphDocument, g: readonly number[]) =>
  Object.fromEntries(g.flatMap((value, i) => (config.nodes[i]!.op === "const" ? [] : [[i, value]])));

describe("node by node", () => {
  test.each<MistakeId>([
    "graph.overwrite",
    "graph.add_multiplies",
    "graph.sub_sign",
    "graph.mul_own_input",
    "graph.div_sign",
    "graph.max_both",
    "graph.no_upstream",
    "graph.pow_keeps_exponent",
    "graph.inv_sign",
  ])("%s", (id) => {
    always(randomFamilies.graph, 300, (document) => {
      const values = rightly(document).forward("nodes") as unknown as number[];
      const byHand = { nodes: moving(document, backwards(document, values, id)) };
      expect(differences(document, id, byHand)).toEqual([]);
    });
  });
});
