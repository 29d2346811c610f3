import { describe, expect, test } from "vitest";
import { draw, levelsOf } from "#quiz/draw.ts";
import type { Suspicion } from "#quiz/exhibits/derived.ts";
import { explain, openItem, stepsOf } from "#quiz/explain.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { find } from "#quiz/items/find.ts";
import { formsOf } from "#quiz/items/index.ts";
import { hints, judge } from "#quiz/judge.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
import { predict, reasoningOf } from "#quiz/predictions.ts";
import { skills } from "#quiz/skills.ts";

type FindItem = ItemOf<"find"> & Suspicion;
const SEEDS = 15;

const items = Object.keys(skills)
  .filter((skill) => formsOf(skill).includes("find"))
  .flatMap((skill) => levelsOf(skill).map((level) => ({ skill, level })))
  .flatMap(({ skill, level }) =>
    Array.from({ length: SEEDS }, (_, i) => draw(skill, { seed: String(i), level, form: "find" }) as FindItem),
  );

const named = ({ skill, level, seed, mistake }: FindItem) => `${skill} ${level} "${seed}" ${mistake}`;
const close = (a: number | null, b: number | null): boolean =>
  a === b ||
  (a !== null && b !== null && Math.abs(a - b) <= Math.max(1e-12, 1e-9 * Math.max(Math.abs(a), Math.abs(b))));

describe("a derivation with a mistake", () => {
  test("is right up to the wrong line, by the numbers of the right one", () => {
    const faults = items.filter((item) => {
      const right = new Map(explain(item).map(({ quantity, value }) => [quantity, value]));
      const { line } = find.solution(item);
      const { lines } = find.task(item);
      const isRight = ({ quantity, value }: (typeof lines)[number]) =>
        !right.has(quantity) || close(value, right.get(quantity)!);
      return !lines.slice(0, line).every(isRight) || isRight(lines[line]!);
    });
    expect(faults.map(named)).toEqual([]);
  });

  test("comes to the number that the mistake leads to", () => {
    const faults = items.filter((item) => {
      const { problem, asked } = openItem(item);
      const { quantity, value } = find.task(item).lines.at(-1)!;
      return quantity !== asked.id || !close(value, predict(problem, [item.mistake], asked)!);
    });
    expect(faults.map(named)).toEqual([]);
  });

  test("has three or four suspects by different names, the culprit at any place", () => {
    for (const item of items) {
      const { suspects } = find.task(item);
      expect([3, 4]).toContain(suspects.length);
      expect(new Set(suspects.map(({ en }) => en)).size).toBe(suspects.length);
      expect(item.suspects[find.solution(item).suspect]).toBe(item.mistake);
    }
    expect(new Set(items.map((item) => find.solution(item).suspect)).size).toBe(4);
  });

  test("fits none of the other suspects", () => {
    const faults = items.filter((item) => {
      const upToWrong = (mistake: MistakeId) => {
        const { problem, asked } = openItem(item);
        const lines = stepsOf(item, problem, reasoningOf(problem, [mistake]), asked);
        return lines
          .slice(0, find.solution(item).line + 1)
          .map(({ text }) => text)
          .join();
      };
      return item.suspects.filter((id) => upToWrong(id) === upToWrong(item.mistake)).length !== 1;
    });
    expect(faults.map(named)).toEqual([]);
  });

  test("takes many mistakes, and shows them at many lines", () => {
    expect(new Set(items.map(({ mistake }) => mistake)).size).toBeGreaterThan(20);
    expect(new Set(items.map((item) => find.solution(item).line)).size).toBeGreaterThan(8);
  });
});

describe("an answer", () => {
  const item = draw("mlp.delta_rule", { seed: "1", form: "find" }) as FindItem;
  const { line, suspect } = find.solution(item);
  const other = suspect === 0 ? 2 : 1;

  test("is right if both the line and the mistake are, and says what was chosen", () => {
    expect(judge(item, `${line + 1}\n${suspect + 1}`)).toMatchObject({
      verdict: "right",
      solution: { chosen: { line, suspect } },
    });
    expect(judge(item, `${line + 1}\n${other}`).verdict).toBe("wrong");
    expect(judge(item, `${line}\n${suspect + 1}`).verdict).not.toBe("right");
  });

  test("may end in an empty line", () => {
    expect(judge(item, `${line + 1}\n${suspect + 1} \n`).verdict).toBe("right");
  });

  test.each(["", "\n", `${line + 1}`, `${line + 1}\n`, `\n${suspect + 1}`, "99\n1", "1\n9", "0\n1", "1.5\n1"])(
    "%j is not whole, and costs nothing",
    (answer) => {
      expect(judge(item, answer).verdict).toBe("unreadable");
    },
  );

  test("is given away by the last hint alone", () => {
    const all = hints(item);
    expect(all.map(({ reveals }) => reveals)).toEqual([false, true]);
    expect(all.at(-1)!.formulas.map(({ text }) => text)).toEqual([find.solution(item).instead.text]);
  });
});
