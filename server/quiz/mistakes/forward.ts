import type { Replacement } from "#engine/chain-rule.ts";
import { mapQuantities, ONE, sum } from "#engine/expression.ts";
import { of } from "#engine/functions.ts";
import { functionOf, type Network } from "#engine/network.ts";
import type { Quantity } from "#engine/quantity.ts";
import {
  activationsOf,
  forward,
  isLastLayer,
  isSignal,
  isSquare,
  local,
  mirrored,
  ownActivation,
  together,
} from "./edges.ts";
import type { Mistake } from "./mistake.ts";

/** a := z and f' := 1 in some layers. */
const withoutActivation = (where: (network: Network, a: Quantity) => boolean): Replacement =>
  together(
    forward((q, _whole, n) => {
      const definition = n.definition(q);
      const left = q.role === "activation" && where(n, q) && functionOf(n, q)?.sibling === undefined;
      return left && definition?.kind === "call" ? definition.args[0] : undefined;
    }),
    local((edge) => (ownActivation(edge) && where(edge.network, edge.c) ? ONE : undefined)),
  );

/** Mistakes in the forward pass. */
export const forwardMistakes = {
  "forward.no_bias": {
    priority: 1,
    name: { en: "bias missing in the forward pass", zh: "前向漏加偏置" },
    remedy: { en: "net = Wx + b", zh: "net = Wx + b" },
    applies: (n) => n.parameters.some((q) => q.role === "bias"),
    replace: forward((q, whole) =>
      q.role === "net" && whole.kind === "sum"
        ? sum(whole.terms.filter((term) => term.kind !== "quantity" || term.role !== "bias"))
        : undefined,
    ),
  },
  "forward.no_hidden_activation": {
    priority: 2,
    name: { en: "hidden activation missing in the forward pass", zh: "前向漏了隐藏层激活" },
    remedy: { en: "apply f to net", zh: "net 要经过 f" },
    applies: (n) => activationsOf(n, "hidden").length > 0,
    replace: withoutActivation((n, a) => !isLastLayer(n, a)),
  },
  "forward.no_output_activation": {
    priority: 2,
    name: { en: "output activation missing", zh: "前向漏了输出层激活" },
    remedy: { en: "apply f to net", zh: "net 要经过 f" },
    applies: (n) => activationsOf(n, "output").length > 0,
    replace: withoutActivation((n, a) => isLastLayer(n, a)),
  },
  "forward.transposed_weights": {
    priority: 2,
    name: { en: "swapped w12 and w21 in the forward pass", zh: "前向把权重下标弄反" },
    remedy: { en: "row j of W belongs to unit j", zh: "W 的第 j 行属于第 j 个单元" },
    applies: (n) => n.widths.some((_, l) => l > 0 && isSquare(n, l)),
    replace: together(
      forward((q, whole, n) => {
        if (q.role !== "net" || !isSquare(n, q.layer!)) return undefined;
        return mapQuantities(whole, (r) => (r.role === "weight" ? mirrored(n, r)! : r));
      }),
      local(({ c, q, network }) => {
        const fromSignal = c.role === "net" && (isSignal(q) || q.role === "input") && isSquare(network, c.layer!);
        return fromSignal ? network.at("weight", { layer: c.layer!, unit: q.unit!, source: c.unit! }) : undefined;
      }),
    ),
  },
  "forward.round2": {
    priority: 2,
    name: { en: "rounded intermediates to 2 decimals", zh: "中间结果只保留两位小数" },
    remedy: { en: "keep at least 4 more digits than the answer", zh: "中间值至少多保留 4 位" },
    applies: (n) => n.forward.some((q) => q.role === "net" || q.role === "activation"),
    replace: forward((q, whole) => (q.role === "net" || q.role === "activation" ? of.round2(whole) : undefined)),
  },
} as const satisfies Record<string, Mistake>;
