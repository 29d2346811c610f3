import { describe, expect, test } from "vitest";
import { Equivalence } from "#engine/equivalence.ts";
import type { Expression } from "#engine/expression.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { unmetBy } from "#engine/form.ts";
import { isUnreadable, readFormula, vocabularyOf } from "#engine/formula.ts";
import { type NotationId, notations } from "#engine/notation/index.ts";
import { type Problem, problemOf } from "#engine/problem.ts";
import { simplify } from "#engine/simplify.ts";
import { mistakeIds, mistakes } from "#quiz/mistakes/index.ts";
import { caseOf } from "./cases.ts";
import { formulaNetworks } from "./formula-networks.ts";
import { pairsOnMazur } from "./formula-pairs.ts";
import { pairsOnOthers } from "./formula-pairs-families.ts";
import { pairsOnOptimizers } from "./formula-pairs-optimizers.ts";
import { ofWidths } from "./odd-shapes.ts";
import { randomFamilies } from "./random-families.ts";
import { always } from "./random-networks.ts";

const mazur = problemOf(caseOf("P-mazur-1").spec);
const onMazur = new Equivalence(mazur);

function read(text: string, notation: NotationId, { network }: Pick<Problem, "network"> = mazur): Expression {
  const e = readFormula(text, vocabularyOf(network, notations[notation]));
  if (isUnreadable(e)) throw new Error(`${text}: ${e.reason.en} (${e.position})`);
  return e;
}

const table = [...pairsOnMazur, ...pairsOnOthers, ...pairsOnOptimizers].flatMap(
  ({ on, notation, asked, equal, unequal }) => [
    ...equal.map((answer) => ({ on, notation, asked, answer, equal: true })),
    ...unequal.map((answer) => ({ on, notation, asked, answer, equal: false })),
  ],
);
const equivalences = new Map(Object.entries(formulaNetworks).map(([id, problem]) => [id, new Equivalence(problem)]));

describe("formulas worked out by hand", () => {
  test("are many, in every notation and both styles", () => {
    expect(table.length).toBeGreaterThan(300);
    for (const notation of Object.keys(notations))
      for (const isLatex of [true, false]) {
        const some = table.filter((pair) => pair.notation === notation && pair.answer.includes("\\") === isLatex);
        expect(some.filter(({ equal }) => equal).length).toBeGreaterThan(3);
        expect(some.filter(({ equal }) => !equal).length).toBeGreaterThan(1);
      }
  });

  test.each(table)("$on, $notation, $asked: $answer is equal: $equal", ({ on, notation, asked, answer, equal }) => {
    const problem = formulaNetworks[on];
    const key = problem.network.find(asked)!;
    expect(equivalences.get(on)!.areEqual(key, read(answer, notation, problem))).toBe(equal);
  });

  test("of the forward pass and of the update", () => {
    const equal = (right: string, answer: string) => onMazur.areEqual(read(right, "mazur"), read(answer, "mazur"));
    expect(equal("net_h1", "w1 i1 + w2 i2 + b1")).toBe(true);
    expect(equal("net_h1", "w1 i1 + w2 i2")).toBe(false);
    expect(equal("E", "1/2 (t1-o1)^2 + ½(t2-o2)^2")).toBe(true);
    expect(equal("E", "E_o1 + E_o2")).toBe(true);
    expect(equal("E", "(t1-o1)^2 + (t2-o2)^2")).toBe(false);
    expect(equal("h1", "1/(1+e^{-net_h1})")).toBe(true);
    expect(equal("h1(1-h1)", "σ'(net_h1)")).toBe(true);
    expect(equal("w5'", "w5 - eta delta_o1 h1")).toBe(true);
    expect(equal("w5'", "w5 - η dE/dw5")).toBe(true);
    expect(equal("w5'", "w5 + η dE/dw5")).toBe(false);
    expect(equal("w5'", "w5 - 0.5 dE/dw5")).toBe(false);
  });

  test("are told apart though float64 cannot", () => {
    const equal = (right: string, answer: string) => onMazur.areEqual(read(right, "mazur"), read(answer, "mazur"));
    expect(equal("w5", "w5 + 1e-20 w6")).toBe(false);
    expect(equal("w5", "(w5 + 1e20) - 1e20")).toBe(true);
    expect(equal("w5", "w5 * (1 + h1/h1 - 1)")).toBe(true);
    expect(equal("w5", "w5/0*0")).toBe(false);
    expect(equal("1/0", "1/0")).toBeUndefined();
  });
});

test.each([
  "9^9^9^9",
  "exp(exp(exp(9)))",
  "exp(-1e15)",
  "w5^0.123456789",
  "(1 + 1e-9)^(1e15 + 0.5)",
  "h1^(1e15 + 0.5)",
  "tanh(1e15)",
  "(9^9999)^0.5",
  "softplus(-1e12)",
  "ln(1e300)",
  "(-2)^0.5",
  "1e999999",
])("%s is out of all proportion, and judged all the same", (text) => {
  expect(onMazur.areEqual(read("dE/dw5", "mazur"), read(text, "mazur"))).toBe(false);
});

describe("the relations of a network count, its numbers do not", () => {
  const on = (document: NetworkDocument) => {
    const problem = problemOf(document);
    const equivalence = new Equivalence(problem);
    return (right: string, answer: string) =>
      equivalence.areEqual(read(right, "layered", problem), read(answer, "layered", problem));
  };
  const dense = (activation: string, loss: string) => {
    const plain = ofWidths([2, 2, 3], { activation, dropout: undefined }, 1, { name: loss });
    const targets = loss === "softmax_ce" ? [[0, 1, 0]] : plain.targets;
    return on({ ...plain, targets, config: { ...plain.config, l2: undefined } });
  };

  test("softmax with cross-entropy", () => {
    const equal = dense("tanh", "softmax_ce");
    expect(equal("dE/da2_1", "p1 - t1")).toBe(true);
    expect(equal("dE/dz2_1", "p1 - t1")).toBe(false);
    expect(equal("dE/dw2_11", "(p1 - t1) (1 - a2_1^2) a1_1")).toBe(true);
    expect(equal("dE/da2_1", "p1")).toBe(false);
    expect(equal("dE/da2_2", "p2 - 1")).toBe(false);
    expect(equal("p1 + p2 + p3", "1")).toBe(true);
  });

  test("a ReLU is not the identity, whatever side this instance lies on", () => {
    const equal = dense("relu", "half_squared");
    expect(equal("a1_1", "z1_1")).toBe(false);
    expect(equal("dE/dz1_1", "dE/da1_1 [z1_1 > 0]")).toBe(true);
    expect(equal("dE/dz1_1", "dE/da1_1")).toBe(false);
    expect(equal("a1_1", "max(0, z1_1)")).toBe(true);
  });

  test("every random network of every family has points to compare at", () => {
    for (const documents of Object.values(randomFamilies))
      always<NetworkDocument>(documents, 4, (document) => {
        const problem = problemOf(document);
        const { network, model } = problem;
        const equivalence = new Equivalence(problem);
        for (const q of network.leaves.filter(({ role }) => role === "weight").slice(0, 3)) {
          const gradient = network.gradient(q);
          expect(equivalence.areEqual(gradient, simplify(model.right.define(gradient)!))).toBe(true);
        }
      });
  });
});

test("a mistake in the last step gives a formula that is not equal", () => {
  for (const path of ["params.W1.0.0", "params.W2.0.0"]) {
    const key = mazur.network.gradient(mazur.network.find(path)!);
    const judged = mistakeIds.flatMap((id) => {
      if (!mistakes[id].applies(mazur.network)) return [];
      const reasoning = mazur.model.withMistakes([{ id, replace: mistakes[id].replace }]);
      const wrong = reasoning.define(key);
      return wrong === undefined ? [] : [onMazur.areEqual(key, wrong)];
    });
    expect(judged).toContain(false);
  }
});

describe("the form of an answer", () => {
  const { network } = mazur;
  const delta = network.gradient(network.find("forward.z2.0.0")!);
  const ids = (text: string, ...conditions: Parameters<typeof unmetBy>[1]) =>
    unmetBy(read(text, "mazur"), conditions).map(({ condition, quantities }) => [
      condition.form,
      ...quantities.map((q) => q.id),
    ]);

  test("in terms of delta_o1", () => {
    expect(ids("delta_o1 h1", { form: "contains", quantity: delta })).toEqual([]);
    expect(ids("(o1-t1) o1 (1-o1) h1", { form: "contains", quantity: delta })).toEqual([["contains", delta.id]]);
  });

  test("without delta, or without any gradient", () => {
    expect(ids("delta_o1 h1", { form: "no delta" })).toEqual([["no delta", delta.id]]);
    expect(ids("dE/dnet_o1 h1", { form: "no delta" })).toEqual([["no delta", delta.id]]);
    expect(ids("dE/dw5", { form: "no delta" }, { form: "no gradient" })).toEqual([["no gradient", "grads.W2.0.0"]]);
    expect(ids("(o1-t1) σ'(net_o1) h1", { form: "no delta" }, { form: "no gradient" })).toEqual([]);
  });

  test("in these symbols only", () => {
    const allowed = ["targets.0.0", "forward.a2.0.0", "forward.a1.0.0"].map((path) => network.find(path)!);
    expect(ids("(o1-t1) o1 (1-o1) h1", { form: "only", of: allowed })).toEqual([]);
    expect(ids("(o1-t1) σ'(net_o1) w5", { form: "only", of: allowed })).toEqual([["only", "params.W2.0.0"]]);
  });
});
