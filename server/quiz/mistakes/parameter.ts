import type { Replacement } from "#engine/chain-rule.ts";
import {
  add,
  constant,
  type Expression,
  HALF,
  minus,
  ONE,
  operands,
  over,
  sum,
  times,
  ZERO,
} from "#engine/expression.ts";
import type { Network } from "#engine/network.ts";
import { placeOf, type Quantity } from "#engine/quantity.ts";
import { gradient, local, readers, signalInto } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

/** A mistake about the factor that a weight's own edge contributes, dz/dw. */
const weightEdge = (change: (z: Quantity, w: Quantity, network: Network) => Expression | undefined): Replacement =>
  local(({ c, q, network }) => (q.role === "weight" && c.role === "net" ? change(c, q, network) : undefined));

/** A net input that reads weights of its own. */
const isWeighted = (n: Network, z: Quantity) =>
  z.role === "net" && [...operands(n.definition(z)!)].some((q) => q.role === "weight");

const biases = (n: Network) => n.parameters.filter((q) => q.role === "bias");
const isShared = (q: Quantity) => q.role === "bias" && q.unit === undefined;
const penalised = (n: Network) => n.withRole("penalty").length > 0;

/** True for lambda/2 w^2, false for lambda w^2. */
const isHalved = (n: Network, penalty: Quantity): boolean => {
  const definition = n.definition(penalty);
  return definition?.kind === "product" && definition.factors[0]!.kind === "quotient";
};

/** A mistake about dh/da of a dropout layer; it keeps what it makes of mask and p. */
const dropoutEdge = (change: (mask: Quantity, p: Quantity) => Expression): Replacement =>
  local(({ c, q, network }) => {
    const mask = c.role === "signal" && q.role === "activation" ? network.at("mask", placeOf(c)) : undefined;
    return mask && change(mask, network.find(`config.layers.${c.layer! - 1}.dropout.p`)!);
  });

/** Mistakes about a parameter's own edge, its penalty and dropout. */
export const parameterMistakes = {
  "input.own_output": {
    priority: 1,
    name: { en: "multiplied delta by the unit's own output", zh: "δ 乘了本单元的输出" },
    remedy: { en: "dE/dw_ij = delta_j * (signal that ENTERS through w_ij)", zh: "∂E/∂w_ij = δ_j × 经这条边进入的信号" },
    applies: (n) => n.forward.some((q) => isWeighted(n, q) && n.at("activation", placeOf(q))),
    replace: weightEdge((z, _w, n) => n.at("activation", placeOf(z))),
  },
  "input.pre_activation": {
    priority: 1,
    name: { en: "used net of the previous unit instead of its output", zh: "用了上一单元的净输入而非输出" },
    remedy: { en: "the signal on the edge is out_i", zh: "边上的信号是 out_i" },
    applies: (n) => n.widths.length > 2,
    replace: weightEdge((z, w, n) => n.at("net", { layer: z.layer! - 1, unit: w.source!, sample: z.sample! })),
  },
  "input.wrong_index": {
    priority: 2,
    name: { en: "used the neighbour input", zh: "用错了输入下标" },
    remedy: { en: "w1 belongs to i1", zh: "看清这条边连的是哪个输入" },
    applies: (n) => n.widths.slice(0, -1).some((units) => units > 1),
    replace: weightEdge((z, w, n) => signalInto(n, z, (w.source! + 1) % n.widths[z.layer! - 1]!)),
  },
  "input.omit": {
    priority: 2,
    name: { en: "reported delta as the weight gradient", zh: "漏乘输入，把 δ 当作权重梯度" },
    remedy: { en: "multiply by the input (only the bias has input 1)", zh: "还要乘输入（只有偏置的输入是 1）" },
    applies: (n) => n.forward.some((q) => isWeighted(n, q)),
    replace: weightEdge(() => ONE),
  },
  "bias.zero": {
    priority: 1,
    name: { en: "took the bias gradient as 0 (bias not updated)", zh: "把偏置梯度当成 0（偏置没有更新）" },
    remedy: { en: "db_j = delta_j; freeze only if the task says so", zh: "db_j = δ_j，除非题目说明不更新偏置" },
    applies: (n) => biases(n).length > 0,
    replace: gradient((q) => (q.role === "bias" ? ZERO : undefined)),
  },
  "bias.times_bias": {
    priority: 2,
    name: { en: "multiplied delta by the bias value", zh: "δ 乘了偏置的值" },
    remedy: { en: "d net/d b = 1", zh: "∂net/∂b = 1" },
    applies: (n) => biases(n).length > 0,
    replace: gradient((q, whole) => (q.role === "bias" ? times(q, whole) : undefined)),
  },
  "bias.times_input": {
    priority: 2,
    name: { en: "multiplied the bias gradient by an input", zh: "偏置梯度乘了输入" },
    remedy: { en: "d net/d b = 1", zh: "∂net/∂b = 1" },
    applies: (n) => biases(n).length > 0 && n.widths.length > 0,
    replace: local(({ c, q, network }) => (q.role === "bias" ? signalInto(network, c, 0) : undefined)),
  },
  "bias.shared_first_only": {
    priority: 2,
    name: { en: "shared bias: only one unit counted", zh: "共享偏置只算了一个单元" },
    remedy: { en: "a shared parameter collects the sum over all its uses", zh: "共享参数的梯度是所有使用处之和" },
    applies: (n) => biases(n).some(isShared),
    replace: readers(({ c, q }) => !isShared(q) || c.unit === 0),
  },
  "bias.shared_average": {
    priority: 2,
    name: { en: "shared bias: averaged", zh: "共享偏置取了平均" },
    remedy: { en: "sum, not mean", zh: "应求和而不是平均" },
    applies: (n) => biases(n).some(isShared),
    replace: gradient((q, whole, n) => (isShared(q) ? over(whole, constant(n.widths[q.layer!]!)) : undefined)),
  },
  "bias.unshared_summed": {
    priority: 2,
    name: { en: "summed deltas of separate biases", zh: "各自独立的偏置却求了和" },
    remedy: { en: "each unit has its own bias: db_j = delta_j", zh: "每个单元各有偏置：db_j = δ_j" },
    applies: (n) => biases(n).some((b) => !isShared(b) && n.widths[b.layer!]! > 1),
    replace: gradient((q, _whole, n) => {
      if (q.role !== "bias" || isShared(q)) return undefined;
      const nets = n.forward.filter((z) => z.role === "net" && z.layer === q.layer);
      return sum(nets.map((z) => n.gradient(z)));
    }),
  },
  "l2.omit": {
    priority: 2,
    name: { en: "ignored the penalty's gradient", zh: "漏了正则项的梯度" },
    remedy: { en: "add lambda*w (for lambda/2 w^2)", zh: "加上 λw（对应 λ/2·w²）" },
    applies: penalised,
    replace: local(({ c }) => (c.role === "penalty" ? ZERO : undefined)),
  },
  "l2.factor_2": {
    priority: 2,
    name: { en: "lambda w vs 2 lambda w mixed up", zh: "λw 与 2λw 弄混" },
    remedy: { en: "lambda/2 w^2 -> lambda w; lambda w^2 -> 2 lambda w", zh: "λ/2·w² → λw；λ·w² → 2λw" },
    applies: penalised,
    replace: local(({ c, q, right, network }) => {
      if (c.role !== "penalty") return undefined;
      const factor = isHalved(network, c) ? constant(2) : HALF;
      return times(factor, right.local(c, q));
    }),
  },
  "l2.on_bias": {
    priority: 3,
    name: { en: "regularised the bias too", zh: "对偏置也加了正则" },
    remedy: { en: "biases are not penalised here", zh: "这里偏置不参与正则" },
    applies: (n) => penalised(n) && biases(n).some((b) => !isShared(b)),
    replace: gradient((q, whole, n) => {
      if (q.role !== "bias" || isShared(q)) return undefined;
      const lambda = n.find("config.l2.lambda")!;
      const factor = isHalved(n, n.withRole("penalty")[0]!) ? ONE : constant(2);
      return add(whole, times(factor, lambda, q));
    }),
  },
  "dropout.no_scale_backward": {
    priority: 2,
    name: { en: "forgot 1/(1-p) in the backward pass", zh: "反向漏了 1/(1-p)" },
    remedy: { en: "inverted dropout scales forward and backward alike", zh: "反向也要乘 1/(1-p)" },
    applies: (n) => n.withRole("mask").length > 0,
    replace: dropoutEdge((mask) => mask),
  },
  "dropout.no_mask_backward": {
    priority: 2,
    name: { en: "gradient through dropped units", zh: "被丢弃的单元也传了梯度" },
    remedy: { en: "the same mask multiplies the gradient", zh: "同一个掩码也作用于梯度" },
    applies: (n) => n.withRole("mask").length > 0,
    replace: dropoutEdge((_mask, p) => over(ONE, minus(ONE, p))),
  },
  "dropout.divide_by_p": {
    priority: 2,
    name: { en: "scaled by 1/p", zh: "误除以 p" },
    remedy: { en: "p is the DROP probability: scale 1/(1-p)", zh: "p 是丢弃概率，缩放 1/(1-p)" },
    applies: (n) => n.withRole("mask").length > 0,
    replace: dropoutEdge((mask, p) => over(mask, p)),
  },
} as const satisfies Record<string, Mistake>;
