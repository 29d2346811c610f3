import { attentions } from "../drafts/attentions.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, gradientOf, valueOf } from "./drill.ts";

const score = valueOf("value", "score");
const weights = valueOf("value", "attention");
const gradientOfWeights = (tensor: string): Asker =>
  gradientOf("gradient_weight", "weight", (q) => q.tensor === tensor);

/** Skills that are drilled on one head of self-attention. */
export const attentionDrills: Partial<Record<SkillId, Drill>> = {
  "attn.forward": {
    levels: { 3: [attentions.two], 4: [attentions.twoWide, attentions.causal2], 5: [attentions.causal3] },
    asks: [weights, valueOf("value", "context")],
  },
  "attn.scale": {
    levels: { 3: [attentions.two], 4: [attentions.twoKeys3] },
    asks: [score, weights],
    without: ["choice"],
  },
  "attn.grad_v": {
    levels: { 4: [attentions.two, attentions.causal2], 5: [attentions.twoWide] },
    asks: [gradientOf("gradient", "value"), gradientOfWeights("Wv")],
  },
  "attn.grad_s": {
    levels: { 4: [attentions.two], 5: [attentions.twoWide, attentions.causal2] },
    asks: [gradientOf("gradient", "score"), gradientOf("gradient", "attention")],
  },
  "attn.grad_qkv": {
    levels: { 5: [attentions.two, attentions.causal2] },
    asks: [
      gradientOf("gradient", "query"),
      gradientOf("gradient", "key"),
      gradientOfWeights("Wq"),
      gradientOfWeights("Wk"),
      gradientOf("gradient_input", "input"),
    ],
  },
};
