import { type Draft, drawNumber, type Grid, onGrid } from "./draft.ts";
import { graphOf, type Term } from "./graph.ts";

const GRADIENT: Grid = { step: 0.5, least: 1, most: 6 };

const norm = (first: Term, second: Term): Term => ["sqrt", ["add", ["pow", first, 2], ["pow", second, 2]]];
const within = (g: string): Term => ["max", ["min", g, "c"], ["neg", "c"]];

/** What the cosine of half a period is at simple parts of it. */
const COSINES = [
  [1, 3, 0.5],
  [2, 3, -0.5],
  [1, 4, Math.SQRT1_2],
  [3, 4, -Math.SQRT1_2],
] as const;

/** Learning rates by schedule, and clipped gradients. */
export const rates = {
  /** eta gamma^floor(t / s) */
  stepped: (random) => {
    const [s, drops] = [random.whole(5, 30), random.whole(2, 4)];
    const inputs = { eta0: random.pick([0.1, 0.2, 0.4]), gamma: random.pick([0.5, 0.6, 0.8]), s };
    const t = drops * s + random.whole(1, s - 1);
    return graphOf({ ...inputs, t }, ["mul", "eta0", ["pow", "gamma", drops]]);
  },
  /** eta min(1, (t + 1) / W) */
  warmedUp: (random) => {
    const W = random.whole(8, 40);
    return graphOf({ eta0: random.pick([0.1, 0.2, 0.4]), W, t: random.whole(2, W - 3) }, [
      "mul",
      ["min", 1, ["div", ["add", "t", 1], "W"]],
      "eta0",
    ]);
  },
  /** low + (eta - low) (1 + cos(pi t / T)) / 2 */
  cosine: (random) => {
    const [part, whole, cosine] = random.pick(COSINES);
    const stretch = random.whole(3, 30);
    const inputs = { eta0: random.pick([0.1, 0.2, 0.4]), low: onGrid(random.whole(1, 4), 0.01), T: whole * stretch };
    return graphOf({ ...inputs, t: part * stretch }, [
      "add",
      "low",
      ["mul", ["sub", "eta0", "low"], ["div", ["add", 1, cosine], 2]],
    ]);
  },
  /** g1 c / max(c, ||g||) */
  clippedByNorm: (random) =>
    graphOf({ g1: drawNumber(random, GRADIENT), g2: drawNumber(random, GRADIENT), c: random.pick([0.5, 1, 1.2]) }, [
      "div",
      ["mul", "g1", "c"],
      ["max", norm("g1", "g2"), "c"],
    ]),
  /** ||g|| of entries between -c and c */
  clippedByValue: (random) => {
    const c = random.pick([0.5, 1, 1.5]);
    const [over, under] = [
      drawNumber(random, { step: 0.5, least: 2, most: 6 }),
      onGrid(random.whole(1, 10 * c - 1), 0.1),
    ];
    return graphOf({ g1: over, g2: under, c }, norm(within("g1"), within("g2")));
  },
} as const satisfies Record<string, Draft>;
