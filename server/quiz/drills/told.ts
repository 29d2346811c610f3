import {
  attentionCosts,
  COSTS,
  dropoutMoments,
  MOMENTS,
  initialSpreads,
  SIGMOID_SIGNAL,
  signalsByOutput,
  SPREADS,
} from "../drafts/told.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, result } from "./drill.ts";

const node =
  (path: string): Asker =>
  () => ({ kind: "value", quantity: `forward.${path}` });

const costs = [COSTS.scores, COSTS.projections, COSTS.stored];

/** Skills whose computation is the point: it is told in words. */
export const toldDrills: Partial<Record<SkillId, Drill>> = {
  "attn.complexity": {
    levels: { 3: [attentionCosts] },
    asks: [...costs.map(node), result],
    without: ["choice"],
    told: {
      [`forward.${COSTS.scores}`]: {
        en: "Self-attention over T tokens of width d. Asked for: the multiplications in the scores Q Kᵀ, over all heads.",
        zh: "自注意力：T 个 token，维度 d。求：计算分数 Q Kᵀ 的乘法次数（各头合计）。",
      },
      [`forward.${COSTS.projections}`]: {
        en: "Self-attention over T tokens of width d. Asked for: the multiplications in its four d × d projections, to Q, K, V and the output.",
        zh: "自注意力：T 个 token，维度 d。求：Q、K、V 与输出共四个 d × d 投影的乘法次数。",
      },
      [`forward.${COSTS.stored}`]: {
        en: "Self-attention over T tokens of width d with H heads, without a mask. Asked for: the attention weights that are kept for the backward pass, as a count of numbers.",
        zh: "自注意力：T 个 token，维度 d，H 个头，无掩码。求：为反向传播保存的注意力权重共有多少个数。",
      },
      loss: {
        en: "Self-attention over T tokens of width d. Asked for: all multiplications of the forward pass, in the four d × d projections, in Q Kᵀ and in A V; softmax and scaling do not count.",
        zh: "自注意力：T 个 token，维度 d。求：前向传播的全部乘法次数，包括四个 d × d 投影、Q Kᵀ 与 A V；softmax 和缩放不计。",
      },
    },
  },
  "drop.variance": {
    levels: { 3: [dropoutMoments] },
    asks: [...Object.values(MOMENTS).map(node), result],
    told: {
      [`forward.${MOMENTS.plainMean}`]: {
        en: "Dropout without rescaling: h = m a, where m is 0 with probability p and else 1. Asked for: the expectation of h.",
        zh: "不做缩放的 dropout：h = m a，m 以概率 p 取 0，否则取 1。求：h 的期望。",
      },
      [`forward.${MOMENTS.plainVariance}`]: {
        en: "Dropout without rescaling: h = m a, where m is 0 with probability p and else 1. Asked for: the variance of h.",
        zh: "不做缩放的 dropout：h = m a，m 以概率 p 取 0，否则取 1。求：h 的方差。",
      },
      loss: {
        en: "Inverted dropout: h = m a / (1 − p), where m is 0 with probability p and else 1. Asked for: the variance of h.",
        zh: "反向随机失活（inverted dropout）：h = m a / (1 − p)，m 以概率 p 取 0，否则取 1。求：h 的方差。",
      },
    },
  },
  "init.xavier_he": {
    levels: { 3: [initialSpreads] },
    asks: [...Object.values(SPREADS).map(node), result],
    // Spreads are small by their nature.
    spares: ["too small"],
    told: {
      [`forward.${SPREADS.xavier}`]: {
        en: "A layer with n_in inputs and n_out units. Asked for: the standard deviation of Xavier (Glorot) normal initialisation.",
        zh: "一层有 n_in 个输入、n_out 个单元。求：Xavier（Glorot）正态初始化的标准差。",
      },
      [`forward.${SPREADS.xavierBound}`]: {
        en: "A layer with n_in inputs and n_out units. Asked for: the bound r of Xavier (Glorot) uniform initialisation on [−r, r].",
        zh: "一层有 n_in 个输入、n_out 个单元。求：Xavier（Glorot）均匀初始化区间 [−r, r] 的边界 r。",
      },
      loss: {
        en: "A ReLU layer with n_in inputs and n_out units. Asked for: the standard deviation of He normal initialisation that keeps the variance of the forward pass.",
        zh: "一个 ReLU 层有 n_in 个输入、n_out 个单元。求：保持前向方差不变的 He 正态初始化的标准差。",
      },
    },
  },
  "act.via_output": {
    levels: { 2: [signalsByOutput] },
    asks: [node(SIGMOID_SIGNAL), result],
    told: {
      [`forward.${SIGMOID_SIGNAL}`]: {
        en: "Of a sigmoid unit only the output a is known, and the gradient g = ∂E/∂a that arrives. Asked for: ∂E/∂net.",
        zh: "已知某 sigmoid 单元的输出 a，以及传到它的梯度 g = ∂E/∂a。求：∂E/∂net。",
      },
      loss: {
        en: "Of a tanh unit only the output a is known, and the gradient g = ∂E/∂a that arrives. Asked for: ∂E/∂net.",
        zh: "已知某 tanh 单元的输出 a，以及传到它的梯度 g = ∂E/∂a。求：∂E/∂net。",
      },
    },
  },
};
