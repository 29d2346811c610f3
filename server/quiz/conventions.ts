import type { NetworkDocument } from "#contract/network.ts";
import { functionOf } from "#engine/network.ts";
import type { Problem } from "#engine/problem.ts";
import type { Bilingual } from "./bilingual.ts";
import { drills } from "./drills/index.ts";
import { familyConventions } from "./family-conventions.ts";
import type { NetworkItem } from "./item.ts";
import { optimizerConventions, ruleMeant } from "./optimizer-conventions.ts";
import { isAfterUpdate, precisionOf } from "./precision.ts";
import { isSkill } from "./syllabus.ts";

type Convention = Bilingual & { readonly holds: (item: NetworkItem, problem: Problem) => boolean };

const uses = ({ network }: Problem, ...ids: readonly string[]): boolean =>
  network.forward.some((a) => a.role === "activation" && ids.includes(functionOf(network, a)?.id ?? ""));

const isOptimizerAlone = ({ type }: NetworkDocument): boolean => type === "optim_seq" || type === "optim_quad";

const isMeanOverSamples = (document: NetworkDocument): boolean =>
  document.type === "dense" && document.config.loss.batch_reduction === "mean";

const isBackward = ({ ask }: NetworkItem): boolean =>
  ask.quantity.startsWith("grads.") || ask.quantity.startsWith("deltas.");
/** Where there is nothing but an optimizer, it is told in words of its own how it steps. */
const isOneStep = (item: NetworkItem): boolean => isAfterUpdate(item) && !isOptimizerAlone(item.network);
const isDescent = ({ network }: Problem): boolean => network.training?.optimizer.id === "sgd";

/** What sources define differently; an item says what it means by it, with TeX between dollar signs. */
const table: readonly Convention[] = [
  {
    en: "δ is +∂E/∂net, so the update is w − η δ · input.",
    zh: "δ 指 +∂E/∂net，因此更新式为 w − η δ · 输入。",
    holds: (item) => item.ask.kind === "delta",
  },
  {
    en: String.raw`AGH rule (Case 1): $\delta = z - y$ at the output, $\delta_j = \sum_k w_{jk}\,\delta_k$ below it, and the update is $w + \eta\,\delta_j f'(e_j)$ · input.`,
    zh: String.raw`AGH 规则（Case 1）：输出端 $\delta = z - y$，往前 $\delta_j = \sum_k w_{jk}\,\delta_k$，更新式为 $w + \eta\,\delta_j f'(e_j)$ · 输入。`,
    holds: ({ ask }) => ask.kind === "agh_gradient",
  },
  {
    en: String.raw`g is what the rule has in the place of ∂E/∂, and in general no derivative: $g_{y_j} = -\delta_j$, $g_{e_j} = -\delta_j f'(e_j)$, and $g_w = -\delta_j f'(e_j)$ · input for a weight.`,
    zh: String.raw`g 是规则中占 ∂E/∂ 位置的量，一般并不是导数：$g_{y_j} = -\delta_j$，$g_{e_j} = -\delta_j f'(e_j)$，对权重则为 $g_w = -\delta_j f'(e_j)$ · 输入。`,
    holds: ({ ask }) => ask.kind === "agh_gradient",
  },
  {
    en: "ReLU′(net) = [net > 0]: 1 where net > 0, else 0, at 0 too.",
    zh: "ReLU′(net) = [net > 0]：net > 0 时为 1，否则为 0（net = 0 处也取 0）。",
    holds: (item, problem) => (isBackward(item) || isAfterUpdate(item)) && uses(problem, "relu"),
  },
  {
    en: "softplus(x) = ln(1 + eˣ).",
    zh: "softplus(x) 指 ln(1 + eˣ)。",
    holds: (_item, problem) => uses(problem, "mish", "softplus") || problem.network.lossRow?.id === "bce_logits",
  },
  {
    en: "ln is the natural logarithm.",
    zh: "ln 为自然对数。",
    holds: (_item, { network }) => network.lossRow?.probability === true,
  },
  {
    en: "The loss is the mean over the samples.",
    zh: "损失对样本取平均。",
    holds: (item, { network }) => network.outputs.length > 1 && isMeanOverSamples(item.network),
  },
  {
    en: "One step of gradient descent, all gradients taken at the old weights; biases stay as they are.",
    zh: "做一步梯度下降，所有梯度都在旧权重处计算；偏置不更新。",
    holds: (item, problem) => isOneStep(item) && isDescent(problem) && problem.network.training!.frozen.size > 0,
  },
  {
    en: "One step of gradient descent, all gradients taken at the old weights.",
    zh: "做一步梯度下降，所有梯度都在旧权重处计算。",
    holds: (item, problem) => isOneStep(item) && isDescent(problem) && problem.network.training!.frozen.size === 0,
  },
  {
    en: "All parameters that are trained are updated together, by the rule of the optimizer.",
    zh: "所有参与训练的参数同时更新，均按该优化器的规则。",
    holds: (item, problem) => isOneStep(item) && !isDescent(problem),
  },
  {
    en: "Weights are penalised, biases are not.",
    zh: "正则项只含权重，不含偏置。",
    holds: (_item, { network }) => network.withRole("penalty").length > 0,
  },
  {
    en: "Inverted dropout: kept units are divided by 1 − p, where p is the chance of being dropped.",
    zh: "采用反向随机失活（inverted dropout）：保留的单元除以 1 − p，p 为失活概率。",
    holds: (_item, { network }) => network.withRole("mask").length > 0,
  },
];

function ruleOf({ network }: Problem): Bilingual[] {
  const rule = network.training && ruleMeant(network.training.optimizer.id);
  return rule ? [rule] : [];
}

/** What the networks of a skill leave open. */
const drillConventions = ({ skill }: NetworkItem): readonly Bilingual[] =>
  (isSkill(skill) ? drills[skill]?.conventions : undefined) ?? [];

/** The conventions that an item relies on. */
export const conventions = (item: NetworkItem, problem: Problem): Bilingual[] => {
  const precision = precisionOf(item);
  return [
    ...familyConventions(item.network, item.ask),
    ...(isOptimizerAlone(item.network) ? optimizerConventions(problem.network, item.network.type === "optim_seq") : []),
    ...(isOneStep(item) && !isDescent(problem) ? ruleOf(problem) : []),
    ...drillConventions(item),
    ...table.filter(({ holds }) => holds(item, problem)).map(({ en, zh }) => ({ en, zh })),
    ...(precision ? [precision] : []),
  ];
};
