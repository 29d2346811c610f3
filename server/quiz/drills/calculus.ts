import { calculus } from "../drafts/calculus.ts";
import type { SkillId } from "../syllabus.ts";
import { type Drill, gradientOf } from "./drill.ts";

const derivative = gradientOf("derivative", "input");
/** In a product with a Jacobian, only the variables are differentiated by. */
const byVariable = gradientOf("derivative", "input", ({ tensor }) => tensor.startsWith("x"));

/** Skills that are drilled on formulas of one or two variables. */
export const calculusDrills: Partial<Record<SkillId, Drill>> = {
  "calc.power_rule": { levels: { 1: [calculus.polynomial], 2: [calculus.negativePowers] }, asks: [derivative] },
  "calc.chain_scalar": {
    levels: {
      1: [calculus.powerOfLine, calculus.powerOfSquare],
      2: [calculus.functionOfSquare],
      3: [calculus.nested],
    },
    asks: [derivative],
  },
  "calc.exp_log": {
    levels: {
      1: [calculus.exponential, calculus.logarithm, calculus.root, calculus.reciprocal],
      2: [calculus.products],
    },
    asks: [derivative],
  },
  "calc.partial": {
    levels: { 1: [calculus.twoVariables], 2: [calculus.twoVariablesExponential] },
    asks: [derivative],
  },
  "calc.multipath": {
    levels: { 2: [calculus.twoPaths, calculus.sumTimesProduct], 3: [calculus.threePaths] },
    asks: [derivative],
  },
  "calc.jacobian": {
    levels: { 3: [calculus.jacobian], 4: [calculus.jacobianOfFunctions] },
    asks: [byVariable],
    conventions: [
      {
        en: "$E = u_1 f_1 + u_2 f_2$, so dE/dx is the row vector u times the Jacobian of $(f_1, f_2)$.",
        zh: "$E = u_1 f_1 + u_2 f_2$，所以 dE/dx 就是行向量 u 与 $(f_1, f_2)$ 的雅可比矩阵之积。",
      },
    ],
  },
};
