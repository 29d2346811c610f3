import { functions } from "../drafts/functions.ts";
import { networks } from "../drafts/networks.ts";
import { starts } from "../drafts/starts.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, gradientOf, result, valueOf, type Where } from "./drill.ts";
import { first, input, last, output, weight } from "./units.ts";

/** Matrices are of whole batches. */
const inLast: Where = (q, { widths }) => q.layer === widths.length - 1;
const below: Asker = (problem, random) =>
  (problem.network.widths.length > 2
    ? gradientOf("gradient_activation", "activation", (q) => q.layer === 1)
    : gradientOf("gradient_input", "input"))(problem, random);

/** Skills about matrices of weights: one layer for a batch, many layers in a row, and how they start. */
export const matrixDrills: Partial<Record<SkillId, Drill>> = {
  "mat.forward": {
    levels: { 2: [networks.matrix], 3: [networks.matrices] },
    asks: [valueOf("net", "net", inLast)],
    notation: "layered",
    without: ["choice"],
  },
  "mat.grad_w": { levels: { 2: [networks.matrix], 3: [networks.matrices] }, asks: [weight(last)], notation: "layered" },
  "mat.grad_a": { levels: { 2: [networks.matrix], 3: [networks.matrices] }, asks: [below], notation: "layered" },
  "mat.bp_equations": {
    levels: { 3: [networks.relu222, networks.tanh222], 4: [networks.sigmoid222Biases] },
    asks: [weight(first)],
    notation: "layered",
  },
  "act.relu": {
    levels: { 1: [networks.reluNeuron, networks.leakyNeuron], 2: [networks.relu221, networks.leaky221] },
    asks: [output, weight(first)],
    without: ["choice"],
    spares: ["shut by a gate", "all units off"],
  },
  "chain.vanish": {
    levels: { 2: [networks.vanishing, networks.exploding] },
    asks: [input, weight(first)],
    notation: "layered",
    spares: ["too small"],
  },
  "init.zero": {
    levels: { 3: [starts.alikeSigmoid, starts.alikeTanh] },
    asks: [weight(first), weight(last)],
    spares: ["two gradients alike"],
  },
  "gc.numeric": {
    levels: { 2: [functions.centralDifference, functions.forwardDifference] },
    asks: [result],
    without: ["choice"],
    keepsAllDigits: true,
    conventions: [{ en: "E is the numerical derivative of f at x.", zh: "E 是 f 在 x 处的数值导数。" }],
  },
};
