import { operands } from "#engine/expression.ts";
import { computations } from "../drafts/computations.ts";
import type { SkillId } from "../syllabus.ts";
import { type Drill, gradientOf, result, valueOf, type Where } from "./drill.ts";

/** One that takes more than a single step from the inputs, or from the result. */
const late: Where = (q, network) => [...operands(network.definition(q)!)].some(({ role }) => role === "node");
const early: Where = (q, network) => network.readers(q).some((c) => c !== network.loss);

const node = valueOf("value", "node", late);
const byInput = gradientOf("derivative", "input");
const byNode = gradientOf("derivative", "node", early);

/** Skills that are drilled on computational graphs, node by node. */
export const graphDrills: Partial<Record<SkillId, Drill>> = {
  "graph.forward": {
    levels: {
      1: [computations.sumTimesInput, computations.productAndMaximum],
      2: [computations.squareOverInput, computations.logistic, computations.exponentialAndLogarithm],
    },
    asks: [node, result],
  },
  "graph.local": {
    levels: {
      1: [computations.sum, computations.difference, computations.product, computations.maximum],
      2: [computations.quotient, computations.functionOfProduct],
    },
    asks: [byInput],
    spares: ["shut by a gate"],
  },
  "graph.backward": {
    levels: {
      2: [computations.sumTimesInput, computations.productAndMaximum, computations.squareOverInput],
      3: [computations.logistic, computations.exponentialAndLogarithm],
    },
    asks: [byInput, byNode],
  },
  "graph.accumulate": {
    levels: { 2: [computations.sumReadTwice, computations.productReadTwice], 3: [computations.sigmoidReadTwice] },
    asks: [byInput, byNode],
  },
  "act.why_nonlinear": {
    levels: { 2: [computations.linearLayers] },
    asks: [gradientOf("derivative", "input", ({ tensor }) => tensor.startsWith("x"))],
    conventions: [
      {
        en: "The two layers together are one: $E = a x_1 + b x_2$ with weights $a = dE/dx_1$ and $b = dE/dx_2$.",
        zh: "两层线性变换合起来只是一层：$E = a x_1 + b x_2$，其权重 $a = dE/dx_1$，$b = dE/dx_2$。",
      },
    ],
  },
};
