import { common } from "./common.ts";
import { depth, isLast, runningNumber } from "./layers.ts";
import { word, indexed, indexedBy, one } from "./names.ts";
import type { Network } from "../network.ts";
import type { Notation } from "./notation.ts";
import type { Quantity } from "../quantity.ts";

/** Case 2b, Mazur's: i1, h1, o1 with net and out, weights numbered through, t the targets. */
export const mazur: Notation = {
  id: "mazur",
  delta: true,
  also: (network, { role, unit }) => {
    if (role === "target" && network.outputs.length === 1) return [`target_o${one(unit)}`, `t_o${one(unit)}`];
    return role === "loss" ? ["E_total"] : [];
  },
  base: (network, q) => {
    const unit = isLast(network, q.layer ?? depth(network))
      ? `o${one(q.unit)}`
      : `h${runningNumber(network, q.layer!, q.unit ?? 0)}`;
    switch (q.role) {
      case "input":
        return indexed("i", one(q.unit));
      case "target":
        return indexed("t", one(q.unit));
      case "net":
        return word("net", unit);
      case "activation":
        return word("out", unit);
      case "bias":
        return q.unit === undefined ? indexed("b", q.layer!) : indexedBy("b", unit);
      case "weight":
        return indexed("w", weightNumber(network, q));
      default:
        return common(q, unit)!;
    }
  },
};

/** Weights numbered through, unit by unit: w1 and w2 enter the first hidden unit. */
function weightNumber(network: Network, w: Quantity): number {
  const { widths } = network;
  let before = 0;
  for (let l = 1; l < w.layer!; l++) before += widths[l]! * widths[l - 1]!;
  return before + w.unit! * widths[w.layer! - 1]! + w.source! + 1;
}
