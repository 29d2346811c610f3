import { describe, expect, test } from "vitest";
import { fromNow, percent, printed, readable } from "../../client/format.ts";

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

  test("what the server printed keeps its digits", () => {
    expect(printed("-0.0380")).toBe("−0.0380");
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
