import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { remember, remembered } from "../storage.ts";
import type { AnyForms, Dictionary } from "./dictionary.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

export const languages = { en: "English", zh: "简体中文" } as const;
export type Language = keyof typeof languages;

const dictionaries: Record<Language, Dictionary<AnyForms>> = { en, zh };
const tags = { en: "en", zh: "zh-Hans" } as const satisfies Record<Language, string>;

const isLanguage = (text: string | null): text is Language => text !== null && Object.hasOwn(languages, text);

/** The reader's own choice on this browser, else the browser's language, else English. */
function firstLanguage(): Language {
  const stored = remembered("language");
  if (isLanguage(stored)) return stored;
  const spoken = typeof navigator === "undefined" ? [] : navigator.languages;
  const known = spoken.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return known ?? "en";
}

/** The language of everything on the page. */
export const language = signal<Language>(firstLanguage());

/** Of words in every language, those of the reader's. A page that is fetched by itself brings its own. */
export const spoken = <D>(all: Readonly<Record<Language, D>>): ReadonlySignal<D> => computed(() => all[language.value]);

/** The words of every page. */
export const words = spoken(dictionaries);

/** The tag by which browsers know the language. */
export const languageTag = computed(() => tags[language.value]);

/** Keeps the document's language with the words. */
export function startLanguage(): void {
  effect(() => {
    document.documentElement.lang = languageTag.value;
  });
}

/** Changes the language and lets this browser remember it. */
export function chooseLanguage(chosen: Language): void {
  remember("language", chosen);
  language.value = chosen;
}

/** A text with its {places} filled in. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The plural form that fits `n`, with the number written in. */
export function count(forms: AnyForms, n: number): string {
  const rule = new Intl.PluralRules(languageTag.value).select(n);
  return fill(forms[rule] ?? forms.other ?? "{n}", { n: new Intl.NumberFormat(languageTag.value).format(n) });
}

/** The half of a bilingual text that the reader reads. */
export const said = <T>(text: Readonly<Record<Language, T>>): T => text[language.value];
