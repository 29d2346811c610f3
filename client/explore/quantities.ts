import type { DenseDocument, NotationId } from "#contract/network.ts";
import type { Diagram, Formula, Step } from "#contract/practice.ts";
import { derive } from "#engine/derive.ts";
import { numberAt } from "#engine/document.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import { type Problem, problemOf, valuesOf } from "#engine/problem.ts";
import type { Quantity, Role } from "#engine/quantity.ts";
import { diagramOf } from "#quiz/diagram.ts";

/** A number of the document that may be edited. */
export type Field = { readonly path: string; readonly symbol: Formula; readonly value: number };
export type FieldGroup = "inputs" | "targets" | "weights" | "biases" | "settings";

/** A computed quantity with its value; null where it is undefined. */
export type Row = { readonly id: string; readonly symbol: Formula; readonly value: number | null };
export type RowGroup = "forward" | "loss" | "deltas" | "grads" | "updated";

/** A network read and computed. */
export type Computed = {
  readonly document: DenseDocument;
  readonly notation: NotationId;
  readonly problem: Problem<DenseDocument>;
  readonly fields: Readonly<Record<FieldGroup, readonly Field[]>>;
  readonly rows: Readonly<Record<RowGroup, readonly Row[]>>;
};

const GROUPS: Partial<Record<Role, FieldGroup>> = {
  input: "inputs",
  target: "targets",
  weight: "weights",
  bias: "biases",
  setting: "settings",
};

/** Everything about a document in one notation; throws `DocumentError` where there is no such network. */
export function compute(document: DenseDocument, notation: NotationId): Computed {
  const problem = problemOf(document);
  const symbol = (q: Quantity): Formula => symbolOf(problem.network, notations[notation], q);
  const fields: Record<FieldGroup, Field[]> = { inputs: [], targets: [], weights: [], biases: [], settings: [] };
  for (const q of problem.network.leaves) {
    const group = GROUPS[q.role];
    const value = numberAt(document, q.id);
    if (group !== undefined && value !== undefined) fields[group].push({ path: q.id, symbol: symbol(q), value });
  }
  const rows = Object.entries(listed(problem)).map(([group, quantities]) => {
    const values = valuesOf(problem, problem.model.right, quantities);
    return [group, quantities.map((q, i) => ({ id: q.id, symbol: symbol(q), value: finite(values[i]) }))];
  });
  return { document, notation, problem, fields, rows: Object.fromEntries(rows) as Record<RowGroup, Row[]> };
}

/** Every quantity worth a line, in the order in which one computes them. */
function listed({ network }: Problem): Record<RowGroup, readonly Quantity[]> {
  const forward = network.forward.filter((q) => q.role === "net" || q.role === "activation" || q.role === "signal");
  const nets = forward.filter((q) => q.role === "net");
  const activations = forward.filter((q) => q.role === "activation");
  // The error comes back layer by layer, but within a layer one reads from the first unit to the last.
  const backwards = nets.toSorted((a, b) => (b.layer ?? 0) - (a.layer ?? 0));
  const trained = network.training === undefined ? [] : network.parameters;
  return {
    forward,
    loss: network.training === undefined ? [network.loss] : [network.loss, network.lossAfter],
    deltas: backwards.map((q) => network.gradient(q)),
    grads: [...network.parameters, ...activations, ...network.withRole("input")].map((q) => network.gradient(q)),
    updated: trained.map((q) => network.later(q)),
  };
}

/** The picture of a network. */
export const diagramFor = ({ problem, notation }: Computed): Diagram => diagramOf(problem, notations[notation]);

/** The derivation of a quantity. */
export function stepsOf({ problem, notation }: Computed, id: string): readonly Step[] {
  const wanted = problem.network.find(id);
  return wanted === undefined ? [] : derive(problem, problem.model.right, wanted, notations[notation]);
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
