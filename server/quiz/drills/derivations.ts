import type { Bilingual } from "../bilingual.ts";
import { derivations } from "../drafts/derivations.ts";
import { networks } from "../drafts/networks.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, gradientOf, result } from "./drill.ts";
import { activation, delta, last, weight } from "./units.ts";

const isGraph = (type: string): boolean => type === "graph";

/** The derivative of a computation by its first input, where a computation is drawn; else what is asked otherwise. */
const orSlope =
  (tensor: string, otherwise: Asker): Asker =>
  (problem, random) =>
    (isGraph(problem.document.type) ? gradientOf("derivative", "input", (q) => q.tensor === tensor) : otherwise)(
      problem,
      random,
    );

const entryOfTrace = (at: string): readonly [string, Bilingual] => [
  `grads.x${at}`,
  {
    en: `A = (a_ij) and X = (x_ij) are 2 × 2 matrices, and E = tr(Xᵀ A X). Asked for: ∂E/∂x_${at}.`,
    zh: `A = (a_ij)、X = (x_ij) 都是 2 × 2 矩阵，E = tr(Xᵀ A X)。求：∂E/∂x_${at}。`,
  },
];

/** Skills about results that are derived on paper. */
export const derivationDrills: Partial<Record<SkillId, Drill>> = {
  "logreg.mle": {
    levels: { 2: [derivations.likelihood], 3: [networks.likelihoodOfTwo] },
    asks: [
      (problem, random) => (isGraph(problem.document.type) ? result : delta(last))(problem, random),
      orSlope("p1", weight(last)),
    ],
    told: {
      loss: {
        en: "Two independent labels: t1 is 1 with probability p1 and else 0, t2 is 1 with probability p2 and else 0. Asked for: the negative logarithm of the likelihood of both.",
        zh: "两个独立的标签：t1 以概率 p1 取 1，否则取 0；t2 以概率 p2 取 1，否则取 0。求：两者的负对数似然。",
      },
    },
  },
  "softmax.ce_derive": { levels: { 3: [networks.softTargets] }, asks: [activation(last), delta(last)] },
  "softmax.sigmoid_link": {
    levels: { 2: [derivations.twoClasses] },
    asks: [result, gradientOf("derivative", "input")],
    without: ["choice"],
    told: {
      loss: {
        en: "A softmax of two classes has the logits z1 and z2. Asked for: the probability of the first class.",
        zh: "两类 softmax 的 logit 为 z1、z2。求：第一类的概率。",
      },
    },
  },
  "linreg.normal": {
    levels: { 3: [derivations.normalEquation] },
    asks: [result],
    without: ["choice"],
    told: {
      loss: {
        en: "A line y = w x through the origin is fitted to two samples (x1, t1) and (x2, t2). Asked for: the w at which the sum of the squared errors is least.",
        zh: "用过原点的直线 y = w x 拟合两个样本 (x1, t1)、(x2, t2)。求：使误差平方和最小的 w。",
      },
    },
  },
  "mat.trace": {
    levels: { 4: [derivations.traceOfForm] },
    asks: [gradientOf("derivative", "input", ({ tensor }) => tensor.startsWith("x"))],
    without: ["order"],
    told: Object.fromEntries(["11", "12", "21", "22"].map(entryOfTrace)),
  },
};
