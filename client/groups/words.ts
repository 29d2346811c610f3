import { syllabus } from "../account.ts";
import { languageTag, said, words } from "../i18n/index.ts";

/** A date (YYYY-MM-DD) as it is read. */
export const dateText = (date: string): string =>
  new Intl.DateTimeFormat(languageTag.value, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(date));

/** The name of a skill, or its id while the syllabus is on its way. */
export const skillName = (id: string): string => {
  const skill = syllabus.value?.find((known) => known.id === id);
  return skill ? said(skill.name) : id;
};

/** A list in a sentence. */
export const listed = (texts: readonly string[]): string =>
  new Intl.ListFormat(languageTag.value, { type: "unit" }).format(texts);

/** The name of a family of skills. */
export const familyName = (family: string): string => {
  const { families } = words.value;
  return family in families ? families[family as keyof typeof families] : family;
};
