import { normalisations } from "../drafts/normalisation.ts";
import { normalisedAtTest } from "../drafts/told.ts";
import type { SkillId } from "../syllabus.ts";
import { type Drill, gradientOf, orResult, valueOf } from "./drill.ts";

const normalised = valueOf("value", "normalised");
const output = valueOf("value", "output");
const input = gradientOf("gradient_input", "input");
const scale = gradientOf("gradient", "scale");
const shift = gradientOf("gradient", "shift");

/** Skills that are drilled on batches and rows to normalise. */
export const normalisationDrills: Partial<Record<SkillId, Drill>> = {
  "bn.forward": {
    levels: {
      2: [normalisations.batch3, normalisedAtTest],
      3: [normalisations.batch4, normalisations.batch32, normalisedAtTest],
    },
    asks: [valueOf("value", "variance"), normalised, output].map(orResult),
    told: {
      loss: {
        en: "Test mode: batch normalisation with the running mean mu and the running variance var. Asked for: the output for the input x.",
        zh: "测试模式：批归一化使用滑动均值 mu 和滑动方差 var。求：输入 x 的输出。",
      },
    },
    without: ["choice"],
  },
  "bn.grad_affine": {
    levels: { 3: [normalisations.batch3, normalisations.batch32], 4: [normalisations.batchLoss] },
    asks: [scale, shift],
  },
  "bn.grad_x": {
    levels: { 4: [normalisations.batch3], 5: [normalisations.batch4, normalisations.batchLoss] },
    asks: [input],
  },
  "bn.running": {
    levels: { 3: [normalisations.running3], 4: [normalisations.running4] },
    asks: [
      valueOf("value", "running statistic", ({ tensor }) => tensor === "mean"),
      valueOf("value", "running statistic", ({ tensor }) => tensor === "var_unbiased"),
    ],
    without: ["choice"],
  },
  "ln.grad_x": {
    levels: { 4: [normalisations.row3], 5: [normalisations.rows23, normalisations.rowLoss] },
    asks: [normalised, scale, input],
  },
  "ln.rms": {
    levels: { 4: [normalisations.rms3], 5: [normalisations.rms23] },
    asks: [normalised, scale, input],
  },
};
