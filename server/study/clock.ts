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

const DAY = 86_400_000;

/**
 * The study day of an instant, counted from 1970-01-01. Days last 23 or 25 hours when clocks change, and an
 * hour that is repeated never falls back into the day before.
 */
export function studyDay(at: number, clock: StudyClock): number {
  let day = Math.floor(at / DAY);
  while (dayStart(day, clock) > at) day--;
  while (dayStart(day + 1, clock) <= at) day++;
  return day;
}

/** Every card of a learner asks when its day begins, and calendars are slow; a full shelf is emptied. */
const SHELF = 20_000;
const starts = new Map<string, number>();

/** The first instant of a study day, in milliseconds since 1970; a skipped hour moves it to the next that exists. */
export function dayStart(day: number, clock: StudyClock): number {
  const key = `${day} ${clock.rolloverHour} ${clock.zone}`;
  let start = starts.get(key);
  if (start === undefined) {
    if (starts.size >= SHELF) starts.clear();
    starts.set(key, (start = calendarStart(day, clock)));
  }
  return start;
}

function calendarStart(day: number, { zone, rolloverHour }: StudyClock): number {
  const date = EPOCH.add({ days: day });
  return date.toZonedDateTime({ timeZone: zone, plainTime: { hour: rolloverHour } }).epochMilliseconds;
}
