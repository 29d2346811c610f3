import { expect, test } from "vitest";
import type { DenseDocument } from "#contract/network.ts";
import { valuesOf } from "#engine/problem.ts";
import type { AskKind } from "#quiz/ask.ts";
import { openItem } from "#quiz/explain.ts";

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
