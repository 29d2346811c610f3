import { describe, expect, test } from "vitest";
import { fromNow, percent, printed, readable, sentence } from "../../client/format.ts";

describe("numbers to read", () => {
  test.each([
    [0, "0"],
    [-0, "0"],
    [0.5, "0.5"],
    [-0.0380982365, "−0.0380982"],
    [0.000438567734, "0.000438568"],
    [123456, "123456"],
    [1234567, "1.23457e6"],
    [12, "12"],
    [100, "100"],
    [0.00001234, "1.234e−5"],
    [-2.5e12, "−2.5e12"],
    [Infinity, "Infinity"],
    [-Infinity, "−Infinity"],
  ])("%d reads %s", (value, text) => {
    expect(readable(value)).toBe(text);
  });

  test("every digit that was asked for is there", () => {
    expect(readable(0.29102777369359933, 17)).toBe("0.29102777369359933");
  });

  test("what was printed elsewhere keeps its digits, and its powers of ten look like the others", () => {
    expect(printed("-0.0380")).toBe("−0.0380");
    expect([printed("1e+308"), printed("-2.5e-7")]).toEqual(["1e308", "−2.5e−7"]);
  });

  test("percent", () => {
    expect(percent(0.005, "en")).toBe("0.5%");
    expect(percent(0.9, "zh-Hans")).toBe("90%");
  });
});

describe("how far away a moment is", () => {
  const now = Date.parse("2026-11-24T12:00:00Z");
  test.each([
    ["2026-11-27T12:00:00Z", "in 3 days", "3天后"],
    ["2026-11-25T13:00:00Z", "tomorrow", "明天"],
    ["2026-11-24T17:00:00Z", "in 5 hours", "5小时后"],
    ["2026-11-24T12:20:00Z", "in 20 minutes", "20分钟后"],
    ["2026-11-24T12:00:10Z", "this minute", "此刻"],
  ])("%s", (moment, en, zh) => {
    expect(fromNow(moment, now, "en")).toBe(en);
    expect(fromNow(moment, now, "zh-Hans")).toBe(zh);
  });
});

test.each([
  ["only the path through o1", "Only the path through o1."],
  ["a shared parameter collects the sum", "A shared parameter collects the sum."],
  ["sign: used t-o as dE/do", "Sign: used t-o as dE/do."],
  ["off-diagonal sign wrong", "Off-diagonal sign wrong."],
  ["ReLU in whatever", "ReLU in whatever."],
  ["net = Wx + b", "net = Wx + b."],
  ["delta is dE/dnet", "delta is dE/dnet."],
  ["dL/dz = p-y", "dL/dz = p-y."],
  ["w1 belongs to i1", "w1 belongs to i1."],
  ["f' evaluated at the output", "f' evaluated at the output."],
  ["tanh' taken as 1-a", "tanh' taken as 1-a."],
  ["out(1-out) is meant", "out(1-out) is meant."],
  ["p is the DROP probability", "p is the DROP probability."],
  ["It has a stop.", "It has a stop."],
])("%j as a sentence keeps its symbols", (phrase, whole) => {
  expect(sentence(phrase, ".")).toBe(whole);
});

test("a Chinese phrase gets its own stop", () => {
  expect(sentence("漏乘输入", "。")).toBe("漏乘输入。");
});
