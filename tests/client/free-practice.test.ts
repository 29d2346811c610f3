import { expect, test } from "vitest";
import type { Progress, Skill } from "#contract/practice.ts";
import { weakestSkill } from "../../client/free-practice.ts";
import { randomId } from "../../client/random-id.ts";

const skill = (id: string, available = true): Skill => ({
  id,
  family: "mlp",
  level: 1,
  levels: available ? [1] : [],
  tier: "S",
  name: { en: id, zh: id },
  prerequisites: [],
  forms: ["num"],
  available,
});
const progressOf = (strength: Record<string, number | null>): Progress => ({
  due: 0,
  newLeftToday: 0,
  reviewsToday: 0,
  rightToday: 0,
  nextDue: null,
  skills: Object.entries(strength).map(([id, value]) => ({
    skill: id,
    state: "learned",
    due: null,
    strength: value,
    reviews: 1,
  })),
});

test("free practice takes the weakest skill that was learned", () => {
  const skills = [skill("a"), skill("b"), skill("c"), skill("locked", false)];
  expect(weakestSkill(skills, progressOf({ a: 0.9, b: 0.4, c: null, locked: 0.1 }))).toBe("b");
});

test("or the first of the syllabus, or none", () => {
  expect(weakestSkill([skill("locked", false), skill("a")], null)).toBe("a");
  expect(weakestSkill([], null)).toBeNull();
});

test("an attempt's id is a random UUID", () => {
  const ids = Array.from({ length: 50 }, randomId);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(50);
});
