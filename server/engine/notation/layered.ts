import { common } from "./common.ts";
import type { Symbol } from "../expression.ts";
import { name, indexed, one, pair } from "./names.ts";
import type { Notation } from "./notation.ts";

/** The modern notation: w^(l)_ij into unit i of layer l from unit j below, z and a, delta = dE/dz. */
export const layered: Notation = {
  id: "layered",
  delta: true,
  base: (_network, q) => {
    const at = (letter: string, index: string | number): Symbol =>
      name(`${letter}${q.layer}_${index}`, `${letter}^{(${q.layer})}_{${index}}`);
    switch (q.role) {
      case "input":
        return indexed("x", one(q.unit));
      case "target":
        return indexed("t", one(q.unit));
      case "net":
        return at("z", one(q.unit));
      case "activation":
        return at("a", one(q.unit));
      case "signal":
        return at("h", one(q.unit));
      case "bias":
        return q.unit === undefined ? name(`b${q.layer}`, `b^{(${q.layer})}`) : at("b", one(q.unit));
      case "weight":
        return at("w", pair(one(q.unit), one(q.source)));
      default:
        return common(q, q.layer === undefined ? String(one(q.unit)) : `${q.layer}_${one(q.unit)}`)!;
    }
  },
};
