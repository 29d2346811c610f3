import { languageTag } from "../i18n/index.ts";

/** A moment to the minute, in the reader's zone. */
export const moment = (at: string): string =>
  new Intl.DateTimeFormat(languageTag.value, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size: "3.4 MB". */
export function size(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const style = { style: "unit", unit: UNITS[power]!, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(languageTag.value, style).format(bytes / 1000 ** power);
}

export const number = (count: number): string => new Intl.NumberFormat(languageTag.value).format(count);
