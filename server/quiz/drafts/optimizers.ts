import type { NetworkDocument } from "#contract/network.ts";
import type { Random } from "#engine/random.ts";
import { type Draft, drawMatrix, drawNumber, drawVector, type Grid, onGrid, TENTHS } from "./draft.ts";

type OptimizerDocument = Extract<NetworkDocument, { type: "optim_quad" }>["optimizer"];

/** An optimizer with what is drawn of its settings. */
type Rule = (random: Random) => Omit<OptimizerDocument, "steps">;

const WEIGHT: Grid = { step: 0.1, most: 3 };
const CURVATURE: Grid = { step: 0.5, most: 3 };

/** One weight and the gradients of its steps: nothing but the optimizer is to be worked out. */
const given =
  (steps: number, rule: Rule, weights = TENTHS): Draft =>
  (random) => ({
    type: "optim_seq",
    params: { w: drawVector(random, weights, 1) },
    grad_sequence: drawMatrix(random, TENTHS, steps, 1),
    optimizer: rule(random),
  });

/** One weight in a bowl 1/2 a (w - c)^2, whose gradient is to be worked out at every step. */
const bowl =
  (steps: number, rule: Rule): Draft =>
  (random) => ({
    type: "optim_quad",
    config: { a: [Math.abs(drawNumber(random, CURVATURE))], c: drawVector(random, TENTHS, 1) },
    params: { w: drawVector(random, TENTHS, 1) },
    optimizer: { ...rule(random), steps },
  });

const withMomentum =
  (name: string): Rule =>
  (random) => ({ name, lr: random.pick([0.1, 0.2, 0.5]), momentum: random.pick([0.6, 0.8, 0.9]) });

const adagrad: Rule = (random) => ({ name: "adagrad", lr: random.pick([0.1, 0.2, 0.5]), eps: 1e-8 });
const rmsprop: Rule = (random) => ({
  name: "rmsprop",
  lr: random.pick([0.01, 0.1, 0.2]),
  alpha: random.pick([0.8, 0.9, 0.99]),
  eps: 1e-8,
});
const adam: Rule = (random) => ({
  name: "adam",
  lr: random.pick([0.01, 0.1, 0.2]),
  beta1: random.pick([0.8, 0.9]),
  beta2: random.pick([0.99, 0.999]),
  eps: 1e-8,
});

/** Large enough that the decay is seen beside the step. */
const decay = (random: Random) => ({ weight_decay: random.pick([0.1, 0.2, 0.3]) });
const adamw: Rule = (random) => ({ ...adam(random), ...decay(random), name: "adamw", lr: random.pick([0.1, 0.2]) });
const coupled: Rule = (random) => ({ ...adamw(random), name: "adam" });
const decayed: Rule = (random) => ({ name: "sgd", lr: random.pick([0.1, 0.2, 0.5]), ...decay(random) });

/** What eta a may be, in tenths: an error that shrinks by 1 - eta a at each step creeps, swings or grows. */
const SPEEDS = [
  [1, 4],
  [12, 18],
  [22, 30],
] as const;

/** Descent in a bowl, at a rate that is too small, large, or too large. */
const descent =
  (steps: number): Draft =>
  (random) => {
    const a = random.pick([0.5, 1, 2, 4]);
    const [low, high] = random.pick(SPEEDS);
    const lr = onGrid(random.whole(low, high), 0.1) / a;
    return {
      type: "optim_quad",
      config: { a: [a], c: drawVector(random, TENTHS, 1) },
      params: { w: drawVector(random, TENTHS, 1) },
      optimizer: { name: "sgd", lr, steps },
    };
  };

/** Steps of an optimizer. The first step alone shows neither momentum nor, in Adam, anything but the sign. */
export const steps = {
  momentum: given(2, withMomentum("momentum")),
  momentumEma: given(2, withMomentum("momentum_ema")),
  momentumClassic: given(2, withMomentum("momentum_classic")),
  momentum3: given(3, withMomentum("momentum")),
  momentumBowl: bowl(2, withMomentum("momentum")),
  nesterov: given(2, withMomentum("nesterov")),
  nesterovLookahead: bowl(2, withMomentum("nesterov_lookahead")),
  adagrad: given(2, adagrad),
  adagrad3: given(3, adagrad),
  adagradBowl: bowl(2, adagrad),
  rmsprop: given(2, rmsprop),
  rmsprop3: given(3, rmsprop),
  rmspropBowl: bowl(2, rmsprop),
  adam: given(2, adam),
  adamBowl: bowl(2, adam),
  adamw: given(2, adamw, WEIGHT),
  adamCoupled: given(2, coupled, WEIGHT),
  sgdDecayed: given(2, decayed, WEIGHT),
  descent2: descent(2),
  descent3: descent(3),
} satisfies Record<string, Draft>;
