import { functions } from "../drafts/functions.ts";
import { networks } from "../drafts/networks.ts";
import { starts } from "../drafts/starts.ts";
import type { SkillId } from "../syllabus.ts";
import { type Drill, gradientOf, loss, valueOf } from "./drill.ts";
import { activation, bias, delta, last, weight } from "./units.ts";

/** Skills about losses, on single outputs and on layers, and about softmax. */
export const lossDrills: Partial<Record<SkillId, Drill>> = {
  "loss.mse": {
    levels: {
      1: [networks.squaredMean, networks.squaredSum],
      2: [networks.squaredBatch, networks.squaredBatchMean],
    },
    asks: [loss, activation(last)],
  },
  "linreg.grad": { levels: { 1: [networks.line], 2: [networks.plane] }, asks: [weight(last), bias(last)] },
  "logreg.mse_bad": {
    levels: { 2: [starts.sureAndWrong] },
    asks: [delta(last), weight(last)],
    spares: ["saturated"],
  },
  "loss.mae_huber": {
    levels: {
      2: [functions.absolute, functions.huber, functions.smoothL1, functions.logCosh],
    },
    asks: [loss, gradientOf("gradient", "input")],
  },
  "loss.bce_logits": {
    levels: { 2: [networks.logit], 3: [networks.logitWide] },
    asks: [loss, delta(last), weight(last)],
  },
  "loss.hinge": {
    levels: { 2: [networks.hinge, networks.squaredHinge] },
    asks: [loss, weight(last), bias(last)],
    without: ["choice"],
    spares: ["shut by a gate"],
  },
  "loss.kl": { levels: { 3: [networks.divergence] }, asks: [loss, delta(last)] },
  "loss.smoothing": { levels: { 3: [networks.smoothed] }, asks: [loss, delta(last)] },
  "loss.focal": {
    levels: { 4: [functions.focalRight, functions.focalOther] },
    asks: [loss, gradientOf("gradient", "input", ({ tensor }) => tensor === "z")],
  },
  "softmax.jacobian": {
    levels: { 3: [functions.jacobianEntry], 4: [functions.softmaxBack] },
    asks: [gradientOf("derivative", "input")],
    without: ["choice"],
    conventions: [
      {
        en: "G is the gradient that arrives at p; where G has a single 1, dE/dz is one row of the Jacobian of p.",
        zh: "G 是传到 p 的上游梯度；当 G 只有一个 1 时，dE/dz 就是 p 的雅可比矩阵的一行。",
      },
    ],
  },
  "softmax.temperature": {
    levels: { 4: [functions.temperature] },
    asks: [
      gradientOf("gradient", "input", ({ tensor }) => tensor !== "T"),
      gradientOf("gradient", "input", ({ tensor }) => tensor === "T"),
      valueOf("value", "node", (p, network) => network.readers(p).some(({ operation }) => operation === "log")),
    ],
    without: ["choice"],
    conventions: [
      {
        en: "Cross-entropy with p = softmax(z / T); the first class is the right one.",
        zh: "交叉熵，其中 p = softmax(z / T)，正确类别为第 1 类。",
      },
    ],
  },
};
