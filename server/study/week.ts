const MONDAY = 1;
const EPOCH = Temporal.PlainDate.from("1970-01-01");

/** A week by its name in ISO 8601, such as 2026-W05: it begins on Monday, and the first one of a year holds its first Thursday. */
export type Week = `${number}-W${string}`;

const nameOf = ({ yearOfWeek, weekOfYear }: Temporal.PlainDate): Week =>
  `${yearOfWeek!}-W${String(weekOfYear!).padStart(2, "0")}`;

/** The calendar's date in a zone, as YYYY-MM-DD. */
export const dateAt = (at: number, zone: string): string => plainDate(at, zone).toString();

/** The week of an instant in a zone. */
export const weekAt = (at: number, zone: string): Week => nameOf(plainDate(at, zone));

/** The week after another. */
export const weekAfter = (week: Week): Week => nameOf(mondayOf(week).add({ weeks: 1 }));

/** The week before another. */
export const weekBefore = (week: Week): Week => nameOf(mondayOf(week).subtract({ weeks: 1 }));

/** The first and the last date of a week, as YYYY-MM-DD. */
export const datesOf = (week: Week): { from: string; until: string } => {
  const monday = mondayOf(week);
  return { from: monday.toString(), until: monday.add({ days: 6 }).toString() };
};

/** A calendar's date, counted in days from 1970-01-01. */
export const dayOfDate = (date: string): number => dayNumber(Temporal.PlainDate.from(date));

/** The date of a day so counted, as YYYY-MM-DD. */
export const dateOfDay = (day: number): string => EPOCH.add({ days: day }).toString();

const plainDate = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();

const dayNumber = (date: Temporal.PlainDate): number => EPOCH.until(date).days;

function mondayOf(week: Week): Temporal.PlainDate {
  const [year, number] = week.split("-W").map(Number) as [number, number];
  // The fourth of January is always in the first week.
  const inFirst = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  return inFirst.subtract({ days: inFirst.dayOfWeek - MONDAY }).add({ weeks: number - 1 });
}
