import { describe, expect, test } from "vitest";
import type { DenseDocument, NotationId } from "#contract/network.ts";
import type { Diagram } from "#contract/practice.ts";
import { runsOf } from "../../client/diagram/label.ts";
import { layOut } from "../../client/diagram/layout.ts";
import { compute, diagramFor } from "../../client/explore/quantities.ts";
import { notations } from "../../client/notations.ts";
import { litBy } from "../../client/diagram/reads.ts";
import { type Box, overlapOf } from "../../client/diagram/spots.ts";
import { diagramOf, stepOf } from "./support.ts";

const text = (latex: string): string =>
  runsOf({ text: "", latex })
    .map((run) => `${{ none: "", sub: "_", sup: "^" }[run.shift]}${run.italic ? "/" : ""}${run.text}`)
    .join(" ");

describe("labels", () => {
  test.each([
    ["w_{1}", "/w _1"],
    [String.raw`\mathrm{net}_{h1}`, "net _/h _1"],
    ["w_{(x1)2}", "/w _( _/x _1)2"],
    ["w^{(2)}_{13}", "/w ^(2) _13"],
    [String.raw`\delta_{o_1}`, "/δ _/o _1"],
    [String.raw`{w_{1}}'`, "/w _1 ′"],
  ])("%s", (latex, expected) => {
    expect(text(latex)).toBe(expected);
  });
});

const SHAPES = [
  [1, 1],
  [2, 1],
  [3, 1],
  [2, 2, 1],
  [2, 2, 2],
  [2, 3],
  [2, 3, 1],
  [3, 2, 2],
  [2, 2, 2, 1],
  [2, 3, 2, 1],
];
const WIDTHS = [286, 326, 420, 590, 720];

/** A label with the room that keeps it from touching another. */
const grown = ({ x, y, width, height }: Box): Box => ({ x: x - 2, y: y - 1, width: width + 4, height: height + 2 });

const many = (n: number | undefined, value: number): number[] => Array.from({ length: n ?? 0 }, () => value);

/** A network of the given widths as the product draws it. */
function drawn(
  widths: readonly number[],
  bias: "per_neuron" | "shared" | "none",
  notation: NotationId,
  dropout = false,
): Diagram {
  const layers = widths.slice(1);
  const weights = layers.map((units, l) => [`W${l + 1}`, Array.from({ length: units }, () => many(widths[l], -0.85))]);
  const biases = layers.map((units, l) => [`b${l + 1}`, bias === "shared" ? 0.35 : many(units, -0.35)]);
  const document: DenseDocument = {
    type: "dense",
    config: {
      layers: layers.map((units, l) => ({
        activation: "sigmoid",
        bias,
        ...(dropout && l === 0 ? { dropout: { p: 0.5, mask: [many(units, 0)] } } : {}),
      })),
      loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" },
    },
    params: Object.fromEntries(bias === "none" ? weights : [...weights, ...biases]) as DenseDocument["params"],
    inputs: { X: [many(widths[0], 0.05)] },
    targets: [many(widths.at(-1), 0.99)],
  };
  return diagramFor(compute(document, notation));
}

const cases = SHAPES.flatMap((shape) =>
  (["per_neuron", "none"] as const).flatMap((bias) => notations.map((notation) => ({ shape, bias, notation }))),
);

describe.each(WIDTHS)("a diagram %i pixels wide", (width) => {
  test.each(cases)("$shape, bias $bias, $notation: labels apart and inside", ({ shape, bias, notation }) => {
    const layout = layOut(drawn(shape, bias, notation), width);
    const labels = layout.edges.flatMap(({ label }): Box[] => (label === null ? [] : [label]));
    const discs = layout.nodes.map(({ x, y, radius: r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }));
    for (const [i, disc] of discs.entries())
      for (const other of discs.slice(i + 1)) expect(overlapOf(grown(disc), other)).toBe(0);
    for (const [i, label] of labels.entries()) {
      for (const other of [...labels.slice(i + 1), ...discs]) expect(overlapOf(grown(label), other)).toBe(0);
      expect(label.x).toBeGreaterThanOrEqual(0);
      expect(label.x + label.width).toBeLessThanOrEqual(width);
      expect(label.y + label.height).toBeLessThanOrEqual(layout.height);
    }
  });
});

test.each(WIDTHS)("a mask stands under its unit, and no label on it, %i pixels wide", (width) => {
  const { nodes, edges } = layOut(drawn([2, 3, 1], "per_neuron", "mazur", true), width);
  const masked = nodes.filter(({ node }) => node.mask !== undefined);
  expect(masked.map(({ below }) => below.map((line) => line.map((run) => run.text).join("")))).toEqual([
    ["mh1 = 0"],
    ["mh2 = 0"],
    ["mh3 = 0"],
  ]);
  for (const { x, y, radius } of masked) {
    const line = { x: x - 20, y: y + radius, width: 40, height: 14 };
    for (const { label } of edges) expect(label && overlapOf(label, line)).toBeOneOf([0, null]);
  }
});

describe("a derivation step lights up", () => {
  const diagram = diagramOf([2, 1]);
  diagram.nodes[0]!.quantities.push("inputs.X.0.0");
  diagram.nodes[2]!.quantities.push("forward.z1.0.0", "deltas.z1.0.0");
  diagram.edges[0]!.quantities.push("params.W1.0.0", "grads.W1.0.0");

  test("the place of its quantity, and the places of what it reads", () => {
    const net = stepOf("forward.z1.0.0", "net = w1 x1", ["params.W1.0.0", "inputs.X.0.0"]);
    expect(litBy(net, diagram)).toEqual({ result: new Set(["1.0"]), read: new Set(["0.0", "0.0-0"]) });
  });

  test("one place once: the result's, when it reads from there too", () => {
    const delta = stepOf("deltas.z1.0.0", "delta = net", ["forward.z1.0.0"]);
    expect(litBy(delta, diagram)).toEqual({ result: new Set(["1.0"]), read: new Set() });
  });

  test("after an update the place where the quantity stood before", () => {
    const later = stepOf("after.forward.z1.0.0", "net' = w1 x1", ["after.after.forward.z1.0.0", "inputs.X.0.0"]);
    expect(litBy(later, diagram)).toEqual({ result: new Set(["1.0"]), read: new Set(["0.0"]) });
  });
});
