import { describe, expect, it } from "vitest";
import { levelFor, levelForAll, nearestLevel } from "#study/level.ts";
import { memory } from "#study/memory.ts";

const model = memory();
const stabilityOf = (days: readonly number[]) =>
  days.reduce<ReturnType<typeof model.review> | null>(
    (card, day) => model.review(card, { subject: "mlp.hidden_grad", rating: "good", day }),
    null,
  )!;

describe("the level of the next question", () => {
  it("is the first one of a skill that was never asked", () => {
    expect(levelFor([2, 3, 4], undefined)).toBe(2);
  });

  it("rises as the skill holds for longer, and stops at the last", () => {
    const reviews = [0, 3, 14, 60, 200];
    const levels = reviews.map((_, i) => levelFor([1, 2, 3], stabilityOf(reviews.slice(0, i + 1))));
    expect(levels[0]).toBe(1);
    expect(levels.at(-1)).toBe(3);
    expect(levels).toEqual([...levels].toSorted((a, b) => a - b));
  });

  it("falls back after a lapse", () => {
    const strong = stabilityOf([0, 3, 14, 60, 200]);
    const lapsed = model.review(strong, { subject: "mlp.hidden_grad", rating: "again", day: 400 });
    expect(levelFor([1, 2, 3], lapsed)).toBeLessThan(levelFor([1, 2, 3], strong));
  });

  it("has nowhere to rise where there is one level", () => {
    expect(levelFor([3], stabilityOf([0, 3, 14, 60]))).toBe(3);
  });
});

describe("the level for a group", () => {
  it("is the lower middle of its members' own", () => {
    const [weak, strong] = [stabilityOf([0]), stabilityOf([0, 3, 14, 60, 200])];
    expect(levelForAll([1, 2, 3], [strong, strong, weak])).toBe(3);
    expect(levelForAll([1, 2, 3], [strong, weak])).toBe(1);
    expect(levelForAll([2, 3], [undefined, undefined])).toBe(2);
    expect(levelForAll([2, 3], [])).toBe(2);
  });
});

it("the level nearest to one wished for is the lower of two", () => {
  expect(nearestLevel([1, 3, 5], 3)).toBe(3);
  expect(nearestLevel([1, 3, 5], 2)).toBe(1);
  expect(nearestLevel([3], 5)).toBe(3);
});
