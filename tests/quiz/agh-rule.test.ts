import { describe, expect, test } from "vitest";
import type { DenseDocument } from "#contract/network.ts";
import { valuesOf } from "#engine/problem.ts";
import type { AskKind } from "#quiz/ask.ts";
import { draw } from "#quiz/draw.ts";
import { explain, openItem } from "#quiz/explain.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { hints, judge } from "#quiz/judge.ts";
import { present } from "#quiz/present.ts";

const sigmoid = { activation: "sigmoid", bias: "none" } as const;

/** The 2-3-2-1 network on which the rule of Case 1 was worked out beside the exact gradient, at 12 digits. */
const network: DenseDocument = {
  type: "dense",
  config: {
    layers: [sigmoid, sigmoid, sigmoid],
    loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" },
  },
  params: {
    W1: [
      [0.1, 0.4],
      [0.8, 0.6],
      [-0.5, 0.3],
    ],
    W2: [
      [0.3, 0.9, -0.4],
      [0.7, -0.2, 0.5],
    ],
    W3: [[0.6, -0.8]],
  },
  inputs: { X: [[0.35, 0.9]] },
  targets: [[0.5]],
};

function gradientAs(kind: AskKind, quantity: string): number {
  const { problem, asked } = openItem({ network, ask: { kind, quantity } });
  return valuesOf(problem, problem.model.right, [asked])[0]!;
}

test.each([
  ["w46", "grads.W3.0.0", -0.00477172614486, -0.00477172614486],
  ["w14", "grads.W2.0.0", -0.000608277013326, -0.00244173739791],
  ["w(x1)1", "grads.W1.0.0", 5.54607038506e-5, 9.50757763391e-4],
  ["w(x1)2", "grads.W1.1.0", -8.85428736601e-5, -1.54585490651e-3],
])("%s has the exact gradient, or the one that the rule implies, as it is asked", (_name, quantity, exact, implied) => {
  expect(Math.abs(gradientAs("gradient_weight", quantity) / exact - 1)).toBeLessThan(1e-11);
  expect(Math.abs(gradientAs("agh_gradient", quantity) / implied - 1)).toBeLessThan(1e-11);
});

describe.each([4, 5] as const)("where the rule is asked for at level %i", (level) => {
  const items = Array.from({ length: 60 }, (_, i) => draw("mlp.agh", { seed: String(i), level, form: "number" }))
    .filter((item): item is ItemOf<"number"> => item.form === "number")
    .filter(({ ask }) => ask.kind === "agh_gradient");

  test("whoever gives the exact gradient is told so, and nothing else", () => {
    expect(items.length).toBeGreaterThan(10);
    for (const { network: document, ask, ...item } of items) {
      const { problem, asked } = openItem({ network: document, ask: { ...ask, kind: "gradient_weight" } });
      const [exact] = valuesOf(problem, problem.model.right, [asked]);
      expect(judge({ ...item, network: document, ask }, String(exact))).toMatchObject({
        verdict: "wrong",
        certainty: "named",
        mistakes: [{ id: "path.exact_gradient", with: null }],
      });
    }
  });

  test("nothing is called a derivative that is none", () => {
    for (const item of items) {
      const { ask, conventions } = present(item);
      expect(ask!.symbol.text).toMatch(/^g_w/);
      expect(JSON.stringify([explain(item), hints(item)])).not.toMatch(/dE\/d|partial E/);
      expect(JSON.stringify(conventions)).toContain("no derivative");
    }
  });
});

test("whoever follows the rule where the exact gradient is asked for is told so", () => {
  for (let i = 0; i < 40; i++) {
    const item = draw("mlp.agh", { seed: String(i), level: 5, form: "number" });
    if (item.form !== "number" || item.ask.kind !== "gradient_weight") continue;
    const { problem, asked } = openItem({ network: item.network, ask: { ...item.ask, kind: "agh_gradient" } });
    const judged = judge(item, String(valuesOf(problem, problem.model.right, [asked])[0]));
    if (judged.verdict !== "wrong") throw new Error("the rule is no gradient");
    expect(judged.mistakes.map(({ id }) => id)).toContain("path.agh_rule");
  }
});
