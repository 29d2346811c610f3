import type { Replacement } from "#engine/chain-rule.ts";
import {
  add,
  constant,
  type Expression,
  minus,
  negate,
  ONE,
  over,
  power,
  type Quotient,
  sum,
  times,
} from "#engine/expression.ts";
import { of } from "#engine/functions.ts";
import type { Network } from "#engine/network.ts";
import { placeOf, type Quantity, type Role } from "#engine/quantity.ts";
import { forward, gradient, local, readers } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

/** The statistics of a feature over the batch stand at a unit, those of a sample over its features at a sample. */
const normalisesBatch = (n: Network) => n.withRole("mean").some(({ unit }) => unit !== undefined);
const normalisesFeatures = (n: Network) => n.withRole("mean").some(({ sample }) => sample !== undefined);

/** Some statistics taken as constants: no path leads through them. */
const heldConstant = (...roles: readonly Role[]): Replacement => readers(({ c }) => !roles.includes(c.role));

/** dY/dgamma taken as x. */
const rawInput: Replacement = local(({ c, q, network }) =>
  q.role === "scale" ? network.at("input", { sample: c.sample!, unit: c.unit! }) : undefined,
);

/** The inputs of one feature over all samples. */
const featureOf = (n: Network, unit: number): Quantity[] =>
  n.withRole("input").filter((x) => x.unit === unit && x.sample !== undefined);

/** A feature's mean, and its standard deviation with epsilon, over the batch. */
function batchStatistics(n: Network, unit: number): { readonly mean: Expression; readonly spread: Expression } {
  const xs = featureOf(n, unit);
  const average = (terms: readonly Expression[]) => over(sum(terms), constant(xs.length));
  const mean = average(xs);
  const variance = average(xs.map((x) => power(minus(x, mean), 2)));
  return { mean, spread: of.sqrt(add(variance, n.find("config.eps")!)) };
}

/** dE/dx by the closed form (N g - sum g - xhat sum g xhat) / (N s) over the batch, g = dE/dxhat. */
function closedOverBatch(n: Network, x: Quantity): Expression {
  const normalised = featureOf(n, x.unit!).map((other) => n.at("normalised", placeOf(other))!);
  const gradients = normalised.map((q) => n.gradient(q));
  const count = constant(normalised.length);
  const own = n.at("normalised", placeOf(x))!;
  const along = sum(normalised.map((q, k) => times(gradients[k]!, q)));
  const whole = add(times(count, n.gradient(own)), negate(sum(gradients)), negate(times(own, along)));
  return over(whole, times(count, batchStatistics(n, x.unit!).spread));
}

/** Mistakes about batch and layer normalisation. */
export const normalisationMistakes = {
  "bn.stats_constant": {
    priority: 1,
    name: { en: "treated mean and variance as constants", zh: "把均值方差当常数" },
    remedy: { en: "mu and var depend on every x_i", zh: "μ、σ² 也依赖每个 x_i" },
    applies: normalisesBatch,
    replace: heldConstant("mean", "variance"),
  },
  "bn.variance_constant": {
    priority: 2,
    name: { en: "ignored the variance path", zh: "漏了方差支路" },
    remedy: { en: "three paths: direct, mean, variance", zh: "三条路：直接、均值、方差" },
    applies: normalisesBatch,
    replace: heldConstant("variance"),
  },
  "bn.mean_constant": {
    priority: 2,
    name: { en: "ignored the mean path", zh: "漏了均值支路" },
    remedy: { en: "three paths: direct, mean, variance", zh: "三条路：直接、均值、方差" },
    applies: normalisesBatch,
    replace: heldConstant("mean"),
  },
  "bn.unbiased_variance": {
    priority: 2,
    name: { en: "normalised with N-1", zh: "归一化用了 N-1" },
    remedy: {
      en: "training normalises with 1/N (running_var uses N-1 in PyTorch)",
      zh: "训练归一化用 1/N（PyTorch 的 running_var 才用 N-1）",
    },
    applies: (n) => normalisesBatch(n) && featureOf(n, 0).length > 1,
    replace: forward((q, whole, n) =>
      q.role === "variance" && q.unit !== undefined
        ? over((whole as Quotient).over, constant(featureOf(n, q.unit).length - 1))
        : undefined,
    ),
  },
  "bn.omit_gamma": {
    priority: 2,
    name: { en: "forgot gamma in dX", zh: "dX 漏乘 γ" },
    remedy: { en: "dxhat = dY*gamma", zh: "dxhat = dY·γ" },
    applies: normalisesBatch,
    replace: local(({ q }) => (q.role === "normalised" ? ONE : undefined)),
  },
  "bn.dgamma_uses_x": {
    priority: 2,
    name: { en: "dgamma with x instead of xhat", zh: "dγ 用了 x 而不是 x̂" },
    remedy: { en: "dgamma = sum dY xhat", zh: "dγ = Σ dY·x̂" },
    applies: normalisesBatch,
    replace: rawInput,
  },
  "bn.dbeta_mean": {
    priority: 3,
    name: { en: "averaged dbeta", zh: "dβ 取了平均" },
    remedy: { en: "dbeta = sum dY", zh: "dβ = Σ dY" },
    applies: (n) => normalisesBatch(n) && featureOf(n, 0).length > 1,
    replace: gradient((q, whole, n) => (q.role === "shift" ? over(whole, constant(n.readers(q).length)) : undefined)),
  },
  "ln.stats_constant": {
    priority: 1,
    name: { en: "LayerNorm statistics as constants", zh: "把 LN 的均值方差当常数" },
    remedy: { en: "the statistics depend on x", zh: "统计量依赖 x" },
    applies: normalisesFeatures,
    replace: heldConstant("mean", "variance"),
  },
  "ln.variance_constant": {
    priority: 2,
    name: { en: "LayerNorm: variance path dropped", zh: "LN 漏了方差支路" },
    remedy: { en: "three paths: direct, mean, variance", zh: "三条路：直接、均值、方差" },
    applies: normalisesFeatures,
    replace: heldConstant("variance"),
  },
  "ln.over_batch": {
    priority: 2,
    name: {
      en: "normalised over the batch (BatchNorm) instead of the features",
      zh: "LN 沿 batch 而不是沿特征归一化",
    },
    remedy: { en: "LN: per sample over features", zh: "LN 在每个样本的特征维上归一化" },
    applies: (n) => normalisesFeatures(n) && featureOf(n, 0).length > 1,
    replace: (right, network) => ({
      define: (q) => {
        if (q.role !== "normalised") return right.define(q);
        const { mean, spread } = batchStatistics(network, q.unit!);
        return over(minus(network.at("input", placeOf(q))!, mean), spread);
      },
      shortcut: (q) => (q.role === "input" ? closedOverBatch(network, q) : right.shortcut(q)),
    }),
  },
  "ln.dgamma_uses_x": {
    priority: 3,
    name: { en: "LayerNorm: dgamma with x instead of xhat", zh: "LN 的 dγ 用了 x 而不是 x̂" },
    remedy: { en: "dgamma = sum dY xhat", zh: "dγ = Σ dY·x̂" },
    applies: normalisesFeatures,
    replace: rawInput,
  },
} as const satisfies Record<string, Mistake>;
