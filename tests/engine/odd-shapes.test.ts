import { describe, expect, test } from "vitest";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import { derive } from "#engine/derive.ts";
import { notations } from "#engine/notation/index.ts";
import { oddShapes, ofWidths } from "./odd-shapes.ts";
import { disagreementsOf } from "./oracle.ts";
import { near } from "./random-networks.ts";

const valueOf = (document: DenseDocument, path: string): number => {
  const problem = problemOf(document);
  return valuesOf(problem, problem.model.right, [problem.network.find(path)!])[0]!;
};

describe.each(oddShapes)("%s", (_name, document) => {
  test("has the gradients that dual numbers give", () => {
    expect(disagreementsOf(document)).toEqual([]);
  });

  test("has a derivation of its first weight, up to the loss after a step", () => {
    const problem = problemOf(document);
    for (const path of ["grads.W1.0.0", "loss_after"]) {
      const steps = derive(problem, problem.model.right, problem.network.find(path)!, notations.layered);
      expect(steps.at(-1)!.value).toBeCloseTo(valueOf(document, path), 12);
      expect(steps.filter(({ value }) => value === null)).toEqual([]);
    }
  });
});

describe("softmax of two classes", () => {
  const logits = { activation: "identity", dropout: undefined, bias: "none" } as const;
  const two = ofWidths([1, 2], logits, 1, { name: "softmax_ce" });
  const document: DenseDocument = {
    ...two,
    params: { W1: [[0.3], [-0.8]] },
    inputs: { X: [[1]] },
    targets: [[1, 0]],
  };

  test("is the logistic function of the difference", () => {
    expect(valueOf(document, "forward.p.0.0")).toBeCloseTo(1 / (1 + Math.exp(-1.1)), 14);
    expect(valueOf(document, "deltas.z1.0.1")).toBeCloseTo(1 / (1 + Math.exp(1.1)), 14);
  });

  test("smoothed labels are (1 - eps) t + eps / K", () => {
    const loss = { ...document.config.loss, params: { label_smoothing: 0.1 } };
    const smoothed = { ...document, config: { ...document.config, loss } };
    expect(valueOf(smoothed, "forward.q.0.0")).toBeCloseTo(0.95, 14);
    expect(valueOf(smoothed, "deltas.z1.0.0")).toBeCloseTo(1 / (1 + Math.exp(-1.1)) - 0.95, 14);
    expect(disagreementsOf(smoothed)).toEqual([]);
  });
});

describe("a probability at its limit", () => {
  /** sigmoid(40) is exactly 1 in float64. */
  const saturated = (name: string, target: number): DenseDocument => ({
    type: "dense",
    config: {
      layers: [{ activation: "sigmoid", bias: "none" }],
      loss: { name, output_reduction: "sum", batch_reduction: "mean" },
    },
    params: { W1: [[40]] },
    inputs: { X: [[1]] },
    targets: [[target]],
  });

  test("costs nothing where it is right", () => {
    expect(valueOf(saturated("bce", 1), "loss")).toBeCloseTo(0, 15);
    expect(valueOf(saturated("ce", 1), "loss")).toBeCloseTo(0, 15);
    expect(valueOf(saturated("kl", 1), "loss")).toBeCloseTo(0, 15);
  });

  test("still has the gradient a - t", () => {
    expect(valueOf(saturated("bce", 1), "deltas.z1.0.0")).toBe(0);
    expect(valueOf(saturated("bce", 0), "deltas.z1.0.0")).toBe(1);
  });

  test("costs without bound where it is wrong", () => {
    expect(valueOf(saturated("bce", 0), "loss")).toBe(Infinity);
  });

  test("a class of softmax without any probability adds nothing unless it is the target", () => {
    const logits = { activation: "identity", dropout: undefined, bias: "none" } as const;
    for (const name of ["softmax_ce", "focal_softmax"]) {
      const far = ofWidths([1, 2], logits, 1, { name });
      const document = { ...far, params: { W1: [[900], [-900]] }, inputs: { X: [[1]] }, targets: [[1, 0]] };
      expect(near(valueOf({ ...document, config: { ...document.config, l2: undefined } }, "loss"), 0)).toBe(true);
    }
  });
});
