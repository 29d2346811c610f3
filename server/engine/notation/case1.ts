import { common } from "./common.ts";
import { depth, runningNumber } from "./layers.ts";
import { name, indexed, one, pair } from "./names.ts";
import type { Network } from "../network.ts";
import type { Notation } from "./notation.ts";
import type { Quantity } from "../quantity.ts";

/** Case 1: inputs x, neurons numbered through, e before and y after the function, z the target. */
export const case1: Notation = {
  id: "case1",
  delta: false,
  base: (network, q) => {
    const n = q.layer ? runningNumber(network, q.layer, q.unit ?? 0) : one(q.unit);
    const alone = network.outputs[0]!.length === 1;
    switch (q.role) {
      case "input":
        return indexed("x", n);
      case "target":
        return alone ? name("z") : indexed("z", n);
      case "net":
        return indexed("e", n);
      case "activation":
        return indexed("y", n);
      case "bias":
        return q.unit === undefined ? name(`b_layer${q.layer}`, `b_{(${q.layer})}`) : indexed("b", n);
      case "weight": {
        if (q.layer === 1) return name(`w(x${one(q.source)})${n}`, `w_{(x${one(q.source)})${n}}`);
        return indexed("w", pair(runningNumber(network, q.layer! - 1, q.source!), n));
      }
      default:
        return common(q, `${unitOf(network, q, runningNumber)}`)!;
    }
  },
};

const unitOf = (network: Network, q: Quantity, number: typeof runningNumber): number =>
  number(network, q.layer ?? depth(network), q.unit ?? 0);
