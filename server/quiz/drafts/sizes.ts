import type { Random } from "#engine/random.ts";
import type { Draft } from "./draft.ts";
import { graphOf, type Term } from "./graph.ts";

const sum = (first: Term, ...rest: Term[]): Term => rest.reduce((total, term) => ["add", total, term], first);
const product = (first: Term, ...rest: Term[]): Term => rest.reduce((total, term) => ["mul", total, term], first);

const layers = (random: Random) => ({ n: random.whole(5, 40), h: random.whole(6, 60), m: random.whole(2, 9) });
const batch = (random: Random) => ({ N: random.pick([4, 8, 16, 32]), ...layers(random) });

const parametersOfLayers = sum(product("h", ["add", "n", 1]), product("m", ["add", "h", 1]));

/** Counts of parameters, of multiplications and of stored numbers, from the sizes of a network. */
export const sizes = {
  /** h (n + 1) + m (h + 1) */
  parameters: (random) => graphOf(layers(random), parametersOfLayers),
  /** f (c k^2 + 1) */
  kernelParameters: (random) =>
    graphOf(
      { c: random.whole(2, 16), f: random.whole(4, 32), k: random.pick([3, 5, 7]) },
      product("f", ["add", product("c", ["pow", "k", 2]), 1]),
    ),
  /** 4 (h (n + h) + h) */
  lstmParameters: (random) =>
    graphOf({ n: random.whole(3, 40), h: random.whole(4, 60) }, product(4, sum(product("h", sum("n", "h")), "h"))),
  /** N (n h + h m) */
  forward: (random) => graphOf(batch(random), product("N", ["add", ["mul", "n", "h"], ["mul", "h", "m"]])),
  /** N (n h + 2 h m): every weight's gradient, and the error handed down to the hidden layer */
  backward: (random) => graphOf(batch(random), product("N", ["add", ["mul", "n", "h"], product(2, ["mul", "h", "m"])])),
  /** f s^2 c k^2 */
  kernelForward: (random) =>
    graphOf(
      { c: random.whole(2, 8), f: random.whole(4, 16), k: random.pick([3, 5]), s: random.whole(6, 28) },
      product(["mul", "f", ["pow", "s", 2]], ["mul", "c", ["pow", "k", 2]]),
    ),
  /** N (n + h + m) */
  stored: (random) => graphOf(batch(random), product("N", sum("n", "h", "m"))),
  /** Two averages for each parameter */
  adamStates: (random) => graphOf(layers(random), product(2, parametersOfLayers)),
  /** N w (L / k + k): the input and every k-th layer, and beside them the k - 1 layers of one stretch */
  recomputed: (random) => {
    const [k, stretches] = [random.whole(2, 5), random.whole(2, 6)];
    const inputs = { N: random.pick([4, 8, 16]), w: random.whole(10, 50), L: k * stretches, k };
    return graphOf(inputs, product("N", "w", ["add", ["div", "L", "k"], "k"]));
  },
} as const satisfies Record<string, Draft>;
