import { describe, expect, test } from "vitest";
import type { Card } from "#study/memory.ts";
import { memory } from "#study/memory.ts";
import type { Answered, Situation } from "#study/queue.ts";
import { next, waiting } from "#study/queue.ts";

const TODAY = 20_000;
const model = memory();

const card = (subject: string, changes: Partial<Card> = {}): Card => ({
  ...model.review(null, { subject, rating: "good", day: TODAY - 10 }),
  due: TODAY,
  ...changes,
});
const answered = (...answers: string[]): Answered[] =>
  answers.map((answer) => ({ subject: answer.replace("!", ""), rating: answer.endsWith("!") ? "again" : "good" }));
const situation = (changes: Partial<Situation> = {}): Situation => ({
  day: TODAY,
  cards: [],
  today: [],
  syllabus: ["a", "b", "c", "d", "e", "f"],
  newPerDay: 2,
  retrievability: model.retrievability,
  ...changes,
});

describe("due cards", () => {
  test("come before new ones, the one most likely forgotten first", () => {
    const cards = [
      card("a", { stability: 60, last: TODAY - 80, due: TODAY - 20 }),
      card("b", { stability: 2, last: TODAY - 8, due: TODAY - 6 }),
      card("c", { stability: 20, last: TODAY - 20, due: TODAY }),
    ];
    expect(waiting(situation({ cards })).due).toEqual(["b", "a", "c"]);
    expect(next(situation({ cards }))).toEqual({ subject: "b", reason: "due" });
  });

  test("are in one order whatever order they are stored in", () => {
    const cards = ["c", "a", "b"].map((subject) => card(subject));
    expect(waiting(situation({ cards })).due).toEqual(["a", "b", "c"]);
    expect(waiting(situation({ cards: cards.toReversed() })).due).toEqual(["a", "b", "c"]);
  });

  test("wait for their day, and for a subject that can be asked", () => {
    const cards = [card("a", { due: TODAY + 1 }), card("retired", { due: TODAY - 5 })];
    expect(waiting(situation({ cards })).due).toEqual([]);
  });
});

describe("new subjects", () => {
  test("come in the order of the syllabus, up to the day's limit", () => {
    expect(waiting(situation()).fresh).toEqual(["a", "b"]);
    expect(next(situation())).toEqual({ subject: "a", reason: "new" });
    const begun = card("a", { first: TODAY, due: TODAY + 2 });
    expect(waiting(situation({ cards: [begun] })).fresh).toEqual(["b"]);
    expect(next(situation({ cards: [begun, { ...begun, subject: "b" }] }))).toBeNull();
  });

  test("are not counted for today when they were met before", () => {
    const known = card("a", { first: TODAY - 1, due: TODAY + 2 });
    expect(waiting(situation({ cards: [known] })).fresh).toEqual(["b", "c"]);
  });

  test("stay away when the limit is 0 or was lowered below what was met", () => {
    expect(next(situation({ newPerDay: 0 }))).toBeNull();
    const begun = ["a", "b"].map((subject) => card(subject, { first: TODAY, due: TODAY + 2 }));
    expect(next(situation({ cards: begun, newPerDay: 1 }))).toBeNull();
  });
});

describe("a failed subject", () => {
  const learning = (subject: string) => card(subject, { first: TODAY - 3, due: TODAY + 1 });
  const others = ["b", "c", "d"].map((subject) => card(subject));

  test("comes back after three other items, before what is due", () => {
    const cards = [learning("a"), ...others];
    expect(next(situation({ cards, today: answered("a!") }))?.reason).toBe("due");
    expect(next(situation({ cards, today: answered("a!", "b", "c") }))?.reason).toBe("due");
    expect(next(situation({ cards, today: answered("a!", "b", "c", "e") }))).toEqual({ subject: "a", reason: "again" });
  });

  test("comes back at once when nothing else is there", () => {
    const quiet = situation({ cards: [learning("a")], newPerDay: 0, today: answered("a!") });
    expect(next(quiet)).toEqual({ subject: "a", reason: "again" });
  });

  test("is done once it is right, however often it failed", () => {
    const again = (...today: string[]) =>
      waiting(situation({ cards: [learning("a")], today: answered(...today) })).again;
    expect(again("a!", "a!")).toEqual([{ subject: "a", since: 0 }]);
    expect(again("a!", "b", "a")).toEqual([]);
    expect(again("a!", "a", "a!", "b")).toEqual([{ subject: "a", since: 1 }]);
  });

  test("waits behind one that failed before it", () => {
    const today = answered("b!", "a!", "c", "d");
    expect(waiting(situation({ today })).again.map(({ subject }) => subject)).toEqual(["b", "a"]);
    expect(next(situation({ today }))).toEqual({ subject: "b", reason: "again" });
  });
});

test("nothing is left when nothing waits", () => {
  expect(next(situation({ syllabus: [] }))).toBeNull();
});
