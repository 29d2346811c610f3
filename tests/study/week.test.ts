import { describe, expect, test } from "vitest";
import { dateAt, dateOfDay, datesOf, dayOfDate, weekAfter, weekAt, weekBefore } from "#study/week.ts";

const at = (text: string) => Date.parse(text);

describe("a week", () => {
  // From the standard's own examples and from calendars that print ISO weeks.
  test.each([
    ["2005-01-01", "2004-W53"],
    ["2005-01-02", "2004-W53"],
    ["2005-12-31", "2005-W52"],
    ["2007-01-01", "2007-W01"],
    ["2008-12-29", "2009-W01"],
    ["2009-12-31", "2009-W53"],
    ["2010-01-03", "2009-W53"],
    ["2026-11-25", "2026-W48"],
  ])("of %s is %s", (date, week) => {
    expect(weekAt(at(`${date}T12:00:00Z`), "UTC")).toBe(week);
  });

  test("begins at midnight on Monday where the group is", () => {
    const sundayEvening = at("2026-11-22T20:00:00Z");
    expect(weekAt(sundayEvening, "UTC")).toBe("2026-W47");
    expect(weekAt(sundayEvening, "Asia/Shanghai")).toBe("2026-W48");
    expect(weekAt(at("2026-11-23T07:59:59Z"), "America/Los_Angeles")).toBe("2026-W47");
    expect(weekAt(at("2026-11-23T08:00:00Z"), "America/Los_Angeles")).toBe("2026-W48");
  });

  test("lasts from Monday to Sunday, over the turn of a year too", () => {
    expect(datesOf("2026-W48")).toEqual({ from: "2026-11-23", until: "2026-11-29" });
    expect(datesOf("2009-W53")).toEqual({ from: "2009-12-28", until: "2010-01-03" });
  });

  test("is followed by the next, which may be of another year", () => {
    expect(weekAfter("2026-W48")).toBe("2026-W49");
    expect(weekAfter("2009-W53")).toBe("2010-W01");
    expect(weekAfter("2005-W52")).toBe("2006-W01");
    expect(weekBefore("2010-W01")).toBe("2009-W53");
  });
});

test("dates are of the zone, and count as days", () => {
  expect(dateAt(at("2026-11-24T16:30:00Z"), "Asia/Shanghai")).toBe("2026-11-25");
  expect(dayOfDate("1970-01-02")).toBe(1);
  expect(dateOfDay(dayOfDate("2026-11-25"))).toBe("2026-11-25");
});
