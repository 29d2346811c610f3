import { describe, expect, test } from "vitest";
import type { NetworkDocument } from "#engine/families/index.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import { type MistakeId, mistakes } from "#quiz/mistakes/index.ts";
import { reasoningOf, valueUnder } from "#quiz/predictions.ts";
import { agree } from "../engine/cases.ts";
import { bowl, classes, pooled, sequence } from "./worked.ts";

/** The numbers at some paths of somebody with a mistake that applies. */
function mistaken(document: NetworkDocument, id: MistakeId, paths: readonly string[]): number[] {
  const problem = problemOf(document);
  expect(mistakes[id].applies(problem.network)).toBe(true);
  return paths.map((path) => valueUnder(problem, reasoningOf(problem, [id]), problem.network.find(path)!));
}

/** The pairs of numbers that are not the same. */
const apart = (got: readonly number[], want: readonly number[]) =>
  want.map((value, i) => [got[i], value] as const).filter(([mine, value]) => !agree(mine, value));

const cells = [0, 1].flatMap((row) => [0, 1, 2, 3].map((column) => `grads.X.0.${row}.${column}`));

describe("pooling", () => {
  test("a gradient spread over the window of the largest", () => {
    expect(
      apart(
        mistaken(pooled("max"), "pool.max_spread", cells),
        [21, 21, -6, -6, 21, 21, -6, -6].map((g) => g / 4),
      ),
    ).toEqual([]);
    const sums = (7 * (1 + 2 + 4 + 3) - 2 * (0 + 5 + 6 + 1)) / 4;
    expect(apart(mistaken(pooled("max"), "pool.max_spread", ["grads.W.0.0.0.0"]), [sums])).toEqual([]);
  });

  test("a gradient of an average that is not divided", () => {
    expect(apart(mistaken(pooled("avg"), "pool.avg_not_divided", cells), [21, 21, -6, -6, 21, 21, -6, -6])).toEqual([]);
    expect(apart(mistaken(pooled("avg"), "pool.avg_not_divided", ["grads.b.0"]), [4 * 7 - 4 * 2])).toEqual([]);
  });
});

describe("the logarithm of the cross-entropy", () => {
  const z = [0.4, -1.5].map((x) => [x, -2 * x, 0.5 * x]);
  const probability = (row: number, k: number) =>
    Math.exp(z[row]![k]!) / z[row]!.reduce((s, zj) => s + Math.exp(zj), 0);
  const losses = (log: (p: number) => number) => [-log(probability(0, 0)), -log(probability(1, 2))] as const;

  test.each([
    ["softmax.log_base", Math.log10],
    ["softmax.log_base_2", Math.log2],
  ] as const)("%s: the loss of each sample, their mean, and the same gradient", (id, log) => {
    const [first, second] = losses(log);
    const paths = ["forward.loss_per_sample.0", "forward.loss_per_sample.1", "loss", "deltas.z1.0.0"];
    expect(
      apart(mistaken(classes, id, paths), [first, second, (first + second) / 2, (probability(0, 0) - 1) / 2]),
    ).toEqual([]);
  });
});

type Memory = { a: number; b: number };
type Step = (w: number, g: number, memory: Memory, t: number) => number;

/** The weights of `sequence` after each of its steps, in order, by a loop. */
function inLoop(step: Step): number[] {
  const { params, grad_sequence: rows } = sequence({ name: "sgd", lr: 1 });
  const memories = params.w.map(() => ({ a: 0, b: 0 }));
  let w = params.w;
  return rows.flatMap((row, t) => (w = w.map((one, i) => step(one, row[i]!, memories[i]!, t + 1))));
}

const everyStep = [1, 2, 3].flatMap((step) => [0, 1].map((i) => `after.${step}.params.w.${i}`));
const [lr, eps, wd, mu] = [0.1, 0.02, 0.3, 0.8];

const adamMoments = (memory: Memory, g: number, t: number): [number, number] => {
  memory.a = 0.9 * memory.a + 0.1 * g;
  memory.b = 0.99 * memory.b + 0.01 * g * g;
  return [memory.a / (1 - 0.9 ** t), memory.b / (1 - 0.99 ** t)];
};
const adam = { lr, beta1: 0.9, beta2: 0.99, eps };

/** What is not among the cases of the reference: each mistake, an optimizer, and its mistaken rule in a loop. */
const loops: readonly (readonly [MistakeId, Parameters<typeof sequence>[0], Step])[] = [
  [
    "adamw.coupled_decay",
    { name: "adamw", ...adam, weight_decay: wd },
    (w, g, memory, t) => {
      const [m, v] = adamMoments(memory, g + wd * w, t);
      return w - (lr * m) / (Math.sqrt(v) + eps);
    },
  ],
  [
    "eps.inside_root",
    { name: "adam", ...adam },
    (w, g, memory, t) => {
      const [m, v] = adamMoments(memory, g, t);
      return w - (lr * m) / Math.sqrt(v + eps);
    },
  ],
  [
    "eps.inside_root",
    { name: "adagrad", lr, eps },
    (w, g, memory) => {
      memory.a += g * g;
      return w - (lr * g) / Math.sqrt(memory.a + eps);
    },
  ],
  [
    "eps.inside_root",
    { name: "rmsprop", lr, alpha: 0.9, eps },
    (w, g, memory) => {
      memory.a = 0.9 * memory.a + 0.1 * g * g;
      return w - (lr * g) / Math.sqrt(memory.a + eps);
    },
  ],
  ["update.no_zero_grad", { name: "sgd", lr }, (w, g, memory) => w - lr * (memory.a += g)],
  [
    "update.no_zero_grad",
    { name: "momentum", lr, momentum: mu },
    (w, g, memory) => {
      memory.a += g;
      memory.b = mu * memory.b + memory.a;
      return w - lr * memory.b;
    },
  ],
  [
    "adam.t_from_zero",
    { name: "adam", ...adam },
    (w, g, memory, t) => {
      const [m, v] = adamMoments(memory, g, t);
      const late = (moment: number, beta: number) => (moment * (1 - beta ** t)) / (t === 1 ? 1 : 1 - beta ** (t - 1));
      return w - (lr * late(m, 0.9)) / (Math.sqrt(late(v, 0.99)) + eps);
    },
  ],
  [
    "adam.no_bias_correction",
    { name: "adam", ...adam },
    (w, g, memory, t) => {
      adamMoments(memory, g, t);
      return w - (lr * memory.a) / (Math.sqrt(memory.b) + eps);
    },
  ],
  ["momentum.forgotten", { name: "momentum", lr, momentum: mu, weight_decay: wd }, (w, g) => w - lr * (g + wd * w)],
];

describe("the steps of an optimizer", () => {
  test.each(loops)("%s: %o", (id, optimizer, step) => {
    expect(apart(mistaken(sequence(optimizer), id, everyStep), inLoop(step))).toEqual([]);
  });

  test("gradients that are never cleared, to the end of a training", () => {
    const { config, params } = bowl({ name: "sgd", lr });
    const slopeAt = (w: number, i: number) => config.a[i]! * (w - config.c[i]!);
    let [w, sums] = [params.w, [0, 0]];
    for (let t = 0; t < 6; t++) {
      sums = sums.map((sum, i) => sum + slopeAt(w[i]!, i));
      w = w.map((one, i) => one - lr * sums[i]!);
    }
    const f = w.reduce((sum, one, i) => sum + (one - config.c[i]!) * (slopeAt(one, i) / 2), 0);
    expect(apart(mistaken(bowl({ name: "sgd", lr }), "update.no_zero_grad", ["loss_after"]), [f])).toEqual([]);
  });

  test("the gradient taken at the weight instead of the look-ahead point, to the end of a training", () => {
    const optimizer = { name: "nesterov_lookahead", lr, momentum: mu };
    const { config, params } = bowl(optimizer);
    const velocity = [0, 0];
    let w = params.w;
    for (let t = 0; t < 6; t++)
      w = w.map((one, i) => one + (velocity[i] = mu * velocity[i]! - lr * config.a[i]! * (one - config.c[i]!)));
    const f = w.reduce((sum, one, i) => sum + (config.a[i]! / 2) * (one - config.c[i]!) ** 2, 0);
    expect(apart(mistaken(bowl(optimizer), "nesterov.as_plain_momentum", ["loss_after"]), [f])).toEqual([]);
  });

  test("the same optimizer in a network: Adam without bias correction moves every weight by its own gradient", () => {
    const document = { ...classes, optimizer: { name: "adam", ...adam } };
    const problem = problemOf(document);
    const weights = problem.network.parameters;
    const gradients = valuesOf(
      problem,
      problem.model.right,
      weights.map((w) => problem.network.gradient(w)),
    );
    const moved = gradients.map((g) => (lr * 0.1 * g) / (Math.sqrt(0.01) * Math.abs(g) + eps));
    const wanted = [1, -2, 0.5].map((w, k) => w - moved[k]!);
    const paths = [0, 1, 2].map((k) => `updated.W1.${k}.0`);
    expect(apart(mistaken(document, "adam.no_bias_correction", paths), wanted)).toEqual([]);
  });
});
