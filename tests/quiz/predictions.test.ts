import { expect, test } from "vitest";
import { valuesOf } from "#engine/problem.ts";
import { openItem } from "#quiz/explain.ts";
import { applicableMistakes, isExpression, predictAll, priorityOf, reasoningOf } from "#quiz/predictions.ts";
import { drawn, named } from "./drawn.ts";

/** Equal but for the order in which float64 rounded. */
const same = (x: number, y: number): boolean =>
  Object.is(x, y) || Math.abs(x - y) <= 1e-12 * Math.max(1, Math.abs(x), Math.abs(y));

test("mistakes and pairs of them, computed together, lead to what each leads to alone", () => {
  const differing = drawn(1).flatMap((item) => {
    const { problem, asked } = openItem(item);
    if (!isExpression(problem.network, asked)) return [];
    const ids = applicableMistakes(problem.network);
    const essential = ids.filter((id) => priorityOf(id) === 1).slice(0, 6);
    const guesses = [...ids.map((id) => [id]), ...essential.slice(1).map((id) => [essential[0]!, id])];
    const together = predictAll(problem, "every kind of guess", guesses, asked);
    return guesses.flatMap((guess, i) => {
      const [alone] = valuesOf(problem, reasoningOf(problem, guess), [asked]);
      const value = together[i];
      return value === undefined || same(value, alone!) ? [] : [`${named(item)}: ${guess.join(" + ")}`];
    });
  });
  expect(differing).toEqual([]);
});
