import type { Replacement, Rules } from "#engine/chain-rule.ts";
import {
  add,
  call,
  constant,
  type Expression,
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
import { forward, isOutput, local, rise } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

const softmaxLayer = (n: Network) => n.outputs.flat().every((q) => functionOf(n, q)?.id === "softmax");
const softmaxWithCrossEntropy = (n: Network) =>
  n.lossRow?.id === "softmax_ce" || (n.lossRow?.id === "ce" && softmaxLayer(n));
const sigmoidWithBce = (n: Network) =>
  n.lossRow?.id === "bce" && n.outputs.flat().every((q) => functionOf(n, q)?.id === "sigmoid");

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

/** Mistakes about softmax or a sigmoid with its cross-entropy. */
export const softmaxMistakes = {
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
