import { describe, expect, test } from "vitest";
import { drills } from "#quiz/drills/index.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { openItem } from "#quiz/explain.ts";
import type { ItemOf, SolutionOf } from "#quiz/items/form.ts";
import { formsOf } from "#quiz/items/index.ts";
import { hints, judge, solutionOf } from "#quiz/judge.ts";
import { applicableMistakes, predict } from "#quiz/predictions.ts";
import { skills } from "#quiz/skills.ts";

const sheetOf = (skill: string, seed: string, level?: number): ItemOf<"sheet"> => {
  const item = draw(skill, { seed, level, form: "sheet" });
  if (item.form !== "sheet") throw new Error("a sheet was asked for");
  return item;
};

const keysOf = (item: ItemOf<"sheet">): number[] =>
  (solutionOf(item) as SolutionOf<"sheet">).cells.map(({ key }) => key.value);

function judged(item: ItemOf<"sheet">, cells: readonly (number | string)[]) {
  const result = judge(item, cells.join("\n"));
  if (result.verdict === "unreadable") throw new Error("the sheet was not read");
  const solution = result.solution as SolutionOf<"sheet">;
  return { ...result, credit: solution.credit, verdicts: solution.cells.map(({ verdict }) => verdict) };
}

/** In a chain of single units every number of the backward pass is proportional to the first one. */
const chain = sheetOf("chain.product", "sheet", 3);
const keys = keysOf(chain);

describe("a sheet along a chain", () => {
  test("earns a cell for each right number", () => {
    expect(judged(chain, keys)).toMatchObject({ verdict: "right", credit: keys.length, mistakes: [] });
  });

  test("carries a slip of the first cell forward, for half the credit", () => {
    const { verdict, verdicts, credit } = judged(
      chain,
      keys.map((key) => 1.37 * key),
    );
    expect(verdict).toBe("wrong");
    expect(verdicts).toEqual(["wrong", ...keys.slice(1).map(() => "carried")]);
    expect(credit).toBe((keys.length - 1) / 2);
  });

  test("takes up a carried number where the next slip is made", () => {
    const slipped = keys.map((key, i) => 1.37 * key * (i > 1 ? 0.61 : 1));
    const { verdicts } = judged(chain, slipped);
    expect(verdicts.slice(0, 4)).toEqual(["wrong", "carried", "wrong", "carried"]);
  });

  test("gives nothing for what follows from a 1", () => {
    const { verdicts, credit } = judged(
      chain,
      keys.map((key) => key / keys[0]!),
    );
    // What comes after the next cell starts from that one, which is no 1.
    expect(verdicts.slice(0, 2)).toEqual(["wrong", "trivial"]);
    expect(credit).toBeLessThan((keys.length - 1) / 2);
  });

  test("gives nothing for zeros that follow from a 0", () => {
    const { verdicts, credit } = judged(
      chain,
      keys.map(() => 0),
    );
    expect(verdicts).toEqual(["wrong", ...keys.slice(1).map(() => "trivial")]);
    expect(credit).toBe(0);
  });

  test("judges what stands behind a cell left empty as it is", () => {
    const { verdict, verdicts } = judged(chain, ["", ...keys.slice(1)]);
    expect(verdict).toBe("wrong");
    expect(verdicts).toEqual(["blank", ...keys.slice(1).map(() => "right")]);
  });

  test("says in which cell reading stopped", () => {
    const stopped = judge(chain, "1\n2\n3x");
    if (stopped.verdict !== "unreadable") throw new Error("the third cell was read");
    expect(stopped.position).toBe(5);
    expect(stopped.reason.en).toContain("Cell 3");
    expect(stopped.reason.zh).toContain("第 3 格");
    expect(judge(chain, "1\n".repeat(keys.length + 1)).verdict).toBe("unreadable");
  });

  test("tells the forward pass first, and the rules of its cells only at the end", () => {
    const rungs = hints(chain);
    expect(rungs.map(({ reveals }) => reveals)).toEqual([false, true]);
    expect(rungs.at(-1)!.formulas).toHaveLength(keys.length);
  });
});

test("a full step asks a weight of each layer: signals, gradients and updates, in this order", () => {
  const { cells } = sheetOf("mlp.update_all", "order", 4);
  const kinds = cells.map((id) => (id.startsWith("updated.") ? 2 : /^grads\.[Wb]/.test(id) ? 1 : 0));
  expect(kinds).toEqual(kinds.toSorted((a, b) => a - b));
  expect(cells.filter((id) => id.startsWith("updated.W1."))).toHaveLength(1);
  expect(cells.filter((id) => id.startsWith("updated.W2."))).toHaveLength(1);
});

describe("whoever makes one mistake throughout", () => {
  const sheets = Object.keys(skills)
    .filter((skill) => formsOf(skill).includes("sheet"))
    .flatMap((skill) => levelsOf(skill).map((level) => sheetOf(skill, "mistaken", level)));

  test.each(sheets)("is told so once, and is never right: $skill at level $level", (item) => {
    const { problem } = openItem(item);
    const right = keysOf(item);
    for (const id of applicableMistakes(problem.network)) {
      const numbers = item.cells.map((cell, i) => {
        return predict(problem, [id], problem.network.find(cell)!) ?? right[i]!;
      });
      if (numbers.every((number, i) => Math.abs(number - right[i]!) <= 0.03 * Math.abs(right[i]!))) continue;
      const { verdict, certainty, mistakes } = judged(item, numbers);
      expect(verdict).toBe("wrong");
      expect(certainty).toBe("named");
      expect(mistakes.map((mistake) => mistake.id)).toContain(id);
    }
  });
});

describe("what follows from somebody's 1", () => {
  const item = sheetOf("mlp.update_all", "order", 4);
  const right = keysOf(item);
  const weight = item.cells.findIndex((id) => id.startsWith("grads.W2."));
  const updated = item.cells.indexOf(item.cells[weight]!.replace("grads.", "updated."));

  test("is work where it is not multiplied by that alone, as in an update", () => {
    const { problem } = openItem(item);
    const param = problem.network.find(item.cells[weight]!.replace("grads.", "params."))!;
    const rate = (problem.given.get(param)! - right[updated]!) / right[weight]!;
    const own = right.map((key, i) => (i === weight ? 1 : i === updated ? problem.given.get(param)! - rate : key));
    const { verdicts } = judged(item, own);
    expect([verdicts[weight], verdicts[updated]]).toEqual(["wrong", "carried"]);
  });
});

describe("the cells of a full step", () => {
  const item = sheetOf("mlp.update_all", "parts", 4);
  const right = keysOf(item);
  const practised = (cells: readonly (number | string)[]) => {
    const { solution } = judge(item, cells.join("\n")) as { solution: SolutionOf<"sheet"> };
    return Object.fromEntries(solution.practised.map(({ skill, verdict }) => [skill, verdict]));
  };
  const changed = (change: (key: number, cell: string) => number | string) =>
    practised(right.map((key, i) => change(key, item.cells[i]!)));

  test("speak for the skills that they are questions of, not for that of the sheet", () => {
    expect(practised(right)).toEqual({
      "neuron.update": "right",
      "mlp.out_grad": "right",
      "mlp.hidden_back": "right",
      "mlp.hidden_grad": "right",
    });
  });

  test("that are wrong, or only carried forward, say so for their skill alone", () => {
    // The gradient by a weight of the output is a third too large; its update follows from it.
    const isOfOutput = (cell: string) => /^(grads|updated)\.W2/.test(cell);
    const { problem } = openItem(item);
    const slipped = changed((key, cell) => {
      if (!isOfOutput(cell)) return key;
      const before = cell.startsWith("updated.") ? predictedBefore(problem, cell) : 0;
      return before + (key - before) * 1.33;
    });
    expect(slipped).toEqual({
      "neuron.update": "carried",
      "mlp.out_grad": "wrong",
      "mlp.hidden_back": "right",
      "mlp.hidden_grad": "right",
    });
  });

  test("that are empty say nothing", () => {
    expect(Object.keys(changed((key, cell) => (cell.startsWith("grads.W") ? "" : key)))).toEqual([
      "neuron.update",
      "mlp.hidden_back",
    ]);
    expect((solutionOf(item) as SolutionOf<"sheet">).practised).toEqual([]);
  });

  test("in which there was nothing to work out say nothing", () => {
    const zeros = changed((_key, cell) => (cell.startsWith("updated.") ? "" : 0));
    expect(zeros).toEqual({});
  });
});

/** A weight before the step. */
const predictedBefore = (problem: ReturnType<typeof openItem>["problem"], updated: string): number =>
  problem.given.get(problem.network.find(updated.replace("updated.", "params."))!)!;

test("no step belongs to two skills", () => {
  const cells = Object.keys(skills)
    .filter((skill) => formsOf(skill).includes("sheet"))
    .flatMap((skill) => levelsOf(skill).map((level) => sheetOf(skill, "owners", level)))
    .flatMap((item) => item.cells.map((cell) => ({ network: openItem(item).problem.network, cell })));
  const owners = ({ network, cell }: (typeof cells)[number]) =>
    Object.entries(drills).filter(([, drill]) => drill.cell?.(network.find(cell)!, network));
  expect(cells.filter((cell) => owners(cell).length > 1)).toEqual([]);
});
