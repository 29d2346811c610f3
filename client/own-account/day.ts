import { languageTag } from "../i18n/index.ts";

/** A moment as a day, in the reader's zone. */
export const day = (moment: string): string =>
  new Intl.DateTimeFormat(languageTag.value, { dateStyle: "medium" }).format(new Date(moment));
