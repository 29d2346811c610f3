import { describe, expect, test } from "vitest";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { type OptimizerId, optimizers } from "#engine/optimizers.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { trainFor } from "#engine/training.ts";
import { ofWidths } from "./odd-shapes.ts";
import { near } from "./random-networks.ts";

const settings = {
  lr: 0.1,
  momentum: 0.8,
  alpha: 0.9,
  rho: 0.8,
  beta1: 0.7,
  beta2: 0.9,
  eps: 1e-3,
  lr_decay: 0.3,
  momentum_decay: 0.2,
  weight_decay: 0.05,
};
/** The rate, the decay, and those settings that the optimizer has. */
const settingsOf = (id: OptimizerId) => {
  const own = new Set(["lr", "weight_decay", ...Object.keys(optimizers[id].settings)]);
  return { lr: settings.lr, ...Object.fromEntries(Object.entries(settings).filter(([key]) => own.has(key))) };
};

const { lr, momentum: mu, alpha, rho, beta1, beta2, eps, lr_decay, momentum_decay, weight_decay: wd } = settings;

type Memory = { a: number; b: number; c: number; t: number };

/** The update rules once more, as loops keep them: one weight, its gradient, and what is remembered of it. */
const rules: Readonly<Record<OptimizerId, (w: number, g: number, memory: Memory) => number>> = {
  sgd: (w, g) => w - lr * g,
  momentum: (w, g, m) => w - lr * (m.a = mu * m.a + g),
  momentum_ema: (w, g, m) => w - lr * (m.a = mu * m.a + (1 - mu) * g),
  momentum_classic: (w, g, m) => w + (m.a = mu * m.a - lr * g),
  nesterov: (w, g, m) => {
    m.a = mu * m.a + g;
    return w - lr * (g + mu * m.a);
  },
  adagrad: (w, g, m) => {
    m.a += g * g;
    return w - (lr * g) / (Math.sqrt(m.a) + eps);
  },
  adagrad_epsin: (w, g, m) => {
    m.a += g * g;
    return w - (lr * g) / Math.sqrt(m.a + eps);
  },
  adagrad_lr_decay: (w, g, m) => {
    m.a += g * g;
    const slowed = lr / (1 + m.t++ * lr_decay);
    return w - (slowed * g) / (Math.sqrt(m.a) + eps);
  },
  rmsprop: (w, g, m) => {
    m.a = alpha * m.a + (1 - alpha) * g * g;
    return w - (lr * g) / (Math.sqrt(m.a) + eps);
  },
  rmsprop_epsin: (w, g, m) => {
    m.a = alpha * m.a + (1 - alpha) * g * g;
    return w - (lr * g) / Math.sqrt(m.a + eps);
  },
  rmsprop_centered: (w, g, m) => {
    m.a = alpha * m.a + (1 - alpha) * g * g;
    m.b = alpha * m.b + (1 - alpha) * g;
    return w - (lr * g) / (Math.sqrt(m.a - m.b * m.b) + eps);
  },
  rmsprop_momentum: (w, g, m) => {
    m.a = alpha * m.a + (1 - alpha) * g * g;
    m.c = mu * m.c + g / (Math.sqrt(m.a) + eps);
    return w - lr * m.c;
  },
  rmsprop_centered_momentum: (w, g, m) => {
    m.a = alpha * m.a + (1 - alpha) * g * g;
    m.b = alpha * m.b + (1 - alpha) * g;
    m.c = mu * m.c + g / (Math.sqrt(m.a - m.b * m.b) + eps);
    return w - lr * m.c;
  },
  adadelta: (w, g, m) => {
    m.a = rho * m.a + (1 - rho) * g * g;
    const change = (Math.sqrt(m.b + eps) / Math.sqrt(m.a + eps)) * g;
    m.b = rho * m.b + (1 - rho) * change * change;
    return w - lr * change;
  },
  adam: (w, g, m) => {
    m.t += 1;
    m.a = beta1 * m.a + (1 - beta1) * g;
    m.b = beta2 * m.b + (1 - beta2) * g * g;
    const [first, second] = [m.a / (1 - beta1 ** m.t), m.b / (1 - beta2 ** m.t)];
    return w - (lr * first) / (Math.sqrt(second) + eps);
  },
  adamw: (w, g, m) => rules.adam(w * (1 - lr * wd), g, m),
  amsgrad: (w, g, m) => {
    m.t += 1;
    m.a = beta1 * m.a + (1 - beta1) * g;
    m.b = beta2 * m.b + (1 - beta2) * g * g;
    m.c = Math.max(m.c, m.b);
    return w - (lr * (m.a / (1 - beta1 ** m.t))) / (Math.sqrt(m.c / (1 - beta2 ** m.t)) + eps);
  },
  adamax: (w, g, m) => {
    m.t += 1;
    m.a = beta1 * m.a + (1 - beta1) * g;
    m.b = Math.max(beta2 * m.b, Math.abs(g) + eps);
    return w - (lr / (1 - beta1 ** m.t)) * (m.a / m.b);
  },
  nadam: (w, g, m) => {
    m.t += 1;
    m.a = beta1 * m.a + (1 - beta1) * g;
    m.b = beta2 * m.b + (1 - beta2) * g * g;
    const momentumAt = (t: number) => beta1 * (1 - 0.5 * 0.96 ** (t * momentum_decay));
    m.c = (m.t === 1 ? 1 : m.c) * momentumAt(m.t);
    const next = momentumAt(m.t + 1);
    const direction = ((1 - momentumAt(m.t)) * g) / (1 - m.c) + (next * m.a) / (1 - m.c * next);
    return w - (lr * direction) / (Math.sqrt(m.b / (1 - beta2 ** m.t)) + eps);
  },
  lion: (w, g, m) => {
    const direction = Math.sign(beta1 * m.a + (1 - beta1) * g);
    m.a = beta2 * m.a + (1 - beta2) * g;
    return w * (1 - lr * wd) - lr * direction;
  },
};

const smooth = { activation: "tanh", dropout: undefined } as const;
const start = ofWidths([2, 2, 2], smooth, 2, { name: "half_squared" });
const documentOf = (name: OptimizerId): DenseDocument => ({
  ...start,
  optimizer: { name, ...settingsOf(name), steps: 3, frozen: ["b1"] },
});

/** Three steps by the loop; the gradients are asked for anew at each step. */
function byLoop(id: OptimizerId): Map<string, number> {
  const memories = new Map<string, Memory>();
  let params: DenseDocument["params"] = start.params;
  const values = new Map<string, number>();
  for (let step = 0; step < 3; step++) {
    const problem = problemOf({ ...documentOf(id), params });
    const moved = structuredClone(params);
    for (const q of problem.network.parameters) {
      const [w, g] = valuesOf(problem, problem.model.right, [q, problem.network.gradient(q)]) as [number, number];
      const memory = memories.get(q.id) ?? { a: 0, b: 0, c: 0, t: 0 };
      memories.set(q.id, memory);
      const next = q.tensor === "b1" ? w : rules[id](w, optimizers[id].decay === "weight" ? g : g + wd * w, memory);
      values.set(q.id, next);
      put(moved, q, next);
    }
    params = moved;
  }
  return values;
}

function put(params: DenseDocument["params"], { tensor, index }: Quantity, value: number): void {
  const [i, j] = index as [number, number?];
  if (j === undefined) (params[tensor] as number[])[i] = value;
  else (params[tensor] as number[][])[i]![j] = value;
}

describe.each(Object.keys(optimizers) as OptimizerId[])("three steps of %s", (id) => {
  const problem = problemOf(documentOf(id));
  const { network, model } = problem;
  const wanted = byLoop(id);

  test("agree with the rule in a loop", () => {
    const off: string[] = [];
    trainFor(problem, model.right, 3, (t, { after }) => {
      if (t === 3) off.push(...network.parameters.filter((w) => !near(after(w), wanted.get(w.id)!)).map((w) => w.id));
    });
    expect(off).toEqual([]);
  });

  test("agree whether trained or derived as quantities of the graph", () => {
    const thrice = network.parameters.map((w) => network.later(network.later(network.later(w))));
    const values = valuesOf(problem, model.right, thrice);
    expect(network.parameters.filter((w, i) => !near(values[i]!, wanted.get(w.id)!))).toEqual([]);
    expect(valuesOf(problem, model.right, [network.lossAfter])[0]).toBeCloseTo(trainFor(problem, model.right, 3), 12);
  });
});
