import type { NetworkResponse } from "#contract/calculators.ts";
import type { DenseDocument } from "#contract/network.ts";

/** One weight under the exact gradient and under the tutorial's rule. */
export type RuleRow = {
  readonly path: string;
  readonly exact: number;
  readonly implied: number;
  /** Null where the exact gradient is zero. */
  readonly ratio: number | null;
  readonly wrongWay: boolean;
};

type Values = NetworkResponse["loss"];

/** What the comparison needs of a derivation. */
export type Ruled = {
  readonly grads: NetworkResponse["grads"];
  readonly agh?: { readonly updated: NetworkResponse["grads"] } | undefined;
};

/** The gradient that the rule's updates imply, (w - w') / lr, beside the exact one, weight by weight. */
export function compareRule(document: DenseDocument, response: Ruled): readonly RuleRow[] {
  const lr = document.optimizer?.lr ?? 0;
  const { agh, grads } = response;
  if (agh === undefined || lr === 0) return [];
  return Object.entries(agh.updated).flatMap(([name, updated]) => {
    const before = numbersIn(document.params[name]);
    const after = numbersIn(updated);
    const exact = numbersIn(grads[name]);
    return [...before].flatMap(([path, w]) => {
      const ruled = after.get(path);
      const gradient = exact.get(path);
      return ruled === undefined || gradient === undefined ? [] : [row(`${name}${path}`, gradient, (w - ruled) / lr)];
    });
  });
}

function row(path: string, exact: number, implied: number): RuleRow {
  return { path, exact, implied, ratio: exact === 0 ? null : implied / exact, wrongWay: exact * implied < 0 };
}

/** The numbers of nested lists by their paths: [[1, 2]] has ".0.0" and ".0.1". */
function numbersIn(values: Values | undefined, path = ""): ReadonlyMap<string, number> {
  if (typeof values === "number") return new Map([[path, values]]);
  if (!Array.isArray(values)) return new Map();
  return new Map(values.flatMap((part, i) => [...numbersIn(part, `${path}.${i}`)]));
}
