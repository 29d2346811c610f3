import { normalisations } from "../drafts/normalisation.ts";
import type { SkillId } from "../syllabus.ts";
import { type Drill, gradientOf, valueOf } from "./drill.ts";

const normalised = valueOf("value", "normalised");
const output = valueOf("value", "output");
const input = gradientOf("gradient_input", "input");
const scale = gradientOf("gradient", "scale");
const shift = gradientOf("gradient", "shift");

/** Skills that are drilled on batches and rows to normalise. */
export const normalisationDrills: Partial<Record<SkillId, Drill>> = {
  "bn.forward": {
    levels: { 2: [normalisations.batch3], 3: [normalisations.batch4, normalisations.batch32] },
    asks: [valueOf("value", "variance"), normalised, output],
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
