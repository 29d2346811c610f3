import { describe, expect, test } from "vitest";
import type { Card } from "#quiz/card.ts";
import { draw } from "#quiz/draw.ts";
import { judge, ladderOf, solutionOf } from "#quiz/judge.ts";
import { plotOf } from "#quiz/plot.ts";
import { present } from "#quiz/present.ts";

const cards: readonly Card[] = ["a", "b", "c"].map((id) => ({
  id: `act.sigmoid.${id}`,
  front: { en: `What is $\\sigma'$ (${id})?`, zh: `$\\sigma'$ 是什么（${id}）？` },
  back: { en: "$a(1-a)$", zh: "$a(1-a)$" },
}));
const item = draw("act.sigmoid", { seed: "1", form: "flashcard", cards });

describe("a flashcard", () => {
  test.each([
    ["again", "wrong", "again"],
    ["1", "wrong", "again"],
    ["hard", "right", "hard"],
    ["２", "right", "hard"],
    [" Good\n", "right", "good"],
    ["3", "right", "good"],
    ["EASY", "right", "easy"],
    ["4", "right", "easy"],
  ])("graded %j is %s", (answer, verdict, grade) => {
    expect(judge(item, answer)).toMatchObject({ verdict, certainty: "none", solution: { form: "flashcard", grade } });
  });

  test.each(["0", "5", "34", "goodness", "I knew it"])("cannot be graded %j", (answer) => {
    expect(judge(item, answer).verdict).toBe("unreadable");
  });

  test("shows both sides in both languages, formulas apart from words, and needs no network", () => {
    const { task, ask, network, diagram } = present(item);
    expect(task).toMatchObject({
      form: "flashcard",
      front: { en: ["What is ", { text: "\\sigma'", latex: "\\sigma'" }, expect.stringMatching(/^ \([abc]\)\?$/)] },
      back: { zh: [{ latex: "a(1-a)" }] },
      plot: null,
    });
    expect([ask, network, diagram]).toEqual([null, null, null]);
    expect(ladderOf(item)).toEqual([]);
    expect(solutionOf(item)).toEqual({ form: "flashcard", grade: null });
  });

  test("is each card of the skill for some seed, and none without cards", () => {
    const drawn = Array.from({ length: 40 }, (_, i) =>
      draw("act.sigmoid", { seed: String(i), form: "flashcard", cards }),
    );
    expect(new Set(drawn.map((one) => one.form === "flashcard" && one.card.id)).size).toBe(cards.length);
    expect(() => draw("act.sigmoid", { seed: "1", form: "flashcard" })).toThrow(/flashcard/);
    expect(draw("mlp.hidden_grad", { seed: "1" }).form).not.toBe("flashcard");
  });
});

describe("a plot", () => {
  const at = (points: readonly (readonly [number, number])[], x: number) => points.filter(([px]) => px === x);

  test("runs through the values of a function and of its derivative", () => {
    const { value, slope } = plotOf("sigmoid");
    const s = (x: number) => 1 / (1 + Math.exp(-x));
    expect([value[0]![0], value.at(-1)![0]]).toEqual([-6, 6]);
    for (const [x, y] of value) expect(y).toBeCloseTo(s(x), 4);
    for (const [x, y] of slope) expect(y).toBeCloseTo(s(x) * (1 - s(x)), 4);
  });

  test("shows the jump of a slope upright", () => {
    expect(at(plotOf("relu").slope, 0).map(([, y]) => y)).toContain(0);
    expect(plotOf("relu").slope.filter(([x, y]) => x < 1e-6 && y === 1)).not.toEqual([]);
    expect(at(plotOf("hard_tanh").value, 1)[0]).toEqual([1, 1]);
  });
});
