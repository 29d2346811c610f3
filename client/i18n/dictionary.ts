import type { en } from "./en.ts";

/** A count in words: one text for each plural form that a language has. */
export type PluralForms<F extends Intl.LDMLPluralRule> = { readonly [_ in F]: string };

/** A count in words of whatever language. */
export type AnyForms = Partial<PluralForms<Intl.LDMLPluralRule>>;

type Translated<T, P> = T extends string
  ? string
  : T extends readonly string[]
    ? readonly string[]
    : T extends PluralForms<"one" | "other">
      ? P
      : { readonly [K in keyof T]: Translated<T[K], P> };

/** The same words in another language, whose plural forms are `P`. */
export type Translation<D, P> = Translated<D, P>;

/** What a language has to say; `P` are its plural forms. */
export type Dictionary<P> = Translation<typeof en, P>;
