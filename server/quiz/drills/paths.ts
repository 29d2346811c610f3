import { networks } from "../drafts/networks.ts";
import { graphsOfSums } from "../drafts/sums.ts";
import type { SkillId } from "../syllabus.ts";
import { type Drill, gradientOf, type Where } from "./drill.ts";

/** Where the rule of Case 1 and the exact gradient part: below the weights into the output. */
const belowOutput: Where = ({ layer }, { widths }) => layer! < widths.length - 1;

/** There the rule is too large by one factor, which no network hides: 1/f'(e) of the output. */
const nextToOutput: Where = ({ layer }, { widths }) => layer === widths.length - 2;

const intoOutput: Where = ({ layer }, { widths }) => layer === widths.length - 1;

/** Skills about the ways on which a gradient comes back. */
export const pathDrills: Partial<Record<SkillId, Drill>> = {
  "mlp.path_count": {
    levels: { 3: [graphsOfSums.five], 4: [graphsOfSums.six, graphsOfSums.seven], 5: [graphsOfSums.eight] },
    asks: [gradientOf("gradient", "input", (q, network) => network.readers(q).length > 1)],
    without: ["choice"],
  },
  // A weight into the output has one path; what else there is to choose leads through the other outputs.
  "mlp.out_other_zero": {
    levels: { 2: [networks.sigmoid222, networks.tanh222] },
    asks: [gradientOf("gradient_weight", "weight", intoOutput)],
    without: ["choice"],
  },
  "mlp.agh": {
    levels: { 4: [networks.case1Small], 5: [networks.case1] },
    asks: [gradientOf("gradient_weight", "weight", belowOutput), gradientOf("agh_gradient", "weight", nextToOutput)],
    notation: "case1",
  },
  "res.chain": {
    levels: { 4: [networks.residualChain], 5: [networks.residualChain3, networks.residualDeep] },
    asks: [gradientOf("gradient_input", "input"), gradientOf("gradient_weight", "weight", (q) => q.layer === 1)],
    notation: "layered",
  },
};
