import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayStart, isZone, studyDay } from "#study/clock.ts";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
/** Days since 1970-01-01, from the calendar alone. */
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / (24 * HOUR);

describe("a study day", () => {
  test.each([
    // 04:00 in Shanghai is 20:00 UTC of the day before.
    ["Asia/Shanghai", 4, "2026-11-24T19:59:59.999Z", "2026-11-24"],
    ["Asia/Shanghai", 4, "2026-11-24T20:00:00Z", "2026-11-25"],
    ["Asia/Shanghai", 0, "2026-11-24T15:59:59.999Z", "2026-11-24"],
    ["Asia/Shanghai", 0, "2026-11-24T16:00:00Z", "2026-11-25"],
    // New York is at UTC-5 in winter, UTC-4 in summer.
    ["America/New_York", 4, "2026-01-15T08:59:00Z", "2026-01-14"],
    ["America/New_York", 4, "2026-01-15T09:00:00Z", "2026-01-15"],
    ["America/New_York", 4, "2026-07-15T08:00:00Z", "2026-07-15"],
    ["America/New_York", 23, "2026-07-16T02:59:00Z", "2026-07-14"],
    ["America/New_York", 23, "2026-07-16T03:00:00Z", "2026-07-15"],
    // Auckland is at UTC+13 in its summer, UTC+12 in its winter.
    ["Pacific/Auckland", 4, "2026-01-15T14:59:00Z", "2026-01-15"],
    ["Pacific/Auckland", 4, "2026-01-15T15:00:00Z", "2026-01-16"],
    ["Pacific/Auckland", 4, "2026-07-15T16:00:00Z", "2026-07-16"],
    ["Asia/Kathmandu", 4, "2026-01-14T22:15:00Z", "2026-01-15"],
    ["UTC", 0, "1970-01-01T00:00:00Z", "1970-01-01"],
  ])("in %s with rollover %i: %s is in %s", (zone, rolloverHour, instant, date) => {
    expect(studyDay(at(instant), { zone, rolloverHour })).toBe(dayOf(date));
  });

  test("lasts 23 hours when clocks go forward and 25 when they go back", () => {
    const newYork = { zone: "America/New_York", rolloverHour: 0 };
    const length = (date: string) => (dayStart(dayOf(date) + 1, newYork) - dayStart(dayOf(date), newYork)) / HOUR;
    expect(length("2026-03-08")).toBe(23);
    expect(length("2026-11-01")).toBe(25);
    expect(length("2026-11-02")).toBe(24);
  });

  test("begins at the next hour that exists when its own is skipped", () => {
    const newYork = { zone: "America/New_York", rolloverHour: 2 };
    expect(dayStart(dayOf("2026-03-08"), newYork)).toBe(at("2026-03-08T07:00:00Z"));
    expect(studyDay(at("2026-03-08T06:59:59Z"), newYork)).toBe(dayOf("2026-03-07"));
    expect(studyDay(at("2026-03-08T07:00:00Z"), newYork)).toBe(dayOf("2026-03-08"));
  });

  test("begins once when its hour is repeated", () => {
    const newYork = { zone: "America/New_York", rolloverHour: 1 };
    expect(studyDay(at("2026-11-01T04:59:00Z"), newYork)).toBe(dayOf("2026-10-31"));
    expect(studyDay(at("2026-11-01T05:00:00Z"), newYork)).toBe(dayOf("2026-11-01"));
    expect(studyDay(at("2026-11-01T06:30:00Z"), newYork)).toBe(dayOf("2026-11-01"));
    // Here the clocks go back by two hours, from 3 to 1, across the rollover hour.
    const troll = { zone: "Antarctica/Troll", rolloverHour: 2 };
    expect(studyDay(at("2026-10-25T00:30:00Z"), troll)).toBe(dayOf("2026-10-25"));
    expect(studyDay(at("2026-10-25T01:30:00Z"), troll)).toBe(dayOf("2026-10-25"));
  });

  test("never runs backwards, and holds the instants from its start to the next day's", () => {
    const zones = ["Asia/Shanghai", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "Antarctica/Troll"];
    const clocks = fc.record({ zone: fc.constantFrom(...zones), rolloverHour: fc.integer({ min: 0, max: 23 }) });
    const instants = fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") });
    fc.assert(
      fc.property(clocks, instants, fc.integer({ min: 0, max: 30 * HOUR }), (clock, instant, later) => {
        const day = studyDay(instant, clock);
        expect(dayStart(day, clock)).toBeLessThanOrEqual(instant);
        expect(dayStart(day + 1, clock)).toBeGreaterThan(instant);
        expect(studyDay(instant + later, clock)).toBeGreaterThanOrEqual(day);
      }),
    );
  });
});

test("zones are those of the IANA", () => {
  expect(["Asia/Shanghai", "UTC", "Europe/Berlin"].every(isZone)).toBe(true);
  expect(["", "Mars/Olympus", "Asia/Shanghai; drop", "__proto__"].some(isZone)).toBe(false);
});
