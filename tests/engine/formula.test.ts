import { describe, expect, test } from "vitest";
import { isUnreadable, readFormula, type UnreadableKind, vocabularyOf } from "#engine/formula.ts";
import { type NotationId, notations } from "#engine/notation/index.ts";
import { problemOf } from "#engine/problem.ts";
import { caseOf } from "./cases.ts";
import { fuzzed } from "./fuzzed.ts";
import { ofWidths } from "./odd-shapes.ts";

const { network } = problemOf(caseOf("P-mazur-1").spec);
const read = (text: string, notation: NotationId = "mazur") =>
  readFormula(text, vocabularyOf(network, notations[notation]));

test("an index counts the steps of time of a number that is given for each", () => {
  const { network: steps } = problemOf({
    type: "optim_seq",
    params: { w: [1] },
    grad_sequence: [[0.5], [-0.2]],
    optimizer: { name: "adagrad", lr: 0.1, eps: 1e-8 },
  });
  const given = readFormula("g_1 + g2", vocabularyOf(steps, notations.case1));
  const names = ["grad_sequence.0.0", "grad_sequence.1.0"].map((id) => steps.find(id));
  expect(given).toMatchObject({ kind: "sum", terms: names });
});

describe("what cannot be read says where and why", () => {
  test.each<[string, UnreadableKind, number, NotationId?]>([
    ["", "empty", 0],
    ["  \n", "empty", 0],
    ["w9", "unknown name", 0],
    ["w5 * foo", "unknown name", 5],
    ["w55", "unknown name", 0],
    ["Ex", "unknown name", 0],
    ["h1 + δ_o9", "unknown name", 5],
    ["\\foo + w5", "unknown name", 0],
    ["delta_o1", "unknown name", 0, "perceptron"],
    ["W5", "wrong case", 0],
    ["2 * W_5", "wrong case", 4],
    ["w5 + Out_h1", "wrong case", 5],
    ["NET_h1", "wrong case", 0],
    ["Exp(w5)", "wrong case", 0],
    ["w5 x h1", "x as times", 3],
    ["w5 X h1", "x as times", 3],
    ["2x3", "x as times", 1],
    ["w5 x1", "unknown name", 3],
    ["(w5)x(h1)", "x as times", 4],
    ["2 w_{5", "unexpected", 6],
    ["w5 . h1", "unexpected", 3],
    ["1½ w5", "unexpected", 1],
    ["dE/dw9", "unknown name", 4],
    ["\\frac{\\partial E}{\\partial w_9}", "unknown name", 27],
    ["y1 δ_1", "unknown name", 3, "case1"],
    ["X1", "wrong case", 0, "case1"],
    ["y1 x y3", "x as times", 3, "case1"],
    ["O1", "wrong case", 0, "perceptron"],
    ["a2_1 + Z1_1", "wrong case", 7, "layered"],
    ["a1_1 x t1", "x as times", 5, "layered"],
    ["δ3_1", "unknown name", 0, "layered"],
    ["w11 x y1", "x as times", 4, "perceptron"],
    ["w5 +", "unexpected", 4],
    ["(w5", "unexpected", 3],
    ["w5)", "unexpected", 2],
    ["w5 + * h1", "unexpected", 5],
    ["w5 ** h1", "unexpected", 4],
    ["0,5 w5", "unexpected", 1],
    ["w5 2", "unexpected", 3],
    ["w5 = h1", "unexpected", 3],
    ["\\frac{w5}", "unexpected", 9],
    ["\\left(w5 + h1", "unexpected", 13],
    ["w5 # h1", "unexpected", 3],
    ["（w5＋）", "unexpected", 4],
    ["t1'", "no later value", 2],
    ["(w5 h1)'", "no later value", 7],
    ["tanh(w5, h1)", "wrong arguments", 0],
    ["f(w5)", "wrong arguments", 0],
    [`w5${" ".repeat(400)}`, "too long", 400],
    [`${"(".repeat(60)}w5${")".repeat(60)}`, "too long", 40],
    [`${"-".repeat(60)}w5`, "too long", 40],
    [Array.from({ length: 110 }, () => "w5").join("+"), "too long", 302],
  ])("%s: %s at %i", (text, kind, position, notation) => {
    const at = read(text, notation);
    if (!isUnreadable(at)) throw new Error(`${text} was read`);
    expect([at.kind, at.position]).toEqual([kind, position]);
    expect(at.reason.en).toMatch(/[.?]$/);
    expect(at.reason.zh).toMatch(/[。？]$/);
  });

  test("what was expected, in both languages", () => {
    const reason = (text: string, notation?: NotationId) => {
      const at = read(text, notation);
      return isUnreadable(at) ? at.reason : undefined;
    };
    expect(reason("(w5")).toEqual({ en: 'Expected ")" here.', zh: "此处应为“)”。" });
    expect(reason("W5")).toEqual({ en: "There is no W5, but there is w5.", zh: "没有 W5，但有 w5，请注意大小写。" });
    expect(reason("out_h3")?.zh).toContain("是不是 out_h1 或 out_h2？");
    expect(reason("w5 = h1")?.en).toContain("on the right of the equals sign");
    expect(reason("δ_o1", "perceptron")?.en).toContain("Write dE/dnet_o2");
    expect(reason("δ_o1", "perceptron")?.zh).toContain("请写成 dE/dnet_o2");
    expect(reason("q5")?.en).toContain("such as w1, w2, w3");
  });
});

test("a short name that two quantities could bear is refused with both", () => {
  const deep = problemOf(ofWidths([1, 11, ...Array.from({ length: 10 }, () => 1)])).network;
  const at = readFormula("2 a111", vocabularyOf(deep, notations.layered));
  expect(at).toMatchObject({ kind: "ambiguous name", position: 2 });
  expect(isUnreadable(at) && at.reason.en).toBe("This may mean a1_11 or a11_1. Write one of them.");
});

test("50,000 inputs of every kind: read, or refused with a position inside the input", { timeout: 60_000 }, () => {
  const deep = problemOf(ofWidths([4, 8, 8, 2])).network;
  const vocabularies = [
    ...Object.values(notations).map((notation) => vocabularyOf(network, notation)),
    vocabularyOf(deep, notations.layered),
  ];
  const outside: string[] = [];
  let readable = 0;
  let i = 0;
  for (const text of fuzzed(50_000)) {
    const at = readFormula(text, vocabularies[i++ % vocabularies.length]!);
    if (!isUnreadable(at)) readable++;
    else if (!(at.position >= 0 && at.position <= text.length)) outside.push(text);
  }
  expect(outside).toEqual([]);
  expect(readable).toBeGreaterThan(1000);
});
