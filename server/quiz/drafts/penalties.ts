import { type Draft, drawNumber, onGrid, TENTHS } from "./draft.ts";
import { graphOf, type Term } from "./graph.ts";

const squaredError: Term = ["mul", 0.5, ["pow", ["sub", ["mul", "w", "x"], "t"], 2]];
const size: Term = ["max", "w", ["neg", "w"]];

/** (w x - t)^2 / 2 + lambda |w|, with |w| as the greater of w and -w. */
export const absolutePenalty: Draft = (random) => {
  const [w, x, t] = [TENTHS, TENTHS, TENTHS].map((grid) => drawNumber(random, grid)) as [number, number, number];
  return graphOf({ w, x, t, lambda: onGrid(random.whole(1, 5), 0.1) }, ["add", squaredError, ["mul", "lambda", size]]);
};
