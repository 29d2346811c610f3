import { describe, expect, test } from "vitest";
import { MOST_CHARACTERS } from "#engine/formula.ts";
import { notations } from "#engine/notation/index.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { drills } from "#quiz/drills/index.ts";
import { formsOf } from "#quiz/items/index.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { hints, judge, solutionOf } from "#quiz/judge.ts";
import { present } from "#quiz/present.ts";

type FormulaItem = ItemOf<"formula">;

const drawn = (skill: string, level: number, seed: string): FormulaItem =>
  draw(skill, { seed, level, form: "formula" }) as FormulaItem;

const keysOf = (item: FormulaItem) => {
  const solution = solutionOf(item);
  return solution.form === "formula" ? solution.keys : [];
};

/** The first item of a skill in which the formula is wanted in this form. */
function wanting(form: "no gradient" | "in terms of" | null, skill = "mlp.hidden_grad", level = 3): FormulaItem {
  for (let i = 0; ; i++) {
    const item = drawn(skill, level, `wanting ${i}`);
    if ((item.wanted?.form ?? null) === form) return item;
  }
}

const skills = Object.keys(drills).filter((skill) => formsOf(skill).includes("formula"));

describe.each(skills)("%s", (skill) => {
  test.each(levelsOf(skill))(
    "at level %i the key counts as text and as LaTeX, and without a condition in every form",
    (level) => {
      for (let seed = 0; seed < 4; seed++) {
        const item = drawn(skill, level, `key ${seed}`);
        const [key, ...others] = keysOf(item);
        const accepted = [key!, ...(item.wanted === null ? others : [])].flatMap(({ text, latex }) =>
          [text, latex].filter(({ length }) => length <= MOST_CHARACTERS),
        );
        for (const text of accepted)
          expect([item.seed, text, judge(item, text).verdict]).toEqual([item.seed, text, "right"]);
      }
    },
  );
});

describe("the form that is wanted", () => {
  test("is said in the question, by names of the network", () => {
    expect(present(wanting("no gradient")).task).toEqual({ form: "formula", wanted: { form: "no gradient" } });
    const { task } = present(wanting("in terms of"));
    expect(task).toMatchObject({ wanted: { form: "in terms of", names: { text: /^delta_/ } } });
  });

  test("costs nothing to miss, right or wrong", () => {
    const item = wanting("no gradient");
    const [symbol] = [present(item).ask!.symbol.text];
    for (const text of [symbol, `2 ${symbol}`, `delta_o1 ${symbol}`, "delta_h1 i1", "delta_h1"])
      expect(judge(item, text)).toMatchObject({ verdict: "unreadable", position: null });
    expect(judge(wanting("in terms of"), "w1")).toMatchObject({ verdict: "unreadable", position: null });
  });

  test("is never the name of what is asked for", () => {
    const item = wanting(null);
    const { symbol } = present(item).ask!;
    expect(judge(item, symbol.text)).toMatchObject({ verdict: "unreadable", reason: { en: /without dE\/dw/ } });
  });
});

describe("a formula that goes round in a circle", () => {
  const going = (skill: string, level: number, quantity: RegExp): FormulaItem => {
    for (let i = 0; ; i++) {
      const item = drawn(skill, level, `circle ${i}`);
      if (item.wanted === null && quantity.test(item.ask.quantity)) return item;
    }
  };

  test.each(["(w1 - w1')/eta", "(w1 - w1') / eta + 0 * i1", "3 w1'"])(
    "by the updated weight, right or wrong, costs nothing: %s",
    (text) => {
      const item = going("neuron.grad_w", 1, /^grads\.W1\.0\.0$/);
      expect(judge(item, text)).toMatchObject({
        verdict: "unreadable",
        reason: { en: /without w1'/, zh: /^w1' / },
        position: null,
      });
    },
  );

  test("by a gradient further on", () => {
    const item = going("mlp.delta_rule", 2, /^deltas\.z1\.0\.0$/);
    expect(judge(item, "dE/dw1 / i1")).toMatchObject({ verdict: "unreadable", reason: { en: /without dE\/dw1/ } });
  });

  test("is none by a gradient that is not computed from it", () => {
    const item = going("neuron.grad_w", 1, /^grads\.W1\.0\.0$/);
    expect(judge(item, "dE/di1 i1 / w1").verdict).toBe("right");
  });
});

describe("a wrong formula", () => {
  const neuron = wanting("in terms of", "neuron.grad_w", 2);
  const input = keysOf(neuron)[0]!.text.replace("delta_o1 * ", "");

  test("is told its mistake and the factor that differs", () => {
    expect(judge(neuron, "delta_o1")).toMatchObject({
      verdict: "wrong",
      certainty: "named",
      solution: { read: { text: "delta_o1" }, difference: { kind: "factor missing", factor: { text: input } } },
    });
    expect(judge(neuron, `-delta_o1 ${input}`)).toMatchObject({
      solution: { difference: { kind: "sign", terms: [] } },
    });
  });

  test("that is right for these numbers only is told so", () => {
    const value = neuron.network.type === "dense" ? neuron.network.inputs.X[0]![Number(input.slice(1)) - 1] : 0;
    expect(judge(neuron, `delta_o1 (${value})`)).toMatchObject({ verdict: "wrong", solution: { agreesHere: true } });
  });

  test("cannot be read where a name is none of this network's", () => {
    expect(judge(neuron, "delta_o1 * w9")).toMatchObject({ verdict: "unreadable", position: 11 });
  });
});

test("a hint before the last one names nothing that is the key", () => {
  for (let i = 0; i < 20; i++) {
    const item = drawn("logreg.grad", 1, `hint ${i}`);
    const early = hints(item).slice(0, -1);
    const given =
      item.ask.kind === "gradient_bias" ? early.flatMap(({ formulas }) => formulas.map(({ text }) => text)) : [];
    expect(given.filter((text) => text.startsWith("delta_o1"))).toEqual([]);
  }
});

test("every notation has its names", () => {
  for (const notation of Object.keys(notations) as (keyof typeof notations)[]) {
    const item = draw("mlp.hidden_grad", { seed: notation, level: 3, form: "formula", notation }) as FormulaItem;
    for (const { latex } of keysOf(item).slice(0, 1)) expect(judge(item, latex).verdict).toBe("right");
  }
});
