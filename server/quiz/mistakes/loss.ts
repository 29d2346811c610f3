import type { Replacement, Rules } from "#engine/chain-rule.ts";
import {
  add,
  call,
  constant,
  type Expression,
  HALF,
  minus,
  negate,
  ONE,
  operands,
  over,
  times,
  ZERO,
} from "#engine/expression.ts";
import { of, sigmoid } from "#engine/functions.ts";
import { functionOf, type Network } from "#engine/network.ts";
import { placeOf, type Quantity } from "#engine/quantity.ts";
import { forward, gradient, isOutput, local, rise } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

const summedOverOutputs = new Set(["half_squared", "squared", "absolute", "bce"]);

/** A mistake about dE/do as a whole. */
const atOutputs = (change: (whole: Expression, network: Network) => Expression): Replacement =>
  gradient((q, whole, network) => (isOutput(network, q) ? change(whole, network) : undefined));

const meanOverOutputs = (n: Network) =>
  n.forward.some((q) => n.definition(q)?.kind === "quotient" && n.readers(n.withRole("error")[0]!).includes(q));
const meanOverSamples = (n: Network) =>
  n.readers(n.withRole("sample loss")[0]!).some((q) => n.definition(q)!.kind === "quotient");

const softmaxLayer = (n: Network) => n.outputs.flat().every((q) => functionOf(n, q)?.id === "softmax");
const softmaxWithCrossEntropy = (n: Network) =>
  n.lossRow?.id === "softmax_ce" || (n.lossRow?.id === "ce" && softmaxLayer(n));
const sigmoidWithBce = (n: Network) =>
  n.lossRow?.id === "bce" && n.outputs.flat().every((q) => functionOf(n, q)?.id === "sigmoid");

/** Whether the rows of outputs belong to several samples, and not to steps of a sequence. */
const isBatch = (n: Network) => n.outputs.length > 1 && n.outputs.every((row) => row[0]!.sample !== undefined);

/** A mistake about the Jacobian dp_j/dz_i of the softmax before the loss; that of attention is a matter of its own. */
const jointSlope = (change: (p: Quantity, z: Quantity, network: Network) => Expression | undefined): Replacement =>
  local(({ c, q, network }) => {
    const isMeant = functionOf(network, c)?.id === "softmax" && c.role !== "attention";
    return isMeant ? change(c, q, network) : undefined;
  });

/** A mistake about p - t; `p` is the probability that belongs to the logit. */
const atIdentity =
  (change: (identity: Expression, p: Quantity) => Expression): Replacement =>
  (right, network) => ({
    shortcut: (q) => {
      const identity = right.shortcut(q);
      const { layer: _, ...place } = placeOf(q);
      const p = network.at("probability", place) ?? network.at("activation", placeOf(q));
      return identity && p && softmaxWithCrossEntropy(network) ? change(identity, p) : identity;
    },
  });

/** On logits the surplus factor is sigma'(o). */
const logitSlope = (right: Rules, network: Network): Pick<Rules, "local"> => ({
  local: (c, q) => (isOutput(network, q) ? times(right.local(c, q), rise(call(sigmoid, q))) : right.local(c, q)),
});

const SQUARES = new Set(["half_squared", "squared"]);
const SIGN_OF_OTHER_LOSSES = {
  name: { en: "sign: dE/do with the opposite sign", zh: "损失对输出的导数符号反了" },
  remedy: {
    en: "differentiate the loss as it is given, with the minus in front of the logarithm",
    zh: "按题目给出的损失求导，注意对数前的负号",
  },
};

/** The cross-entropy of a sample, wherever the network keeps it: it reads the targets. */
const comparesTargets = (n: Network, q: Quantity): boolean =>
  q.role !== "smoothed target" &&
  [...operands(n.definition(q)!)].some(({ role }) => role === "target" || role === "smoothed target");

/** L / ln(base); the gradient is still told by p - t. */
const logarithmTo = (base: number): Replacement =>
  forward((q, whole, n) =>
    n.definition(q) && comparesTargets(n, q) ? over(whole, of.log(constant(base))) : undefined,
  );

const OTHER_LOGARITHM = {
  name: { en: "log base 10 or 2 in the cross-entropy", zh: "交叉熵用了 log10/log2" },
  remedy: { en: "ln throughout", zh: "全程用自然对数" },
} as const;

/** Mistakes about the loss, the batch and softmax. */
export const lossMistakes = {
  "loss.sign_t_minus_o": {
    priority: 1,
    name: { en: "sign: used t-o as dE/do", zh: "误差符号反了，用了 t-o" },
    remedy: { en: "d/do of 1/2(t-o)^2 is -(t-o) = o-t", zh: "½(t-o)² 对 o 求导是 o-t" },
    wording: ({ lossRow }) => (SQUARES.has(lossRow?.id ?? "") ? undefined : SIGN_OF_OTHER_LOSSES),
    applies: (n) => n.outputs.length > 0,
    replace: atOutputs((whole) => negate(whole)),
  },
  "loss.extra_factor_2": {
    priority: 1,
    name: { en: "extra factor 2 although E has 1/2", zh: "E 带 ½ 却多乘了 2" },
    remedy: { en: "the 1/2 cancels the 2", zh: "½ 与求导得到的 2 抵消" },
    applies: (n) => n.lossRow?.id === "half_squared",
    replace: atOutputs((whole) => times(constant(2), whole)),
  },
  "loss.missing_factor_2": {
    priority: 1,
    name: { en: "dropped the factor 2 of an E without 1/2", zh: "E 不带 ½ 却漏了 2" },
    remedy: { en: "without 1/2 the derivative is 2(o-t)", zh: "E 没有 ½ 时导数为 2(o-t)" },
    applies: (n) => n.lossRow?.id === "squared",
    replace: atOutputs((whole) => times(HALF, whole)),
  },
  "loss.mean_over_outputs": {
    priority: 2,
    name: { en: "divided by the number of outputs", zh: "多除以了输出个数" },
    remedy: { en: "check whether E is a sum or a mean over outputs", zh: "看清 E 对输出是求和还是取平均" },
    applies: (n) => summedOverOutputs.has(n.lossRow?.id ?? "") && n.outputs[0]!.length > 1 && !meanOverOutputs(n),
    replace: atOutputs((whole, n) => over(whole, constant(n.outputs[0]!.length))),
  },
  "loss.abs_error": {
    priority: 3,
    name: { en: "used abs(t-o) and lost the sign", zh: "用绝对误差丢了符号" },
    remedy: { en: "keep the sign of o-t", zh: "要保留 o-t 的符号" },
    applies: (n) => n.lossRow?.id === "half_squared",
    replace: local(({ c, q, network }) => {
      const definition = network.definition(c);
      const compared = isOutput(network, q) && definition?.kind === "call" && definition.fn.id === "half_squared";
      return compared ? of.abs(minus(q, definition.args[1]!)) : undefined;
    }),
  },
  "batch.sum_instead_of_mean": {
    priority: 1,
    name: { en: "forgot to divide by the batch size", zh: "忘记除以样本数" },
    remedy: { en: "L is a mean: divide by N", zh: "损失取平均，要除以 N" },
    applies: (n) => isBatch(n) && meanOverSamples(n),
    replace: local(({ q }) => (q.role === "sample loss" ? ONE : undefined)),
  },
  "batch.mean_instead_of_sum": {
    priority: 2,
    name: { en: "divided by N although the loss is a sum", zh: "损失是求和却除以了 N" },
    remedy: { en: "L is a sum: do not divide", zh: "损失是求和，不用除以 N" },
    applies: (n) => isBatch(n) && !meanOverSamples(n),
    replace: local(({ q, network }) =>
      q.role === "sample loss" ? over(ONE, constant(network.outputs.length)) : undefined,
    ),
  },
  "batch.first_sample_only": {
    priority: 2,
    name: { en: "used only the first sample", zh: "只算了第一个样本" },
    remedy: { en: "add the gradients of all samples", zh: "所有样本的梯度要累加" },
    applies: isBatch,
    replace: local(({ q }) => (q.role === "sample loss" && q.sample! > 0 ? ZERO : undefined)),
  },
  "softmax.diagonal_only": {
    priority: 1,
    name: { en: "softmax Jacobian: diagonal only", zh: "softmax 只算了对角项" },
    remedy: { en: "all logits move all probabilities: -p_i p_j off the diagonal", zh: "非对角项为 -p_i p_j，不能丢" },
    applies: softmaxWithCrossEntropy,
    replace: jointSlope((p, q) => (p.unit === q.unit ? undefined : ZERO)),
  },
  "softmax.extra_p_1_minus_p": {
    priority: 1,
    name: { en: "multiplied p-y by p(1-p) again", zh: "p-y 之后又乘了 p(1-p)" },
    remedy: { en: "p-y already is dL/dz", zh: "p-y 已经是对 logits 的梯度" },
    applies: softmaxWithCrossEntropy,
    replace: atIdentity((identity, p) => times(identity, p, minus(ONE, p))),
  },
  "softmax.offdiag_sign": {
    priority: 2,
    name: { en: "off-diagonal sign wrong", zh: "非对角项符号错" },
    remedy: { en: "off-diagonal entries are -p_i p_j", zh: "非对角项是 -p_i p_j" },
    applies: softmaxWithCrossEntropy,
    replace: jointSlope((p, q, n) => (p.unit === q.unit ? undefined : times(p, n.sibling(p, { unit: q.unit! })!))),
  },
  "softmax.y_minus_p": {
    priority: 1,
    name: { en: "y-p instead of p-y", zh: "写成 y-p" },
    remedy: { en: "dL/dz = p-y", zh: "dL/dz = p-y" },
    applies: softmaxWithCrossEntropy,
    replace: atIdentity((identity) => negate(identity)),
  },
  "softmax.log_base": {
    priority: 3,
    ...OTHER_LOGARITHM,
    applies: softmaxWithCrossEntropy,
    replace: logarithmTo(10),
  },
  "softmax.log_base_2": {
    priority: 3,
    ...OTHER_LOGARITHM,
    applies: softmaxWithCrossEntropy,
    replace: logarithmTo(2),
  },
  "softmax.smoothing_k_minus_1": {
    priority: 3,
    name: { en: "label smoothing spread over K-1 classes", zh: "标签平滑按 K-1 类分配" },
    remedy: { en: "here (PyTorch) t=(1-eps)y+eps/K", zh: "本题（同 PyTorch）t=(1-ε)y+ε/K" },
    applies: (n) => n.withRole("smoothed target").length > 0,
    replace: forward((q, _whole, n) => {
      if (q.role !== "smoothed target") return undefined;
      const [t, eps] = [n.find(q.id.replace("forward.q", "targets"))!, n.find("config.loss.params.label_smoothing")!];
      const share = over(eps, constant(n.outputs[0]!.length - 1));
      return add(times(minus(ONE, eps), t), times(minus(ONE, t), share));
    }),
  },
  "sigmoid_bce.extra_derivative": {
    priority: 1,
    name: { en: "sigmoid+BCE: multiplied by sigma' again", zh: "sigmoid+BCE 又乘了一次 σ'" },
    remedy: { en: "with BCE sigma' cancels: dz = p-y", zh: "BCE 与 σ' 相消：dz = p-y" },
    applies: (n) => sigmoidWithBce(n) || n.lossRow?.id === "bce_logits",
    replace: (right, network) => ({
      shortcut: (q) => {
        const identity = right.shortcut(q);
        const a = network.at("activation", placeOf(q));
        return identity && a && sigmoidWithBce(network) ? times(identity, rise(a)) : identity;
      },
      ...(network.lossRow?.id === "bce_logits" ? logitSlope(right, network) : {}),
    }),
  },
} as const satisfies Record<string, Mistake>;
