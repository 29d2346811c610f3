import { describe, expect, test } from "vitest";
import { draw } from "#quiz/draw.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { judge } from "#quiz/judge.ts";

type FormulaItem = ItemOf<"formula">;

/** The first item of a skill that asks freely for this quantity as a formula. */
function asking(skill: string, level: number, quantity: string): FormulaItem {
  for (let i = 0; ; i++) {
    const item = draw(skill, { seed: `derivation ${i}`, level, form: "formula" }) as FormulaItem;
    if (item.ask.quantity === quantity && item.wanted === null) return item;
  }
}

/** Answers to what is derived on paper, worked out by hand: right ones, then wrong ones. */
const answers: readonly (readonly [string, number, string, readonly string[], readonly string[]])[] = [
  [
    "softmax.sigmoid_link",
    2,
    "loss",
    ["σ(z1 - z2)", "1/(1+e^{-(z1-z2)})", "exp(z1-z2)/(1+exp(z1-z2))", "1 - σ(z2 - z1)"],
    ["σ(z2 - z1)", "σ(z1)", "σ(z1 + z2)", "exp(z1)/exp(z2)"],
  ],
  [
    "softmax.sigmoid_link",
    2,
    "grads.z1",
    ["σ'(z1-z2)", "σ(z1 - z2)(1-σ(z1 - z2))", "E (1 - E)"],
    ["-σ'(z1-z2)", "σ(z1 - z2)", "σ(z1)(1-σ(z1))"],
  ],
  [
    "logreg.mle",
    2,
    "loss",
    ["-ln(p1^t1 (1-p1)^(1-t1) p2^t2 (1-p2)^(1-t2))", "-t1 ln p1 - (1-t1) ln(1-p1) - t2 ln p2 - (1-t2) ln(1-p2)"],
    ["t1 ln p1 + (1-t1) ln(1-p1) + t2 ln p2 + (1-t2) ln(1-p2)", "-t1 ln p1 - t2 ln p2", "-ln(p1 p2)"],
  ],
  [
    "logreg.mle",
    2,
    "grads.p1",
    ["(p1 - t1)/(p1 (1-p1))", "-t1/p1 + (1-t1)/(1-p1)"],
    ["(t1 - p1)/(p1 (1-p1))", "p1 - t1", "-t1/p1", "-t1/p1 - (1-t1)/(1-p1)"],
  ],
  [
    "logreg.mle",
    3,
    "grads.W1.0.0",
    ["(out_o1[1] - t1[1]) i1[1] + (out_o1[2] - t1[2]) i1[2]"],
    ["(out_o1[1] - t1[1]) i1[1]", "((out_o1[1] - t1[1]) i1[1] + (out_o1[2] - t1[2]) i1[2])/2"],
  ],
  [
    "softmax.ce_derive",
    3,
    "deltas.z1.0.0",
    [
      "out_o1 - t1",
      "-t1 (1 - out_o1) + t2 out_o1 + t3 out_o1",
      "dE/dout_o1 out_o1 (1-out_o1) - dE/dout_o2 out_o1 out_o2 - dE/dout_o3 out_o1 out_o3",
    ],
    ["t1 - out_o1", "dE/dout_o1 out_o1 (1-out_o1)", "-t1 (1 - out_o1)", "out_o1 - 1"],
  ],
  ["linreg.normal", 3, "loss", ["(x1 t1 + x2 t2)/(x1^2 + x2^2)"], ["(t1/x1 + t2/x2)/2", "(t1+t2)/(x1+x2)"]],
  [
    "mat.trace",
    4,
    "grads.x12",
    ["2 a11 x12 + (a12 + a21) x22", "(a11 + a11) x12 + a12 x22 + a21 x22"],
    ["a11 x12 + a12 x22", "2 (a11 x12 + a12 x22)", "2 a11 x21 + (a12 + a21) x22"],
  ],
];

describe.each(answers)("%s at level %i, %s", (skill, level, quantity, right, wrong) => {
  const item = asking(skill, level, quantity);

  test.each(right)("%s is right", (text) => expect(judge(item, text).verdict).toBe("right"));
  test.each(wrong)("%s is wrong", (text) => expect(judge(item, text).verdict).toBe("wrong"));
});
