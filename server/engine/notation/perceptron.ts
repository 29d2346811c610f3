import { common } from "./common.ts";
import { depth, isLast } from "./layers.ts";
import { name, word, indexed, indexedBy, one, pair } from "./names.ts";
import type { Network } from "../network.ts";
import type { Notation } from "./notation.ts";

/** Case 2a: x -v-> y -w-> o with net sums and targets d; inner layers of deeper networks carry their number. */
export const perceptron: Notation = {
  id: "perceptron",
  delta: false,
  base: (network, q) => {
    const letter = layerLetter(network, q.layer ?? depth(network));
    const unit = `${letter}${one(q.unit)}`;
    switch (q.role) {
      case "input":
        return indexed("x", one(q.unit));
      case "target":
        return indexed("d", one(q.unit));
      case "net":
        return word("net", unit);
      case "activation":
        return isLast(network, q.layer) || depth(network) === 2
          ? indexed(letter, one(q.unit))
          : name(`y${q.layer}_${one(q.unit)}`, `y^{(${q.layer})}_{${one(q.unit)}}`);
      case "bias":
        return q.unit === undefined ? indexedBy("b", letter.replace("_", "")) : indexedBy("b", unit);
      case "weight": {
        const edge = pair(one(q.source), one(q.unit));
        if (isLast(network, q.layer)) return indexed("w", edge);
        return depth(network) === 2 ? indexed("v", edge) : name(`v${q.layer}_${edge}`, `v^{(${q.layer})}_{${edge}}`);
      }
      default:
        return common(q, unit)!;
    }
  },
};

const layerLetter = (network: Network, layer: number): string =>
  isLast(network, layer) ? "o" : depth(network) === 2 ? "y" : `y${layer}_`;
