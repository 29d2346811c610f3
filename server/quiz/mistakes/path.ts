import { constant, minus, ONE, over, product, sum, times } from "#engine/expression.ts";
import { functionOf, type Network } from "#engine/network.ts";
import { placeOf, type Quantity } from "#engine/quantity.ts";
import { intoNextLayer, isSquare, learningRate, local, pathsAbove, readers, severalUnits, upstream } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

/** The weight from unit `source` of the layer below to net input z. */
const connection = (network: Network, z: Quantity, source: number): Quantity =>
  network.at("weight", { layer: z.layer!, unit: z.unit!, source })!;

const residualInto = (n: Network, h: Quantity): boolean => {
  const definition = n.definition(h);
  return definition?.kind === "sum" && definition.terms.length > 1;
};

/** Mistakes about the paths between layers. */
export const pathMistakes = {
  "path.first_only": {
    priority: 1,
    name: { en: "only the path through o1", zh: "只算了经过 o1 的一条路径" },
    remedy: {
      en: "out_h reaches the loss through every output: sum all paths",
      zh: "out_h 影响所有输出，各路径要相加",
    },
    applies: (n) => n.widths.slice(2).some((units) => units > 1),
    replace: readers(({ c, q, network }) => !intoNextLayer({ c, q }) || !severalUnits(network, c) || c.unit === 0),
  },
  "path.last_only": {
    priority: 1,
    name: { en: "only the path through the last output", zh: "只算了最后一条路径" },
    remedy: { en: "sum all paths", zh: "各路径要相加" },
    applies: (n) => n.widths.slice(2).some((units) => units > 1),
    replace: readers(({ c, q, network }) => !intoNextLayer({ c, q }) || c.unit === network.widths[c.layer!]! - 1),
  },
  "path.average": {
    priority: 2,
    name: { en: "averaged the paths", zh: "把各路径取了平均" },
    remedy: { en: "paths add, they are not averaged", zh: "多条路径是相加不是平均" },
    applies: (n) => n.widths.slice(2).some((units) => units > 1),
    replace: pathsAbove((shares, units) => over(sum(shares), constant(units))),
  },
  "path.product": {
    priority: 3,
    name: { en: "multiplied the paths", zh: "把各路径相乘" },
    remedy: { en: "multiply along a path, add across paths", zh: "同一路径相乘，不同路径相加" },
    applies: (n) => n.widths.slice(2).some((units) => units > 1),
    replace: pathsAbove((shares) => product(shares)),
  },
  "path.omit_weight": {
    priority: 1,
    name: { en: "forgot the connecting weight w_jk", zh: "漏乘连接权重 w_jk" },
    remedy: { en: "d net_k / d out_j = w_jk", zh: "∂net_k/∂out_j = w_jk" },
    applies: (n) => n.widths.length > 2,
    replace: local((edge) => (intoNextLayer(edge) ? ONE : undefined)),
  },
  "path.updated_weights": {
    priority: 1,
    name: { en: "back-propagated through already updated weights", zh: "用更新后的权重反传" },
    remedy: { en: "compute all gradients with the old weights, then update", zh: "先用旧权重算完所有梯度，再统一更新" },
    applies: (n) => n.widths.length > 2,
    replace: local((edge) => {
      if (!intoNextLayer(edge)) return undefined;
      const w = connection(edge.network, edge.c, edge.q.unit!);
      return minus(w, times(learningRate(edge.network), edge.network.gradient(w)));
    }),
  },
  "path.transposed_weights": {
    priority: 2,
    name: { en: "used W instead of W^T", zh: "反传时没有转置权重" },
    remedy: {
      en: "follow the arrow: weight from j to k carries delta_k back to j",
      zh: "δ_k 沿 j→k 那条边的权重返回 j",
    },
    applies: (n) => n.widths.some((_, l) => l > 1 && isSquare(n, l)),
    replace: local(({ c, q, network }) =>
      intoNextLayer({ c, q }) && isSquare(network, c.layer!)
        ? network.at("weight", { layer: c.layer!, unit: q.unit!, source: c.unit! })
        : undefined,
    ),
  },
  "path.agh_rule": {
    priority: 1,
    name: {
      en: "passed delta back without the next layer's f' (AGH rule)",
      zh: "误差直接按权重回传，没乘后一层的 f'（AGH 规则）",
    },
    remedy: {
      en: "the exact gradient needs f'(net_k) of every unit on the way",
      zh: "精确梯度要乘途中每个单元的 f'(net_k)",
    },
    applies: (n) =>
      n.widths.length > 2 &&
      n.forward.some((a) => a.role === "activation" && a.layer! > 1 && functionOf(n, a)?.id !== "identity"),
    replace: upstream(({ c, q, network }) =>
      intoNextLayer({ c, q }) ? network.gradient(network.at("activation", placeOf(c))!) : undefined,
    ),
  },
  "path.exact_gradient": {
    priority: 1,
    name: {
      en: "the exact gradient, where the AGH rule was asked for",
      zh: "求的是精确梯度，而题目要求按 AGH 规则",
    },
    remedy: {
      en: "the AGH rule hands δ back by the weights alone; f' enters only at the unit whose weight is updated",
      zh: "AGH 规则只按权重回传 δ；f' 只在更新该单元自己的权重时出现",
    },
    applies: (_network: Network, taught?: string) => taught === "path.agh_rule",
    replace: upstream(({ c, q, network }) => (intoNextLayer({ c, q }) ? network.gradient(c) : undefined)),
  },
  "path.other_outputs_error": {
    priority: 2,
    name: { en: "paired a path with another output's delta", zh: "路径与别的输出的 δ 配错" },
    remedy: { en: "keep index k the same in delta_k and w_jk", zh: "δ_k 与 w_jk 的下标 k 必须一致" },
    applies: (n) => n.widths.slice(2).some((units) => units > 1),
    replace: upstream(({ c, q, network }) => {
      if (!intoNextLayer({ c, q }) || !severalUnits(network, c)) return undefined;
      const unit = (c.unit! + 1) % network.widths[c.layer!]!;
      return network.gradient(network.sibling(c, { unit })!);
    }),
  },
  "residual.omit_identity": {
    priority: 1,
    name: { en: "forgot the identity branch (+1)", zh: "残差漏了恒等支路" },
    remedy: { en: "dx = dy + F'(x)^T dy", zh: "dx = dy + F 支路的梯度" },
    applies: (n) => n.forward.some((q) => q.role === "signal" && residualInto(n, q)),
    replace: readers(({ c, q }) => !(c.role === "signal" && q.layer === c.layer! - 1)),
  },
} as const satisfies Record<string, Mistake>;
