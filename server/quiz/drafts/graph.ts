import type { NetworkDocument } from "#contract/network.ts";

type GraphDocument = Extract<NetworkDocument, { type: "graph" }>;
type NodeDocument = GraphDocument["config"]["nodes"][number];
type Taking<Arguments> = Extract<NodeDocument, { args: Arguments }>["op"];

type Operation =
  | readonly [operation: Exclude<Taking<[number]>, "pow">, of: Term]
  | readonly [operation: Taking<[number, number]>, first: Term, second: Term]
  | readonly [operation: "pow", base: Term, exponent: number];

/**
 * A computation as it is written: an input by its name, a number, or an operation on terms. A term that stands in two
 * places is one node that is read twice.
 */
export type Term = string | number | Operation;

/** The graph that computes a term: the inputs, then the numbers, then a node for each operation. */
export function graphOf(inputs: Readonly<Record<string, number>>, term: Term): GraphDocument {
  const operations = [...operationsIn(term)];
  const numbers = new Set(operations.flatMap(argumentsOf).filter((arg) => typeof arg === "number"));
  const parts = [...Object.keys(inputs), ...numbers, ...operations];
  const places = new Map<Term, number>(parts.map((part, i) => [part, i]));
  const nodes = parts.map((part) => nodeOf(part, places));
  return { type: "graph", config: { nodes }, params: {}, inputs: { ...inputs } };
}

/** The terms that an operation reads; the exponent of a power is part of the node. */
const argumentsOf = ([operation, ...args]: Operation): readonly Term[] =>
  operation === "pow" ? args.slice(0, 1) : args;

/** Every operation of a term once, its arguments before it. */
function operationsIn(term: Term, found = new Set<Operation>()): Set<Operation> {
  if (typeof term !== "object" || found.has(term)) return found;
  for (const arg of argumentsOf(term)) operationsIn(arg, found);
  return found.add(term);
}

function nodeOf(part: Term, places: ReadonlyMap<Term, number>): NodeDocument {
  if (typeof part === "string") return { op: "input", name: part };
  if (typeof part === "number") return { op: "const", value: part };
  const args = argumentsOf(part).map((arg) => places.get(arg)!);
  const node = part[0] === "pow" ? { op: part[0], args, n: part[2] } : { op: part[0], args };
  return node as NodeDocument;
}
