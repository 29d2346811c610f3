import type { OptimizerId } from "#engine/optimizers.ts";
import type { Network } from "#engine/network.ts";
import type { Bilingual } from "./bilingual.ts";

/** What sources define differently of each optimizer. */
const meant: Partial<Record<OptimizerId, Bilingual>> = {
  sgd: { en: "Gradient descent: w ← w − η g at every step.", zh: "梯度下降：每一步 w ← w − ηg。" },
  momentum: {
    en: "Momentum in PyTorch's form: v ← μ v + g, w ← w − η v; v starts at 0.",
    zh: "动量采用 PyTorch 的写法：v ← μv + g，w ← w − ηv；v 的初值为 0。",
  },
  momentum_ema: {
    en: "Momentum as a moving average: v ← μ v + (1 − μ) g, w ← w − η v; v starts at 0.",
    zh: "动量采用滑动平均的写法：v ← μv + (1 − μ)g，w ← w − ηv；v 的初值为 0。",
  },
  momentum_classic: {
    en: "Momentum with the rate inside the velocity: v ← μ v − η g, w ← w + v; v starts at 0.",
    zh: "动量采用学习率并入速度的写法：v ← μv − ηg，w ← w + v；v 的初值为 0。",
  },
  nesterov: {
    en: "Nesterov momentum in PyTorch's form: v ← μ v + g, w ← w − η (g + μ v) with the new v; v starts at 0.",
    zh: "Nesterov 动量采用 PyTorch 的写法：v ← μv + g，w ← w − η(g + μv)，其中 v 为新值；v 的初值为 0。",
  },
  nesterov_lookahead: {
    en: "Nesterov momentum: g is taken at the point w + μ v; v ← μ v − η g, w ← w + v; v starts at 0.",
    zh: "Nesterov 动量：g 在前瞻点 w + μv 处求；v ← μv − ηg，w ← w + v；v 的初值为 0。",
  },
  adagrad: {
    en: "AdaGrad: s adds up the squared gradients, from 0; ε stands outside the root.",
    zh: "AdaGrad：s 从 0 开始累加梯度的平方；ε 在根号外。",
  },
  rmsprop: {
    en: "RMSProp: s averages the squared gradients, from 0, with α on the old s; ε stands outside the root.",
    zh: "RMSProp：s 为梯度平方的滑动平均，初值为 0，旧值的系数为 α；ε 在根号外。",
  },
  adam: {
    en: "Adam with bias correction: m and v start at 0, steps count from 1, ε stands outside the root.",
    zh: "Adam 带偏差修正：m、v 的初值为 0，步数 t 从 1 计，ε 在根号外。",
  },
  adamw: {
    en: "AdamW with bias correction: m and v start at 0, steps count from 1, ε stands outside the root; the decay applies to the weight directly, with the factor η.",
    zh: "AdamW 带偏差修正：m、v 的初值为 0，步数 t 从 1 计，ε 在根号外；权重衰减直接作用于权重，并乘以 η。",
  },
};

const PENALISED: Bilingual = {
  en: "Weight decay enters the gradient: g + λ w stands in the place of g.",
  zh: "权重衰减加进梯度：以 g + λw 代替 g。",
};
const GIVEN: Bilingual = {
  en: "g lists the gradient at each step.",
  zh: "g 依次列出各步的梯度。",
};
const BY_WEIGHT: Bilingual = {
  en: "g is the gradient dE/dw at each step.",
  zh: "g 为各步的梯度 dE/dw。",
};
const PRIMES: Bilingual = {
  en: "Primes count the steps: w″ is w after two of them.",
  zh: "撇号表示步数：w″ 是两步之后的 w。",
};

/** What is meant by an optimizer's rule, where sources define it differently. */
export const ruleMeant = (id: string): Bilingual | undefined => meant[id as OptimizerId];

/** What is meant by the steps of an optimizer alone. */
export function optimizerConventions({ training }: Network, gradientsGiven: boolean): Bilingual[] {
  const { optimizer, decay, steps } = training!;
  const rule = ruleMeant(optimizer.id);
  return [
    ...(rule ? [rule] : []),
    ...(decay && optimizer.decay === "gradient" ? [PENALISED] : []),
    gradientsGiven ? GIVEN : BY_WEIGHT,
    ...(steps > 1 ? [PRIMES] : []),
  ];
}
