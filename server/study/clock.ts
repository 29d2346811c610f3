/** Where and when a learner's days begin: an IANA zone, and the hour that still counts as the evening before. */
export type StudyClock = { readonly zone: string; readonly rolloverHour: number };

const EPOCH = Temporal.PlainDate.from("1970-01-01");

/** Is this the name of a time zone that days can be counted in? */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The study day of an instant, counted from 1970-01-01. Days last 23 or 25 hours when clocks change, and an
 * hour that is repeated never falls back into the day before.
 */
export function studyDay(at: number, clock: StudyClock): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(clock.zone).toPlainDateTime();
  const date = wall.subtract({ hours: clock.rolloverHour }).toPlainDate();
  const day = EPOCH.until(date).days;
  // Where clocks go back across the rollover hour, the wall shows the old day again after the new one began.
  return at >= dayStart(day + 1, clock) ? day + 1 : day;
}

/** The first instant of a study day, in milliseconds since 1970; a skipped hour moves it to the next that exists. */
export function dayStart(day: number, clock: StudyClock): number {
  const date = EPOCH.add({ days: day });
  const start = date.toZonedDateTime({ timeZone: clock.zone, plainTime: { hour: clock.rolloverHour } });
  return start.epochMilliseconds;
}
