import { steps } from "../drafts/optimizers.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, oneOf } from "./drill.ts";

/** Asks for the weight after the last step. */
const weight: Asker = oneOf("after_steps", ({ network }) => network.parameters.map((w) => network.atEnd(w)));

/** Asks for what the optimizer keeps after the last step. */
const state = (name: string): Asker =>
  oneOf("value", ({ network }) =>
    network.parameters.map((w) => network.atEnd(network.training!.states.get(w)!.get(name)!)),
  );

/** In the classic form the velocity is the step itself: whoever has it has the weight. */
const velocity: Asker = (problem, random) =>
  (problem.network.training!.optimizer.id === "momentum_classic" ? weight : state("v"))(problem, random);

/** Asks for the loss after the first step. */
const lossAfterOne: Asker = ({ network }) => ({ kind: "loss_after", quantity: network.later(network.loss).id });

/** Skills that are drilled on a few steps of an optimizer. */
export const optimizerDrills: Partial<Record<SkillId, Drill>> = {
  "opt.momentum": {
    levels: {
      2: [steps.momentum, steps.momentumEma, steps.momentumClassic],
      3: [steps.momentum3, steps.momentumBowl],
    },
    asks: [weight, velocity],
  },
  "opt.nesterov": { levels: { 3: [steps.nesterov], 4: [steps.nesterovLookahead] }, asks: [weight] },
  "opt.adagrad": {
    levels: { 2: [steps.adagrad], 3: [steps.adagrad3, steps.adagradBowl] },
    asks: [weight, state("s")],
  },
  "opt.rmsprop": {
    levels: { 2: [steps.rmsprop], 3: [steps.rmsprop3, steps.rmspropBowl] },
    asks: [weight, state("s")],
  },
  "opt.adam": {
    levels: { 3: [steps.adam], 4: [steps.adamBowl] },
    asks: [weight, state("mhat"), state("vhat")],
  },
  "opt.adamw": { levels: { 3: [steps.adamw] }, asks: [weight] },
  "l2.decay": { levels: { 2: [steps.sgdDecayed], 3: [steps.adamw, steps.adamCoupled] }, asks: [weight] },
  "lr.effect": { levels: { 2: [steps.descent2], 3: [steps.descent3] }, asks: [weight, lossAfterOne] },
};
