import { describe, expect, test } from "vitest";
import { answersOf } from "#engine/formulas/index.ts";
import { agree, leavesOf, type Tree } from "./cases.ts";

const clipped = (max: number, eps?: number) =>
  answersOf({ type: "clip", config: { mode: "norm", max, eps }, params: { g1: [[3, 0]], g2: 4 } });
const spread = (scheme: string, slope?: number) =>
  answersOf({ type: "init", config: { scheme, fan_in: 8, fan_out: 2, slope } });

const leaves = (answer: unknown) => leavesOf(answer as Tree);

describe("clipping by norm", () => {
  test("scales all gradients by the same factor", () => {
    expect(leaves(clipped(1))).toEqual([
      ["total_norm", 5],
      ["clipped.g1.0.0", 3 * 0.2],
      ["clipped.g1.0.1", 0],
      ["clipped.g2", 4 * 0.2],
    ]);
  });

  test("leaves a short gradient as it is", () => {
    expect(clipped(5)).toEqual({ total_norm: 5, clipped: { g1: [[3, 0]], g2: 4 } });
  });

  test("takes epsilon where the notation has one", () => {
    expect(leaves(clipped(2, 3)).at(-1)).toEqual(["clipped.g2", 1]);
  });
});

test.each([
  ["lecun_normal", undefined, { variance: 0.125, std: Math.SQRT1_2 / 2 }],
  ["lecun_uniform", undefined, { variance: 0.125, std: Math.SQRT1_2 / 2, bound: Math.sqrt(3 / 8) }],
  ["he_leaky_normal", 1, { variance: 0.125, std: Math.SQRT1_2 / 2 }],
  ["he_leaky_normal", undefined, { variance: 0.25, std: 0.5 }],
])("%s with a slope of %s", (scheme, slope, wanted) => {
  const found = new Map(leaves(spread(scheme, slope)));
  expect([...found.keys()]).toEqual(Object.keys(wanted));
  expect(Object.entries(wanted).filter(([name, value]) => !agree(Number(found.get(name)), value))).toEqual([]);
});
