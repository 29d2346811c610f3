import { describe, expect, test } from "vitest";
import type { NetworkDocument } from "#engine/families/index.ts";
import { caseOf } from "./cases.ts";
import { faultOf, withPart } from "./faults.ts";

const mazur = caseOf("P-mazur-1").spec;

/** Mazur's document with the number or part at a path replaced. */
const changed = (path: string, value: unknown): NetworkDocument => withPart(mazur, path, value);

test("a sound document has no fault", () => {
  expect(faultOf(mazur)).toBe("none");
});

const softmax = { activation: "softmax", bias: "shared" };

describe("a document at fault names the path", () => {
  test.each<[string, unknown, string]>([
    ["config.loss.params", { delta: 1 }, "config.loss.params.delta: is not a constant of this function"],
    ["config.layers.0.params", { alpha: 1 }, "config.layers.0.params.alpha: is not a constant of this function"],
    ["optimizer.momentum", 0.9, "optimizer.momentum: is not a constant of this function"],
    ["inputs.X", [], "inputs.X: needs at least one sample"],
    ["inputs.X", [[]], "inputs.X.0: needs at least one input"],
    ["inputs.X", [[1, 2], [3]], "inputs.X.1: every row must have the same length"],
    ["inputs.X", [[1, 2, 3]], "params.W1: must be 2 x 3, but is 2 x 2"],
    ["targets", [[1]], "targets: must be 1 x 2, but is 1 x 1"],
    ["targets", [[1, 2], [3]], "targets.1: every row must have the same length"],
    ["params.W1", undefined, "params.W1: must be a matrix with one row for each unit"],
    ["params.W1", 3, "params.W1: must be a matrix with one row for each unit"],
    ["params.W1", [], "params.W1: must be a matrix with one row for each unit"],
    ["params.W1", [1, 2], "params.W1: must be 2 x 2, but is 2"],
    ["params.W1", [[1, 2], [3]], "params.W1.1: every row must have the same length"],
    ["params.W2", [[1, 2, 3]], "params.W2: must be 1 x 2, but is 1 x 3"],
    ["params.b1", undefined, "params.b1: is missing"],
    ["params.b1", [1, 2], "params.b1: must be one number, but is 2"],
    ["params.W3", [[1]], "params.W3: no layer uses this parameter"],
    ["params.gamma", 1, "params.gamma: no layer uses this parameter"],
    ["config.layers", [], "config.layers: needs at least one layer"],
    ["config.loss.name", "cubic", 'config.loss.name: unknown loss "cubic"'],
    ["config.loss.name", "toString", 'config.loss.name: unknown loss "toString"'],
    ["config.layers.0.activation", "sine", 'config.layers.0.activation: unknown activation function "sine"'],
    ["config.layers.0.activation", "softmax", "config.layers.0.activation: softmax is for the output layer only"],
    ["config.layers.0.bias", "per_neuron", "params.b1: must be 2, but is one number"],
    ["config.layers.0.bias", "none", "params.b1: no layer uses this parameter"],
    [
      "config.layers.1.dropout",
      { p: 0.5, mask: [[1, 0, 1]] },
      "config.layers.1.dropout.mask: must be 1 x 2, but is 1 x 3",
    ],
    ["optimizer.name", "sgdd", 'optimizer.name: unknown optimizer "sgdd"'],
    ["optimizer.frozen", ["W9"], 'optimizer.frozen: there is no parameter "W9"'],
  ])("%s = %j", (path, value, fault) => {
    expect(faultOf(changed(path, value))).toBe(fault);
  });

  test("a residual layer that changes its width", () => {
    const narrow = changed("params.W1", [[1, 2]]);
    const document = structuredClone(narrow) as unknown as { config: { layers: { residual?: boolean }[] } };
    document.config.layers[0]!.residual = true;
    expect(faultOf(document as unknown as NetworkDocument)).toBe(
      "config.layers.0.residual: a residual layer needs as many units as inputs (2), not 1",
    );
  });

  test("a target that is no probability before a binary cross-entropy", () => {
    const document = changed("config.loss.name", "bce") as unknown as { targets: number[][] };
    document.targets = [[0.5, 2]];
    expect(faultOf(document as unknown as NetworkDocument)).toBe('targets: "bce" takes targets from 0 to 1');
  });

  test("softmax before a loss that takes logits", () => {
    const document = changed("config.loss.name", "softmax_ce") as unknown as { config: { layers: object[] } };
    document.config.layers[1] = softmax;
    expect(faultOf(document as unknown as NetworkDocument)).toContain("config.loss.name: ");
  });
});
