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
  nesterov_lookahead: (w, g, m) => w + (m.a = mu * m.a - lr * g),
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

/** The document at other values of its parameters. */
function movedTo(values: ReadonlyMap<string, number>): DenseDocument {
  const document = structuredClone(start);
  for (const { id, tensor, index } of problemOf(start).network.parameters) {
    const [i, j] = index as [number, number?];
    const tensors = document.params;
    if (j === undefined) (tensors[tensor] as number[])[i] = values.get(id)!;
    else (tensors[tensor] as number[][])[i]![j] = values.get(id)!;
  }
  return document;
}

/** Three steps by the loop; the gradients are asked for anew at each step, where the optimizer takes them. */
function byLoop(id: OptimizerId): Map<string, number> {
  const { network, given } = problemOf(start);
  const memories = new Map(network.parameters.map((q) => [q.id, { a: 0, b: 0, c: 0, t: 0 }]));
  const isFrozen = (q: Quantity) => q.tensor === "b1";
  let values = new Map(network.parameters.map((q) => [q.id, given.get(q)!]));
  for (let step = 0; step < 3; step++) {
    const shift = (q: Quantity) => (id === "nesterov_lookahead" && !isFrozen(q) ? mu * memories.get(q.id)!.a : 0);
    const points = new Map(network.parameters.map((q) => [q.id, values.get(q.id)! + shift(q)]));
    const there = problemOf(movedTo(points));
    const next = network.parameters.map((q): [string, number] => {
      const w = values.get(q.id)!;
      const [g] = valuesOf(there, there.model.right, [there.network.gradient(there.network.find(q.id)!)]) as [number];
      const decayed = optimizers[id].decay === "weight" ? g : g + wd * points.get(q.id)!;
      return [q.id, isFrozen(q) ? w : rules[id](w, decayed, memories.get(q.id)!)];
    });
    values = new Map(next);
  }
  return values;
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

/** With u = w + mu v the look-ahead form reads u' = u - lr (g(u) + mu v'), v' = mu v + g(u): the form of PyTorch. */
describe("the two forms of Nesterov's momentum", () => {
  const bowl = (name: OptimizerId) =>
    problemOf({
      type: "optim_quad",
      config: { a: [2, 0.5], c: [0.3, -1] },
      params: { w: [1, -2] },
      optimizer: { name, lr, momentum: mu, steps: 7 },
    });
  const network = (name: OptimizerId) => problemOf({ ...start, optimizer: { name, lr, momentum: mu, steps: 7 } });

  test.each([
    ["over a bowl", bowl],
    ["in a network", network],
  ])("%s: the points that are looked at are those that the other form steps to", (_where, problemWith) => {
    const [looking, stepping] = [problemWith("nesterov_lookahead"), problemWith("nesterov")];
    const after = new Map<string, number>();
    trainFor(stepping, stepping.model.right, 7, (t, step) => {
      for (const w of stepping.network.parameters) after.set(`${w.id} ${t}`, step.after(w));
    });
    const off: string[] = [];
    trainFor(looking, looking.model.right, 7, (t, step) => {
      for (const w of looking.network.parameters) {
        const v = looking.network.training!.states.get(w)!.get("v")!;
        const point = step.after(w) + mu * step.after(v);
        if (!near(point, after.get(`${w.id} ${t}`)!)) off.push(`${w.id} ${t}`);
      }
    });
    expect([after.size, off]).toEqual([7 * looking.network.parameters.length, []]);
  });

  test("the gradient at the point, the point itself and its loss are quantities", () => {
    const { model, network: graph } = bowl("nesterov_lookahead");
    const problem = bowl("nesterov_lookahead");
    const value = (path: string) => valuesOf(problem, model.right, [graph.find(path)!])[0]!;
    const v = -lr * 2 * (1 - 0.3);
    const point = 1 + v + mu * v;
    expect(value("after.ahead.params.w.0")).toBeCloseTo(point, 14);
    expect(value("after.ahead.grads.w.0")).toBeCloseTo(2 * (point - 0.3), 14);
    expect(value("after.2.params.w.0")).toBeCloseTo(1 + v + mu * v - lr * 2 * (point - 0.3), 14);
    expect(value("ahead.loss")).toBeCloseTo(0.7 ** 2 + 0.25, 14);
  });

  test("nothing looks ahead that does not train so", () => {
    expect(bowl("nesterov").network.find("ahead.params.w.0")).toBeUndefined();
    expect(bowl("nesterov_lookahead").network.find("ahead.after.params.w.0")).toBeUndefined();
  });
});
