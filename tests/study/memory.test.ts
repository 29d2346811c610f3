import * as fc from "fast-check";
import { default_w } from "ts-fsrs";
import { describe, expect, test } from "vitest";
import type { RatedReview } from "#study/memory.ts";
import { memory } from "#study/memory.ts";
import { histories } from "./histories.ts";

const { review, retrievability, fold } = memory();
const DAY = 20_000;
const subject = "chain.w1";

describe("FSRS", () => {
  // From the published formulas of FSRS-6 with its default weights.
  test("begins with the stability and difficulty of the first rating", () => {
    const first = (rating: RatedReview["rating"]) => review(null, { subject, rating, day: DAY });
    expect(first("again")).toMatchObject({ stability: 0.212, difficulty: 6.4133, due: DAY + 1, lapses: 0 });
    expect(first("hard")).toMatchObject({ stability: 1.2931, due: DAY + 1 });
    expect(first("good")).toMatchObject({ stability: 2.3065, due: DAY + 2, first: DAY, last: DAY, reviews: 1 });
    expect(first("good").difficulty).toBeCloseTo(6.4133 - Math.exp(2 * 0.8334) + 1, 8);
  });

  test("takes the chance of remembering to be 90 % after as many days as the stability says", () => {
    const card = { ...review(null, { subject, rating: "good", day: DAY }), stability: 5 };
    expect(retrievability(card, DAY)).toBe(1);
    expect(retrievability(card, DAY + 5)).toBeCloseTo(0.9, 6);
    expect(retrievability(card, DAY + 50)).toBeLessThan(0.8);
  });

  test("counts a failure of a known card as a lapse and makes it due the next day", () => {
    const known = review(null, { subject, rating: "good", day: DAY });
    const failed = review(known, { subject, rating: "again", day: DAY + 2 });
    expect(failed).toMatchObject({ lapses: 1, reviews: 2, first: DAY, last: DAY + 2, due: DAY + 3 });
    expect(failed.stability).toBeLessThan(known.stability);
  });

  test("takes a day that comes again, after flying west, for the same day", () => {
    const known = review(null, { subject, rating: "good", day: DAY });
    const again = { subject, rating: "good", day: DAY - 1 } as const;
    expect(review(known, again)).toEqual(review(known, { ...again, day: DAY }));
    expect(retrievability(known, DAY - 1)).toBe(1);
  });

  test("spreads cards of equal history over several days, always in the same way", () => {
    const ratings = [0, 2, 12, 50].map((after) => ({ rating: "good", day: DAY + after }) as const);
    const cards = () =>
      fold(["a", "b", "c", "d", "e"].flatMap((name) => ratings.map((each) => ({ ...each, subject: name }))));
    const due = [...cards().values()].map((card) => card.due);
    expect(new Set(due).size).toBeGreaterThan(1);
    expect(cards()).toEqual(cards());
  });
});

test.each([
  ["a weight that is no number", default_w.with(3, Number.NaN)],
  ["an infinite weight", default_w.with(3, Infinity)],
  ["a weight out of range", default_w.with(20, 7)],
  ["the 19 weights of FSRS-5", default_w.slice(0, 19)],
  ["no weights", []],
])("%s is refused", (_, weights) => {
  expect(() => memory(weights)).toThrow(RangeError);
});

test("the fold of a log does not depend on how its subjects are mixed, and can go on from any point", () => {
  fc.assert(
    fc.property(histories(), fc.nat(), (log, cut) => {
      const cards = fold(log);
      for (const [name, card] of cards) {
        expect(fold(log.filter((entry) => entry.subject === name)).get(name)).toEqual(card);
      }
      const at = cut % (log.length + 1);
      const early = fold(log.slice(0, at));
      for (const entry of log.slice(at)) early.set(entry.subject, review(early.get(entry.subject) ?? null, entry));
      expect(early).toEqual(cards);
    }),
  );
});

test("a card is always due after its last review and remembered with a chance between 0 and 1", () => {
  fc.assert(
    fc.property(histories(), fc.integer({ min: 0, max: 5_000 }), (log, later) => {
      for (const card of fold(log).values()) {
        expect(Number.isInteger(card.due) && card.due > card.last && card.first <= card.last).toBe(true);
        expect(retrievability(card, card.last + later)).toBeGreaterThan(0);
        expect(retrievability(card, card.last + later)).toBeLessThanOrEqual(1);
      }
    }),
  );
});
