import { convolutions } from "../drafts/convolutions.ts";
import { placesOfKernel } from "../drafts/told.ts";
import type { SkillId } from "../syllabus.ts";
import { type Drill, gradientOf, orResult, valueOf } from "./drill.ts";

const weight = gradientOf("gradient_weight", "weight");
const input = gradientOf("gradient_input", "input");
/** Where windows overlap, several paths lead back to a cell. */
const overlapped = gradientOf("gradient_input", "input", (q, network) => network.readers(q).length > 1);

/** Skills that are drilled on kernels and pools. */
export const convolutionDrills: Partial<Record<SkillId, Drill>> = {
  "conv.forward": {
    levels: {
      2: [convolutions.row, convolutions.channels, placesOfKernel],
      3: [convolutions.square, convolutions.rowPadded, placesOfKernel],
    },
    asks: [orResult(valueOf("value", "net"))],
    told: {
      loss: {
        en: "A kernel of width k slides over n numbers, with stride s and p zeros on each side. Asked for: the length of the output.",
        zh: "宽度为 k 的卷积核在 n 个数上滑动，步幅 s，两侧各补 p 个零。求：输出长度。",
      },
    },
    without: ["choice"],
  },
  "conv.grad_w": {
    levels: { 3: [convolutions.row, convolutions.square], 4: [convolutions.relu] },
    asks: [weight, gradientOf("gradient_bias", "bias")],
  },
  "conv.grad_x": {
    levels: { 4: [convolutions.row, convolutions.square], 5: [convolutions.relu, convolutions.channels] },
    asks: [overlapped],
  },
  "conv.pool": {
    levels: {
      2: [convolutions.rowMax, convolutions.rowAverage],
      3: [convolutions.overlappingMax, convolutions.overlappingAverage],
      4: [convolutions.squareMax],
    },
    asks: [gradientOf("delta", "net"), input, weight],
    without: ["choice"],
    spares: ["shut by a gate"],
  },
  "conv.stride": {
    levels: { 4: [convolutions.rowStrided], 5: [convolutions.squareStrided] },
    asks: [weight, input],
  },
};
