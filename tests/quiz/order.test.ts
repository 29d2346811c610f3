import { describe, expect, test } from "vitest";
import type { Solution } from "#contract/forms.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { drills } from "#quiz/drills/index.ts";
import type { OnNetwork } from "#quiz/item.ts";
import type { ItemOf, Judged } from "#quiz/items/form.ts";
import { formsOf, isDrawn } from "#quiz/items/index.ts";
import { judge, solutionOf } from "#quiz/judge.ts";
import { present } from "#quiz/present.ts";
import { isSkill } from "#quiz/syllabus.ts";
import { caseOf } from "../engine/cases.ts";

type OrderItem = Extract<ItemOf<"order">, OnNetwork>;
const SEEDS = 8;

const items = Object.keys(drills)
  .filter(isSkill)
  .filter((skill) => formsOf(skill).includes("order") && isDrawn(skill, "order"))
  .flatMap((skill) => levelsOf(skill).map((level) => ({ skill, level })))
  .flatMap(({ skill, level }) =>
    Array.from({ length: SEEDS }, (_, i) => draw(skill, { seed: String(i), level, form: "order" }) as OrderItem),
  );

const named = ({ skill, level, seed }: OrderItem): string => `${skill} ${level} "${seed}"`;
const solved = (item: OrderItem) => solutionOf(item) as Extract<Solution, { form: "order" }>;
const judged = (item: OrderItem, lines: readonly number[]): Judged<"order"> => {
  const result = judge(item, lines.map((line) => line + 1).join(" "));
  if (result.verdict === "unreadable") throw new Error("the order was not read");
  return result as Judged<"order">;
};

/** What the lines of an item read as text: a name and the formula behind it. */
function linesOf(item: OrderItem) {
  const { task } = present(item);
  if (task.form !== "order") throw new Error("an order was asked for");
  return task.lines.map(({ text }) => {
    const [name = "", ...formulas] = text.split(" = ");
    return { text, name, formula: formulas.join(" = ") };
  });
}

/** Whether a name stands in a formula as a whole. */
const mentions = (formula: string, name: string): boolean => {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<!\w)${escaped}(?![\w'(])`).test(formula);
};

/** The last steps towards dE/dw1 in Mazur's network, and one that forgets the path through o2. */
const mazur: OrderItem = {
  skill: "mlp.hidden_grad",
  level: 3,
  seed: "by hand",
  generator: 1,
  notation: "mazur",
  form: "order",
  network: caseOf("P-mazur-1").spec,
  ask: { kind: "gradient_weight", quantity: "grads.W1.0.0" },
  lines: [
    { quantity: "deltas.z1.0.0", mistake: null },
    { quantity: "deltas.z2.0.1", mistake: null },
    { quantity: "grads.a1.0.0", mistake: "path.first_only" },
    { quantity: "grads.W1.0.0", mistake: null },
    { quantity: "grads.a1.0.0", mistake: null },
    { quantity: "deltas.z2.0.0", mistake: null },
  ],
};

describe("the steps to dE/dw1 in Mazur's network", () => {
  test("are told in its names, the wrong one as whoever makes its mistake writes it", () => {
    expect(linesOf(mazur).map(({ text }) => text)).toEqual([
      "delta_h1 = dE/dout_h1 * out_h1 * (1 - out_h1)",
      "delta_o2 = dE/dout_o2 * out_o2 * (1 - out_o2)",
      "dE/dout_h1 = delta_o1 * w5",
      "dE/dw1 = delta_h1 * i1",
      "dE/dout_h1 = delta_o1 * w5 + delta_o2 * w7",
      "delta_o1 = dE/dout_o1 * out_o1 * (1 - out_o1)",
    ]);
  });

  test.each([
    ["6 2 5 1 4", "right"],
    ["2 6 5 1 4", "right"],
    ["26514", "right"],
    ["6 5 2 1 4", "wrong"],
    ["6 2 1 5 4", "wrong"],
    ["6 2 5 1", "wrong"],
    ["6 2 3 1 4", "wrong"],
    ["6 2 3 5 1 4", "wrong"],
    ["7 2", "unreadable"],
    ["6 2 6", "unreadable"],
    ["", "unreadable"],
  ])("%j is %s", (answer, verdict) => {
    expect(judge(mazur, answer).verdict).toBe(verdict);
  });

  test("are told where they stand too early, and whose line was taken", () => {
    const early = judged(mazur, [5, 1, 0, 4, 3]);
    expect(early.solution.early.map(({ line, needs }) => [line, needs.map(({ text }) => text)])).toEqual([
      [0, ["dE/dout_h1"]],
    ]);
    expect(early).toMatchObject({ certainty: "none", mistakes: [] });
    const astray = judged(mazur, [5, 1, 2, 0, 3]);
    expect(astray.mistakes.map(({ id }) => id)).toEqual(["path.first_only"]);
    expect(astray.solution.early).toEqual([]);
  });
});

describe("drawn orders", () => {
  test("have three to nine lines that differ, in disorder", () => {
    for (const item of items) {
      const lines = linesOf(item);
      expect(lines.length).toBeGreaterThanOrEqual(3);
      expect(lines.length).toBeLessThanOrEqual(9);
      expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length);
      const shown = lines.map((_, i) => i).filter((i) => item.lines[i]!.mistake === null);
      expect(judged(item, shown).verdict).toBe("wrong");
    }
  });

  test("are right in any order in which no formula mentions a later name, and in no other", () => {
    const faulty = items.filter((item) => {
      const lines = linesOf(item);
      const { right } = solved(item);
      const needs = (a: number, b: number) => mentions(lines[a]!.formula, lines[b]!.name);
      return right.slice(1).some((line, i) => {
        const swapped = right.with(i, line).with(i + 1, right[i]!);
        return (judged(item, swapped).verdict === "right") === needs(line, right[i]!);
      });
    });
    expect(faulty.map(named)).toEqual([]);
  });

  test("are wrong with a line left out, and a wrong line in its place is told", () => {
    for (const item of items.filter(({ seed }) => Number(seed) < 2)) {
      const { right } = solved(item);
      for (const line of right)
        expect(
          judged(
            item,
            right.filter((other) => other !== line),
          ).verdict,
        ).toBe("wrong");
      item.lines.forEach(({ quantity, mistake }, wrong) => {
        if (mistake === null) return;
        const taken = right.map((line) => (item.lines[line]!.quantity === quantity ? wrong : line));
        const { verdict, certainty, mistakes } = judged(item, taken);
        expect([verdict, certainty, mistakes.map(({ id }) => id)]).toEqual(["wrong", "named", [mistake]]);
      });
    }
  });

  test("show wrong lines of the essential mistakes", () => {
    const wrong = new Set(items.flatMap(({ lines }) => lines.flatMap(({ mistake }) => mistake ?? [])));
    for (const id of ["path.first_only", "act.omit_hidden", "path.agh_rule"]) expect(wrong).toContain(id);
  });
});
