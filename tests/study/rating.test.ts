import { describe, expect, test } from "vitest";
import { rate, rateParts } from "#study/rating.ts";

test.each([
  ["right", 0, false, "good"],
  ["right", 1, false, "hard"],
  ["right", 3, false, "hard"],
  ["right", 3, true, "again"],
  ["wrong", 0, false, "again"],
  ["wrong", 2, false, "again"],
  ["wrong", 2, true, "again"],
  ["gave_up", 0, false, "again"],
  ["gave_up", 3, true, "again"],
] as const)("%s after %i hints (revealed: %s) is %s", (verdict, hints, revealed, rating) => {
  expect(rate({ verdict, hints, revealed })).toBe(rating);
});

test.each(["again", "hard", "good", "easy"] as const)("a card is rated as the learner grades it: %s", (grade) => {
  const verdict = grade === "again" ? "wrong" : "right";
  expect(rate({ verdict, hints: 0, revealed: false, grade })).toBe(grade);
});

describe("parts of an answer", () => {
  const parts = (["right", "carried", "wrong"] as const).map((verdict) => ({ subject: `skill.${verdict}`, verdict }));
  const ratings = (hints: number, revealed: boolean) =>
    rateParts(parts, { hints, revealed }).map(({ subject, rating }) => [subject, rating]);

  test("rate their own subjects; what is carried forward earns no more than hard", () => {
    expect(ratings(0, false)).toEqual([
      ["skill.right", "good"],
      ["skill.carried", "hard"],
      ["skill.wrong", "again"],
    ]);
    expect(ratings(1, false).map(([, rating]) => rating)).toEqual(["hard", "hard", "again"]);
  });

  test("say nothing once all their rules were shown", () => {
    expect(ratings(2, true)).toEqual([]);
  });
});
