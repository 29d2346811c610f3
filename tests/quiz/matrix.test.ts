import { describe, expect, test } from "vitest";
import { draw, levelsOf } from "#quiz/draw.ts";
import { openItem } from "#quiz/explain.ts";
import type { ItemOf, SolutionOf } from "#quiz/items/form.ts";
import { formsOf } from "#quiz/items/index.ts";
import { judge, solutionOf } from "#quiz/judge.ts";
import { applicableMistakes, predict } from "#quiz/predictions.ts";
import { readRows } from "#quiz/rows.ts";
import { skills } from "#quiz/skills.ts";

type Rows = readonly (readonly number[])[];

const matrixOf = (skill: string, seed: string, level?: number): ItemOf<"matrix"> => {
  const item = draw(skill, { seed, level, form: "matrix" });
  if (item.form !== "matrix") throw new Error("a matrix was asked for");
  return item;
};

const keysOf = (item: ItemOf<"matrix">): Rows =>
  (solutionOf(item) as SolutionOf<"matrix">).entries.map((row) => row.map(({ key }) => key.value));

const transposed = (rows: Rows): Rows => rows[0]!.map((_, j) => rows.map((row) => row[j]!));

function judged(item: ItemOf<"matrix">, rows: Rows) {
  const result = judge(item, rows.map((row) => row.join(", ")).join("\n"));
  if (result.verdict === "unreadable") throw new Error("the matrix was not read");
  return { ...result, solution: result.solution as SolutionOf<"matrix"> };
}

const product = (a: Rows, b: Rows): Rows =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));

describe("a matrix", () => {
  test("of net inputs is X W^T + b, worked out by plain multiplication", () => {
    const item = matrixOf("mat.forward", "plain", 2);
    if (item.network.type !== "dense") throw new Error("layers were asked for");
    const { X } = item.network.inputs;
    const { W1, b1 } = item.network.params as { W1: number[][]; b1: number[] };
    const expected = product(X, transposed(W1)).map((row) => row.map((z, j) => z + b1[j]!));
    expect(judged(item, expected).verdict).toBe("right");
  });

  test("in the wrong shape is wrong, and its transpose is told", () => {
    const item = matrixOf("mat.grad_w", "shape", 2);
    const right = keysOf(item);
    expect(judged(item, [...right, ...right])).toMatchObject({ verdict: "wrong", solution: { transposed: false } });
    const { verdict, solution } = judged(item, transposed(right));
    expect(verdict).toBe("wrong");
    expect(solution).toMatchObject({
      shape: { rows: right.length, columns: right[0]!.length },
      answered: { rows: right[0]!.length, columns: right.length },
      transposed: true,
    });
  });

  test("is never so near to its transpose that the transpose is right", () => {
    const seeds = Array.from({ length: 60 }, (_, i) => `s${i}`);
    const squares = ["mat.forward", "conv.grad_x"]
      .flatMap((skill) => seeds.map((seed) => matrixOf(skill, seed)))
      .filter(({ entries }) => entries.length === entries[0]!.length);
    expect(squares.length).toBeGreaterThan(5);
    expect(squares.filter((item) => judged(item, transposed(keysOf(item))).verdict === "right")).toEqual([]);
  });

  test("says which entries are wrong", () => {
    const item = matrixOf("mat.grad_w", "entries", 2);
    const rows = keysOf(item).map((row, i) => row.map((key, j) => (i === 1 && j === 0 ? key * 3.3 + 50 : key)));
    const { verdict, solution } = judged(item, rows);
    expect(verdict).toBe("wrong");
    expect(solution.entries.map((row) => row.map(({ right }) => right))).toEqual(
      rows.map((row, i) => row.map((_, j) => !(i === 1 && j === 0))),
    );
  });
});

describe("rows", () => {
  const values = (text: string) => {
    const rows = readRows(text);
    return "verdict" in rows ? rows.position : rows.map((row) => row.map(({ value }) => value));
  };

  test("are lines, their numbers apart by commas of either script, semicolons, tabs, & or spaces", () => {
    for (const text of ["1,2\n3,-4", "1，2\n3，-4", "1; 2\n3; -4", "1\t2\n3\t-4", "1 & 2\n3 & -4", " 1  2\n3 -4 "])
      expect(values(text)).toEqual([
        [1, 2],
        [3, -4],
      ]);
    expect(values("1 + 1, 2*3")).toEqual([[2, 6]]);
    expect(values("1\n2\n3")).toEqual([[1], [2], [3]]);
  });

  test("may end in an empty line, unless that is an empty field of a column", () => {
    expect(values("1, 2\n3, 4\n")).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(values("1, 2\n3, 4 \n  ")).toHaveLength(2);
    expect(values("1, 2\n\n3, 4")).toBe(5);
    expect(values("1\n2\n")).toBe(4);
    expect(values("1\t2\n\t")).toBe(4);
  });

  test("must be as long as each other and have no holes; reading says where it stopped", () => {
    expect(values("1, 2\n3")).toBe(5);
    expect(values("1, 2\n3, x")).toBe(8);
    expect(values("1, 2\n3, ")).toBe(7);
    expect(values("1\n")).toBe(2);
    expect(values("")).toBe(0);
  });
});

describe("whoever makes one mistake in all entries", () => {
  const matrices = Object.keys(skills)
    .filter((skill) => formsOf(skill).includes("matrix"))
    .flatMap((skill) => levelsOf(skill).map((level) => matrixOf(skill, "mistaken", level)));

  test.each(matrices)("is told so, and is never right: $skill at level $level", (item) => {
    const { problem } = openItem(item);
    const right = keysOf(item);
    for (const id of applicableMistakes(problem.network)) {
      const rows = item.entries.map((row, i) =>
        row.map((entry, j) => predict(problem, [id], problem.network.find(entry)!) ?? right[i]![j]!),
      );
      const isVisible = rows.some((row, i) =>
        row.some((x, j) => Math.abs(x - right[i]![j]!) > 0.006 * Math.abs(right[i]![j]!)),
      );
      if (!isVisible) continue;
      const { verdict, certainty, mistakes, solution } = judged(item, rows);
      expect(verdict).toBe("wrong");
      expect(certainty).toBe("named");
      expect(mistakes.map((mistake) => mistake.id)).toContain(id);
      expect(solution.answered).toEqual(solution.shape);
    }
  });
});
