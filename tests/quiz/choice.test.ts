import { describe, expect, test } from "vitest";
import { acceptance, accepts } from "#quiz/acceptance.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { drills } from "#quiz/drills/index.ts";
import { openItem } from "#quiz/explain.ts";
import { isOnNetwork, type OnNetwork } from "#quiz/item.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { formsOf, isDrawn } from "#quiz/items/index.ts";
import { judge } from "#quiz/judge.ts";
import { predict } from "#quiz/predictions.ts";
import type { SkillId } from "#quiz/syllabus.ts";

const SEEDS = 20;

type DrawnChoice = Extract<ItemOf<"choice">, OnNetwork>;

const items = Object.keys(drills)
  .filter((skill) => formsOf(skill).includes("choice") && isDrawn(skill as SkillId, "choice"))
  .flatMap((skill) =>
    levelsOf(skill).flatMap((level) =>
      Array.from({ length: SEEDS }, (_, i) => draw(skill, { seed: String(i), level, form: "choice" })),
    ),
  )
  .filter((item): item is DrawnChoice => item.form === "choice" && isOnNetwork(item));

describe("a choice", () => {
  test("has three or four options that look different, one of them right, at any place", () => {
    for (const { options } of items) {
      expect([3, 4]).toContain(options.length);
      expect(new Set(options.map(({ text }) => text)).size).toBe(options.length);
      expect(options.filter(({ mistakes }) => mistakes.length === 0)).toHaveLength(1);
    }
    const places = new Set(items.map(({ options }) => options.findIndex(({ mistakes }) => mistakes.length === 0)));
    expect(places.size).toBe(4);
  });

  test("offers numbers that the named mistakes lead to, and that would not pass for the key", () => {
    for (const item of items) {
      const { problem, asked } = openItem(item);
      const right = acceptance(problem, asked)!;
      for (const { text, mistakes } of item.options) {
        const shown = Number(text);
        expect(accepts(right, shown)).toBe(mistakes.length === 0);
        const led = mistakes.map((id) => predict(problem, [id], asked)!);
        expect(led.filter((value) => Math.abs(value - shown) > 5e-4 * Math.abs(value))).toEqual([]);
      }
    }
  });

  test("offers no number that is told to be wrong at a glance", () => {
    for (const item of items) {
      const { problem, asked } = openItem(item);
      const key = acceptance(problem, asked)!.key;
      const shown = item.options.map(({ text }) => Number(text));
      const times = shown.map((value) => Math.abs(value / key));
      expect(times.filter((share) => share !== 0 && (share > 10.01 || share < 0.0999))).toEqual([]);
      const isLoss = /(?:^|\.)loss(?:_after)?$/.test(asked.id);
      expect(isLoss ? shown.filter((value) => value <= 0) : []).toEqual([]);
      const given = [...JSON.stringify(item.network).matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)].map(([number]) =>
        Number(number),
      );
      const isWhole = [key, ...given].every(Number.isInteger);
      expect(isWhole ? shown.filter((value) => !Number.isInteger(value)) : []).toEqual([]);
    }
  });

  test("names the mistake behind the option that was chosen", () => {
    for (const item of items)
      item.options.forEach(({ mistakes }, i) => {
        const judged = judge(item, String(i + 1));
        if (judged.verdict === "unreadable") throw new Error("an option was not read");
        expect(judged.verdict).toBe(mistakes.length === 0 ? "right" : "wrong");
        expect(judged.mistakes.map(({ id }) => id)).toEqual(mistakes);
      });
  });

  test("is not answered by what is no option", () => {
    const read = ["0", "5", "9", "a", "1 2", "-1", "1.0"].filter(
      (answer) => judge(items[0]!, answer).verdict !== "unreadable",
    );
    expect(read).toEqual([]);
  });
});
