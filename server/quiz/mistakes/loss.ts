import type { Replacement } from "#engine/chain-rule.ts";
import { constant, type Expression, HALF, minus, negate, ONE, over, times, ZERO } from "#engine/expression.ts";
import { of } from "#engine/functions.ts";
import type { Network } from "#engine/network.ts";
import { gradient, isOutput, local } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

const summedOverOutputs = new Set(["half_squared", "squared", "absolute", "bce"]);

/** A mistake about dE/do as a whole. */
const atOutputs = (change: (whole: Expression, network: Network) => Expression): Replacement =>
  gradient((q, whole, network) => (isOutput(network, q) ? change(whole, network) : undefined));

const meanOverOutputs = (n: Network) =>
  n.forward.some((q) => n.definition(q)?.kind === "quotient" && n.readers(n.withRole("error")[0]!).includes(q));
const meanOverSamples = (n: Network) =>
  n.readers(n.withRole("sample loss")[0]!).some((q) => n.definition(q)!.kind === "quotient");

/** Whether the rows of outputs belong to several samples, and not to steps of a sequence. */
const isBatch = (n: Network) => n.outputs.length > 1 && n.outputs.every((row) => row[0]!.sample !== undefined);

const SQUARES = new Set(["half_squared", "squared"]);
const SIGN_OF_OTHER_LOSSES = {
  name: { en: "sign: dE/do with the opposite sign", zh: "损失对输出的导数符号反了" },
  remedy: {
    en: "differentiate the loss as it is given, with the minus in front of the logarithm",
    zh: "按题目给出的损失求导，注意对数前的负号",
  },
};

/** Mistakes about the loss and the batch. */
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
} as const satisfies Record<string, Mistake>;
