import { describe, expect, test } from "vitest";
import type { NetworkDocument } from "#contract/network.ts";
import { answersOf } from "#engine/formulas/index.ts";
import { problemOf } from "#engine/problem.ts";
import { plainText } from "#quiz/card-text.ts";
import { draw } from "#quiz/draw.ts";
import { explain } from "#quiz/explain.ts";
import { numberSolution } from "#quiz/items/number.ts";
import { drills } from "#quiz/drills/index.ts";
import { hints, judge } from "#quiz/judge.ts";
import { present } from "#quiz/present.ts";
import type { SkillId } from "#quiz/syllabus.ts";
import { drawn, drawnAt, named, type NumberItem } from "./drawn.ts";

const isTold = ({ skill, ask }: NumberItem): boolean => drills[skill as SkillId]!.told?.[ask.quantity] !== undefined;
const told = drawn(8).filter(isTold);

type Graph = Extract<NetworkDocument, { readonly type: "graph" }>;
type Worked = (inputs: Graph["inputs"], quantity: string) => number | undefined;

/** Sums p(x) x^n over the two outcomes of a mask. */
const moment = (n: number, p: number, kept: number): number => (1 - p) * kept ** n + p * 0 ** n;
const variance = (p: number, kept: number): number => moment(2, p, kept) - moment(1, p, kept) ** 2;

/** The answers to what is told in words, worked out apart from the graphs. */
const worked: Readonly<Record<string, Worked>> = {
  "attn.complexity": ({ T, d, H }, quantity) => {
    const answers = answersOf({ type: "complexity", config: { kind: "attention", T: T!, d: d!, heads: H! } });
    const { macs_scores, macs_projections, macs_weighted_sum, attention_matrix_entries } = answers as Record<
      string,
      number
    >;
    return {
      "forward.nodes.6": macs_scores,
      "forward.nodes.9": macs_projections,
      "forward.nodes.10": attention_matrix_entries,
      loss: macs_scores! + macs_projections! + macs_weighted_sum!,
    }[quantity];
  },
  "drop.variance": ({ a, p }, quantity) =>
    ({
      "forward.nodes.4": moment(1, p!, a!),
      "forward.nodes.8": variance(p!, a!),
      loss: variance(p!, a! / (1 - p!)),
    })[quantity],
  "conv.forward": ({ n, k, s, p }) => {
    let places = 0;
    for (let start = -p!; start + k! <= n! + p!; start += s!) places++;
    return places;
  },
  "bn.forward": (inputs) => {
    const { x, mu, var: spread, gamma, beta, eps } = inputs;
    return gamma! * ((x! - mu!) / Math.sqrt(spread! + eps!)) + beta!;
  },
};

describe("what is told in words", () => {
  test.each(Object.entries(worked))("in %s has the answer that it has without a graph", (skill, answerOf) => {
    const levels = Object.keys(drills[skill as SkillId]!.levels).map(Number) as NumberItem["level"][];
    const items = levels.flatMap((level) => drawnAt(skill, level, 40)).filter(isTold);
    const wrong = items.filter((item) => {
      const answer = answerOf((item.network as Graph).inputs, item.ask.quantity);
      return !(Math.abs(numberSolution(item).key.value - answer!) <= 1e-9 * Math.abs(answer!));
    });
    expect(items.length).toBeGreaterThan(10);
    expect(wrong.map(named)).toEqual([]);
  });

  test("says what is asked for and keeps the rules back, in the network too", () => {
    expect(new Set(told.map(({ skill }) => skill)).size).toBeGreaterThan(3);
    const telling = told.filter((item) => {
      const { ask, givens, network } = present(item);
      const rules = givens.filter(({ formula }) => !/^\w+ = -?[\d.]+$/.test(formula.text));
      const operations = (network as Graph).config.nodes.filter(({ op }) => op !== "input");
      return rules.length + operations.length > 0 || !ask?.told?.en.includes("Asked for: ");
    });
    expect(telling.map(named)).toEqual([]);
  });

  test("has no hint but the whole way, which reveals", () => {
    const helpful = told.filter((item) => {
      const all = hints(item);
      const last = all.at(-1)!.formulas.map(({ text }) => text);
      return all.length !== 1 || !all[0]!.reveals || last.at(-1) !== explain(item).at(-1)!.text;
    });
    expect(helpful.map(named)).toEqual([]);
  });

  test("is a network of its inputs to whoever reads a formula of it", () => {
    for (const skill of ["drop.variance", "init.xavier_he", "act.via_output"]) {
      const { network } = present(draw(skill, { seed: "names", form: "formula" }));
      expect(Object.keys((network as Graph).inputs)).toEqual(
        problemOf(network!).network.leaves.map(({ tensor }) => tensor),
      );
    }
  });
});

describe("a count", () => {
  const counts = drawnAt("cx.params", 2, 40);
  const verdict = (item: NumberItem, answer: number | string) => judge(item, String(answer)).verdict;

  test("is right exactly, also as arithmetic, and wrong by one", () => {
    for (const item of counts) {
      const { key, accepted } = numberSolution(item);
      expect(accepted).toEqual([key.value, key.value]);
      const answers = [key.value, `${key.value / 10} * 10`, key.value + 1, key.value - 1, key.value * 1.004];
      expect(answers.map((answer) => verdict(item, answer))).toEqual(["right", "right", "wrong", "wrong", "wrong"]);
    }
  });

  test("of parameters is wrong without the biases", () => {
    const layered = counts.filter(({ network }) => "h" in (network as Graph).inputs);
    const without = layered.filter((item) => {
      const { n, h, m } = (item.network as Graph).inputs as { n: number; h: number; m: number };
      return verdict(item, n * h + h * m) !== "wrong";
    });
    expect(layered.length).toBeGreaterThan(5);
    expect(without.map(named)).toEqual([]);
  });

  test("is asked for as a whole number; what only happens to be whole is not", () => {
    const { task, conventions } = present(counts[0]!);
    expect(task).toEqual({ form: "number", tolerance: 0 });
    expect(plainText(conventions.at(-1)!.en)).toBe("Give an exact whole number.");
    const spread = drawnAt("drop.variance", 3, 40).find((item) => Number.isInteger(numberSolution(item).key.value));
    expect(present(spread ?? drawnAt("drop.variance", 3, 1)[0]!).task).toEqual({ form: "number", tolerance: 0.005 });
  });
});
