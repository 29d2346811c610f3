import { assert, constantFrom, double, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { isUnreadable, readNumber } from "#quiz/number.ts";

describe("reads", () => {
  test.each([
    ["0.25", 0.25],
    [".25", 0.25],
    ["25.", 25],
    ["+0.25", 0.25],
    ["-0.25", -0.25],
    ["−0.25", -0.25],
    ["–0.25", -0.25],
    ["—0.25", -0.25],
    ["﹣0.25", -0.25],
    ["－０．２５", -0.25],
    ["１／４", 0.25],
    ["（1+1）／8", 0.25],
    ["２５ｅ－２", 0.25],
    ["\t 0.25 \n", 0.25],
    ["\u00a00.25\u3000", 0.25],
    ["25e-2", 0.25],
    ["2.5E-1", 0.25],
    ["1/4", 0.25],
    ["- 1 / 4", -0.25],
    ["--0.25", 0.25],
    ["0.5*0.5", 0.25],
    ["0.5×0.5", 0.25],
    ["0.5·0.5", 0.25],
    ["1÷4", 0.25],
    ["2^-2", 0.25],
    ["-2^2", -4],
    ["2^3^2", 512],
    ["1-2-3", -4],
    ["8/4/2", 1],
    ["1 + 2*3", 7],
    ["(1 + 2)*3", 9],
    ["0.5(1-0.5)", 0.25],
    ["2(1 + 2)(3)", 18],
    ["6/2(3)", 9],
    ["2(3)^2", 18],
    ["2.5*10^-1", 0.25],
    ["-(0.5 - 0.25)", -0.25],
    ["00.25", 0.25],
    ["1e-400", 0],
    ["0", 0],
    ["-0", -0],
  ])("%j as %d", (text, value) => {
    expect(readNumber(text)).toMatchObject({ value });
  });

  test.each([
    ["0.2910", 1e-4],
    ["12e3", 1e3],
    [" -3.50e-2 ", 1e-4],
    ["7", 1],
    ["3/8", undefined],
    ["2^2", undefined],
    ["0.1+0", undefined],
  ])("the last digit of %j", (text, lastDigit) => {
    expect(readNumber(text)).toMatchObject({ lastDigit });
  });
});

/** What is no number, with where reading has to stop. */
const UNREADABLE: readonly (readonly [string, number])[] = [
  ["", 0],
  [" ", 0],
  ["   \t\n ", 0],
  ["\u3000\u3000", 0],
  ["abc", 0],
  ["σ(0.3)", 0],
  ["2*exp(1)", 2],
  ["(1)2", 3],
  ["x", 0],
  ["zero", 0],
  ["I don't know", 0],
  ["about 0.5", 0],
  ["0.5 or so", 4],
  ["0.5 0.6", 4],
  ["0.5, 0.6", 3],
  ["1,5", 1],
  ["1,234.5", 1],
  ["1，5", 1],
  ["0.5;", 3],
  ["1..2", 2],
  ["1.2.3", 3],
  [".", 0],
  ["..", 0],
  ["-", 1],
  ["--", 2],
  ["+-", 2],
  ["*", 0],
  ["*2", 0],
  ["/2", 0],
  ["2*", 2],
  ["2 /", 3],
  ["2**3", 2],
  ["2//3", 2],
  ["1/0", 1],
  ["2 + 1 / 0 - 1", 6],
  ["0/0", 1],
  ["1/(1-1)", 1],
  ["0^-1", 0],
  ["(-8)^(1/3)", 0],
  ["((((", 4],
  ["(", 1],
  [")", 0],
  ["()", 1],
  ["(1", 2],
  ["1)", 1],
  ["(1+2))", 5],
  ["[1]", 0],
  ["{1}", 0],
  ["10^400", 0],
  ["1e400", 0],
  ["-1e999", 0],
  ["9^9^9^9", 0],
  ["NaN", 0],
  ["Infinity", 0],
  ["-Infinity", 1],
  ["∞", 0],
  ["null", 0],
  ["undefined", 0],
  ["0x10", 1],
  ["0b11", 1],
  ["1e", 1],
  ["1e+", 1],
  ["e5", 0],
  ["1_000", 1],
  ["5%", 1],
  ["$5", 0],
  ["≈0.5", 0],
  ["=0.5", 0],
  ["0.5?", 3],
  ["1/2 1/2", 4],
  ["½", 0],
  ["3²", 1],
  ["10⁻³", 2],
  ["①", 0],
  ["sin(1)", 0],
  ["exp(1)", 0],
  ["π", 0],
  ["w5*0.1", 0],
  ["不知道", 0],
  ["零点五", 0],
  ["0.5。", 3],
  ["答案是0.5", 0],
  ["约0.5", 0],
  ["😀", 0],
  ["0.5😀", 3],
  ["'; DROP TABLE users; --", 0],
  ["1; DROP TABLE reviews", 1],
  ["1' OR '1'='1", 1],
  ["<script>alert(1)</script>", 0],
  ["<b>0.5</b>", 0],
  ["${7*7}", 0],
  ["{{7*7}}", 0],
  ["__proto__", 0],
  ["constructor", 0],
  ["\u0000", 0],
  ["0.5\u0000", 3],
  ["\u202e5.0", 0],
  ["٣", 0],
  ["1".repeat(401), 400],
  ["1+".repeat(500), 400],
  ["(".repeat(400), 41],
  ["-".repeat(200) + "1", 41],
  ["2^".repeat(100) + "1", 82],
  ["9".repeat(400), 0],
];

describe("does not read", () => {
  test("at least sixty kinds of input", () => {
    expect(new Set(UNREADABLE.map(([text]) => text)).size).toBeGreaterThanOrEqual(60);
  });

  test.each(UNREADABLE)("%j, and says why, from character %i on", (text, position) => {
    const read = readNumber(text);
    if (!isUnreadable(read)) throw new Error(`read as ${read.value}`);
    expect(read.position).toBe(position);
    expect(read.position).toBeLessThanOrEqual(text.length);
    expect(read.reason.en).toMatch(/\w/);
    expect(read.reason.zh).toMatch(/\p{Script=Han}/u);
  });
});

test("reads every finite number back from how it is printed", () => {
  assert(
    property(double({ noNaN: true, noDefaultInfinity: true }), (drawn) => {
      const value = drawn + 0; // -0 is printed as 0
      expect(readNumber(String(value))).toMatchObject({ value });
      expect(readNumber(value.toExponential())).toMatchObject({ value });
    }),
    { seed: 1, numRuns: 2000 },
  );
});

describe("survives", () => {
  /** A finite number, or a position inside the text. */
  const isSound = (text: string): boolean => {
    const read = readNumber(text);
    return isUnreadable(read) ? read.position >= 0 && read.position <= text.length : Number.isFinite(read.value);
  };
  const symbols = constantFrom(...Array.from("0123456789.eE+-*/^()（）０９．－−×÷,， \u3000x😀"));

  test.each([
    ["any text", string({ unit: "binary", maxLength: 500 })],
    ["what looks like arithmetic", string({ unit: symbols, maxLength: 60 })],
  ])("%s, ten thousand times", (_name, texts) => {
    expect(() => assert(property(texts, isSound), { seed: 7, numRuns: 10_000 })).not.toThrow();
  });
});
