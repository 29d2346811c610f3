import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Subject } from "#study/syllabus.ts";
import { syllabus } from "#study/syllabus.ts";

const subject = (id: string, level: number, tier: Subject["tier"], ...prerequisites: string[]): Subject => ({
  id,
  level,
  tier,
  prerequisites,
});

test("what is built on comes first, then the lower level, then what is asked more often", () => {
  const order = syllabus([
    subject("two-paths", 3, "S", "chain"),
    subject("rare", 1, "C"),
    subject("easy but builds on two paths", 1, "S", "two-paths"),
    subject("chain", 1, "S", "powers"),
    subject("powers", 1, "B"),
  ]);
  expect(order).toEqual(["powers", "chain", "rare", "two-paths", "easy but builds on two paths"]);
});

test("what everybody begins with comes first of all", () => {
  const subjects = [subject("a", 1, "S"), subject("b", 2, "C"), subject("c", 1, "A", "a")];
  expect(syllabus(subjects, ["b"])).toEqual(["b", "a", "c"]);
  expect(syllabus(subjects, ["c", "b"])).toEqual(["c", "b", "a"]);
  expect(syllabus(subjects, ["c", "no such subject"])).toEqual(["c", "a", "b"]);
});

test("no subject comes before one of its prerequisites", () => {
  const graph = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(), { maxLength: 3 })), {
    maxLength: 25,
  });
  fc.assert(
    fc.property(graph, (nodes) => {
      const subjects = nodes.map(([level, links], index) =>
        subject(`s${index}`, level, "B", ...(index ? links.map((link) => `s${link % index}`) : [])),
      );
      const order = syllabus(subjects.toReversed());
      expect(order.length).toBe(subjects.length);
      for (const { id, prerequisites } of subjects) {
        for (const needed of prerequisites) expect(order.indexOf(needed)).toBeLessThan(order.indexOf(id));
      }
    }),
  );
});

test("prerequisites in a circle are an error that names them", () => {
  expect(() => syllabus([subject("a", 1, "S", "b"), subject("b", 1, "S", "a")])).toThrow("circle: a, b");
});
