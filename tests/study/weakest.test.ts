import { expect, test } from "vitest";
import { memory } from "#study/memory.ts";
import { weakest } from "#study/weakest.ts";

const model = memory();
const syllabus = ["a", "b", "c", "d"];
const ahead = { day: 100, syllabus, retrievability: model.retrievability };
const card = (subject: string, stability: number, last = 100) => ({ subject, stability, last });

test("what more members will have forgotten comes first, then what nobody has met, in the syllabus's order", () => {
  const members = [[card("c", 30), card("b", 1)], [card("b", 1), card("c", 30)], []];
  expect(weakest(members, ahead)).toEqual(["b", "c", "a", "d"]);
});

test("a failure of today counts, though nothing of it is forgotten yet", () => {
  expect(model.retrievability(card("d", 0.5), 100)).toBe(1);
  expect(weakest([[card("d", 0.5), card("a", 50)]], ahead)[0]).toBe("d");
});

test("one who barely knows a skill weighs less than many who half know it", () => {
  const members = [[card("a", 0.1)], [card("b", 3)], [card("b", 3)], [card("b", 3)], [card("b", 3)], [card("b", 3)]];
  expect(weakest(members, ahead)[0]).toBe("b");
});

test("what cannot be asked is left out", () => {
  expect(weakest([[card("gone", 1)]], ahead)).toEqual(syllabus);
});
