import { describe, expect, test } from "vitest";
import { moved, toggled } from "../../client/answers/picks.ts";
import { pressed } from "../../client/answers/traced-paths.ts";
import { placesAlong } from "../../client/diagram/way.ts";
import type { Diagram } from "#contract/practice.ts";

describe("picks", () => {
  test("join at the end and go again", () => {
    expect(toggled("", "3")).toBe("3");
    expect(toggled("3 1", "2")).toBe("3 1 2");
    expect(toggled("3 1 2", "1")).toBe("3 2");
    expect(toggled("3", "3")).toBe("");
  });

  test("take the line along that stands for each, before a last one for all", () => {
    expect(toggled("3 1\n0.3\n0.1\n0.4", "2")).toBe("3 1 2\n0.3\n0.1\n\n0.4");
    expect(toggled("3 1\n0.3\n0.1\n0.4", "3")).toBe("1\n0.1\n0.4");
    expect(toggled("\n0.4", "2")).toBe("2\n\n0.4");
  });

  test.each([
    ["1", 2, "3 2 1"],
    ["1", 9, "3 2 1"],
    ["2", 0, "2 3 1"],
    ["2", -1, "2 3 1"],
    ["2", 1, "3 2 1"],
  ])("of 3 2 1 (%s to place %i) is %s", (number, to, after) => {
    expect(moved("3 2 1", number, to)).toBe(after);
  });
});

const label = { text: "", latex: "" };
const node = (id: string, kind: Diagram["nodes"][number]["kind"], quantities: string[]) => ({
  id,
  kind,
  column: 0,
  row: 0,
  label,
  quantities,
});
const edge = (from: string, to: string, quantities: string[] = [], residual = false) => ({
  id: `${from}>${to}${residual ? "+" : ""}`,
  from,
  to,
  label,
  quantities,
  ...(residual ? { residual } : {}),
});

/** Two inputs, two hidden units with a residual connection each, two outputs. */
const diagram: Diagram = {
  nodes: [
    ...[0, 1].map((i) => node(`i${i}`, "input", [`inputs.X.0.${i}`])),
    ...[0, 1].map((j) => node(`h${j}`, "unit", [`forward.z1.0.${j}`, `forward.a1.0.${j}`, `forward.h1.0.${j}`])),
    ...[0, 1].map((k) => node(`o${k}`, "output", [`forward.z2.0.${k}`, `forward.a2.0.${k}`, `forward.E.0.${k}`])),
    node("loss", "loss", ["loss"]),
  ],
  edges: [
    ...[0, 1].flatMap((j) => [0, 1].map((i) => edge(`i${i}`, `h${j}`, [`params.W1.${j}.${i}`]))),
    ...[0, 1].map((j) => edge(`i${j}`, `h${j}`, [], true)),
    ...[0, 1].flatMap((k) => [0, 1].map((j) => edge(`h${j}`, `o${k}`, [`params.W2.${k}.${j}`]))),
    ...[0, 1].map((k) => edge(`o${k}`, "loss")),
  ],
};

const through = (j: number, k: number) => [
  "params.W1.0.0",
  `forward.z1.0.${j}`,
  `forward.a1.0.${j}`,
  `forward.h1.0.${j}`,
  `forward.z2.0.${k}`,
  `forward.a2.0.${k}`,
  `forward.E.0.${k}`,
  "loss",
];

describe("the places along a way", () => {
  test("are its nodes, its weight and the weights between", () => {
    const places = placesAlong(through(0, 1), diagram);
    expect(places.toSorted()).toEqual(["h0", "h0>o1", "i0>h0", "loss", "o1", "o1>loss"]);
  });

  test("leave a gap where a way has none to go", () => {
    expect(placesAlong(through(1, 0), diagram).toSorted()).toEqual(["h1", "h1>o0", "i0>h0", "loss", "o0", "o0>loss"]);
  });

  test("tell the weight from the residual connection", () => {
    const over = placesAlong(["inputs.X.0.0", "forward.z1.0.0", "forward.a1.0.0", "forward.h1.0.0"], diagram);
    const beside = placesAlong(["inputs.X.0.0", "forward.h1.0.0"], diagram);
    expect(over.toSorted()).toEqual(["h0", "i0", "i0>h0"]);
    expect(beside.toSorted()).toEqual(["h0", "i0", "i0>h0+"]);
  });
});

describe("pressing in the diagram", () => {
  const ways = [through(0, 0), through(0, 1), through(1, 0)].map((way) => placesAlong(way, diagram));
  const none = new Set<string>();

  test("picks a path when all of it is pressed", () => {
    const first = pressed(ways, diagram, none, "h0");
    expect(first.picked).toBeNull();
    expect(pressed(ways, diagram, first.rest, "o1")).toEqual({ picked: 1, rest: none });
  });

  test("picks it by the one edge that only it has, or by the one node", () => {
    expect(pressed(ways, diagram, none, "h0>o1").picked).toBe(1);
    expect(pressed(ways, diagram, none, "h1").picked).toBe(2);
  });

  test("begins anew where no path holds what is pressed", () => {
    const { picked, rest } = pressed(ways, diagram, new Set(["h1>o0"]), "h0");
    expect([picked, [...rest]]).toEqual([null, ["h0"]]);
    expect(pressed(ways, diagram, none, "h1>o1")).toEqual({ picked: null, rest: none });
  });
});
