import { DocumentError, expectTensors, type FamilyDocument } from "../document.ts";
import { add, call, constant, type Expression, minus, negate, ONE, over, power, times } from "../expression.ts";
import { activations } from "../activations.ts";
import { of } from "../functions.ts";
import { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";
import type { Family } from "./family.ts";

export type NodeDocument =
  | { readonly op: "input"; readonly name: string }
  | { readonly op: "const"; readonly value: number }
  | { readonly op: "pow"; readonly args: number[]; readonly n: number }
  | { readonly op: OperationId; readonly args: number[] };

/** A computation written out node by node; the last node is the loss. */
export type GraphDocument = FamilyDocument & {
  readonly type: "graph";
  readonly config: { readonly nodes: NodeDocument[] };
  readonly inputs: Record<string, number>;
};

type Operation = (...args: [Expression, Expression]) => Expression;

const unary = {
  neg: (x) => negate(x),
  inv: (x) => over(ONE, x),
  exp: (x) => of.exp(x),
  log: (x) => of.log(x),
  sqrt: (x) => of.sqrt(x),
  sigmoid: (x) => call(activations.sigmoid, x),
  tanh: (x) => of.tanh(x),
  relu: (x) => call(activations.relu, x),
} satisfies Record<string, Operation>;

const binary = {
  add: (x, y) => add(x, y),
  sub: (x, y) => minus(x, y),
  mul: (x, y) => times(x, y),
  div: (x, y) => over(x, y),
  max: (x, y) => of.max(x, y),
  min: (x, y) => of.min(x, y),
} satisfies Record<string, Operation>;

type OperationId = keyof typeof unary | keyof typeof binary;
const operations: Readonly<Record<OperationId, Operation>> = { ...unary, ...binary };

/** The nodes are the structure. */
type Shape = { readonly nodes: readonly NodeDocument[] };

function shape({ config, params, inputs }: GraphDocument): Shape {
  const { nodes } = config;
  if (nodes.length === 0) throw new DocumentError("config.nodes", "needs at least one node");
  nodes.forEach(checkNode);
  expectTensors("params", params, {});
  const names = nodes.flatMap((node) => (node.op === "input" ? [node.name] : []));
  if (new Set(names).size < names.length) throw new DocumentError("config.nodes", "every input needs its own name");
  expectTensors("inputs", inputs, Object.fromEntries(names.map((name) => [name, []])));
  return { nodes };
}

function checkNode(node: NodeDocument, i: number): void {
  const at = `config.nodes.${i}`;
  if (node.op === "input" && !/^[A-Za-z]\w*$/.test(node.name))
    throw new DocumentError(`${at}.name`, "must be a letter, then letters, digits or _");
  if (node.op === "input" && node.name === "loss")
    throw new DocumentError(`${at}.name`, 'must be another than "loss", which is the last node');
  if (node.op === "input" || node.op === "const") return;
  if (node.op !== "pow" && !Object.hasOwn(operations, node.op))
    throw new DocumentError(`${at}.op`, `unknown operation "${node.op}"`);
  const expected = Object.hasOwn(binary, node.op) ? 2 : 1;
  if (node.args.length !== expected)
    throw new DocumentError(`${at}.args`, `must be as many as the operation takes: ${expected}`);
  const stray = node.args.findIndex((arg) => !Number.isInteger(arg) || arg < 0 || arg >= i);
  if (stray >= 0) throw new DocumentError(`${at}.args.${stray}`, "must be the number of an earlier node");
}

function build({ nodes }: Shape): Network {
  const network = new Network();
  const values: Expression[] = [];
  nodes.forEach((node, i) => values.push(valueOf(network, node, i, values, i === nodes.length - 1)));
  return network;
}

/** What later nodes read of this one: its quantity, or the number itself where it is one. */
function valueOf(network: Network, node: NodeDocument, i: number, values: readonly Expression[], last: boolean) {
  const path = `forward.nodes.${i}`;
  const described = { tensor: "nodes", index: [i], unit: i, operation: node.op } as const;
  const define = (rule: Expression): Quantity => {
    if (!last) return network.define(path, { ...described, role: "node" }, rule);
    network.loss = network.define("loss", { ...described, role: "loss" }, rule);
    network.alias(path, network.loss);
    return network.loss;
  };
  if (node.op === "const" && !last) {
    const value = constant(node.value);
    network.define(path, { ...described, role: "constant" }, value);
    return value;
  }
  if (node.op === "const") return define(constant(node.value));
  if (node.op === "input") {
    const q = network.given(`inputs.${node.name}`, { role: "input", tensor: node.name, index: [] });
    if (last) return define(q);
    network.alias(path, q);
    return q;
  }
  const args = node.args.map((arg) => values[arg]!) as [Expression, Expression];
  return define(node.op === "pow" ? power(args[0], node.n) : operations[node.op](...args));
}

export const graph: Family<GraphDocument, Shape> = { shape, build };
