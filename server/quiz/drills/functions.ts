import { functions } from "../drafts/functions.ts";
import type { SkillId } from "../syllabus.ts";
import { type Drill, gradientOf, valueOf } from "./drill.ts";

const value = valueOf("value", "activation");
const derivative = gradientOf("derivative", "input");

/** Skills that are drilled on a function alone. */
export const functionDrills: Partial<Record<SkillId, Drill>> = {
  "act.sigmoid": { levels: { 1: [functions.sigmoid] }, asks: [value, derivative] },
  "act.tanh": { levels: { 1: [functions.tanh] }, asks: [value, derivative] },
  "act.elu_selu": { levels: { 2: [functions.elu, functions.selu] }, asks: [value, derivative] },
  "act.gelu_silu": {
    levels: { 3: [functions.silu, functions.swish, functions.softplus, functions.mish, functions.gelu] },
    asks: [value, derivative],
  },
};
