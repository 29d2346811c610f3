import { constant, type Expression, ONE, operands, over } from "#engine/expression.ts";
import type { Network } from "#engine/network.ts";
import type { Quantity } from "#engine/quantity.ts";
import { local, readers } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

const kernels = (n: Network): readonly Quantity[] => n.parameters.filter((w) => w.role === "weight" && w.position);

/** The net inputs of the maps that a kernel gives, one for each place it is laid on. */
const isMapped = (c: Quantity): boolean => c.role === "net" && c.position !== undefined;
const isFirst = (c: Quantity): boolean => c.position!.every((i) => i === 0);
const hasPlaces = (n: Network): boolean => kernels(n).length > 0 && n.forward.some((c) => isMapped(c) && !isFirst(c));

/** The weight at the opposite cell of the kernel of w, as after a rotation by 180 degrees. */
function opposite(n: Network, w: Quantity): Quantity {
  const last = kernels(n).at(-1)!.position!;
  return n.sibling(w, { position: w.position!.map((i, d) => last[d]! - i) })!;
}

/** A pooled value, by what its definition says: the largest of a window, or the average. */
function windowOf(n: Network, c: Quantity): { readonly is: "largest" | "average"; readonly size: number } | undefined {
  const definition = c.role === "pooled" && c.position ? n.definition(c) : undefined;
  if (definition?.kind === "call") return { is: "largest", size: definition.args.length };
  if (definition?.kind === "quotient") return { is: "average", size: operands(definition).size };
  return undefined;
}
const pools = (is: "largest" | "average") => (n: Network) =>
  n.forward.some((c) => {
    const window = windowOf(n, c);
    return window?.is === is && window.size > 1;
  });

/** A mistake about how a window shares the gradient among its cells. */
const sharing = (is: "largest" | "average", share: (size: number) => Expression) =>
  local(({ c, network }) => {
    const window = windowOf(network, c);
    return window?.is === is ? share(window.size) : undefined;
  });

/** Mistakes about convolution and pooling. */
export const convolutionMistakes = {
  "conv.kernel_flip_error": {
    priority: 1,
    name: { en: "wrong kernel orientation in dX", zh: "求 dX 时卷积核方向弄错" },
    remedy: {
      en: "dX = full correlation of dZ with the ROTATED kernel = scatter each dz back with the un-rotated kernel",
      zh: "dX 用旋转 180° 的核做 full 相关，等价于按原核散射回去",
    },
    applies: (n) => kernels(n).some((w) => !isFirst(w)),
    replace: local(({ c, q, network }) => {
      const between = q.role === "input" && isMapped(c) ? [...operands(network.partOf(c, q))] : [];
      const w = between.find(({ role }) => role === "weight");
      return w && opposite(network, w);
    }),
  },
  "conv.weight_one_position": {
    priority: 1,
    name: { en: "only one window used for dW", zh: "dW 只算了一个位置" },
    remedy: { en: "a shared kernel sums over all positions", zh: "共享卷积核要对所有位置求和" },
    applies: hasPlaces,
    replace: readers(({ c, q }) => q.role !== "weight" || !isMapped(c) || isFirst(c)),
  },
  "conv.bias_one_position": {
    priority: 2,
    name: { en: "db from one position", zh: "db 只算一个位置" },
    remedy: { en: "db = sum of dZ over positions", zh: "db 是 dZ 对所有位置求和" },
    applies: hasPlaces,
    replace: readers(({ c, q }) => q.role !== "bias" || !isMapped(c) || isFirst(c)),
  },
  "pool.max_spread": {
    priority: 2,
    name: { en: "max-pool gradient spread over the window", zh: "最大池化把梯度均分" },
    remedy: { en: "all of it goes to the winner", zh: "全部传给最大值位置" },
    applies: pools("largest"),
    replace: sharing("largest", (size) => over(ONE, constant(size))),
  },
  "pool.avg_not_divided": {
    priority: 2,
    name: { en: "avg-pool gradient not divided", zh: "平均池化没除以窗口大小" },
    remedy: { en: "each cell gets g/k^2", zh: "每格得到 g/k²" },
    applies: pools("average"),
    replace: sharing("average", () => ONE),
  },
} as const satisfies Record<string, Mistake>;
