import { afterEach, describe, expect, test } from "vitest";
import { count, fill, language, type Language, languages, languageTag, words } from "../../client/i18n/index.ts";
import { en } from "../../client/i18n/en.ts";
import { zh } from "../../client/i18n/zh.ts";

type Texts = string | readonly Texts[] | { readonly [key: string]: Texts };

/** Every text of a dictionary by its path; a count is one entry with all its forms. */
function entries(texts: Texts, path = ""): [string, string[]][] {
  if (typeof texts === "string") return [[path, [texts]]];
  if ("other" in texts) return [[path, Object.values(texts as Record<string, string>)]];
  return Object.entries(texts).flatMap(([key, part]) => entries(part, `${path}.${key}`));
}

const placesOf = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();

afterEach(() => {
  language.value = "en";
});

describe("dictionaries", () => {
  const english = new Map(entries(en));
  const chinese = new Map(entries(zh));

  test("say the same things", () => {
    expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  test.each([...english])("%s has the same places in both languages", (path, texts) => {
    const others = chinese.get(path)!;
    for (const text of [...texts, ...others]) {
      expect(text.trim()).not.toBe("");
      expect(placesOf(text)).toEqual(placesOf(texts[0]!));
    }
  });

  test("Chinese texts are Chinese", () => {
    const latin = [...chinese].filter(([, [text]]) => !/\p{Script=Han}/u.test(text!)).map(([path]) => path);
    // Names, separators and formulas are the same everywhere.
    expect(latin.toSorted()).toEqual([
      ".brand",
      ".common.separator",
      ".common.stop",
      ".explore.refusedAt",
      ".families.drop",
      ".families.softmax",
      ".notations.case1",
      ".notations.layered",
      ".notations.mazur",
      ".notations.perceptron",
      ".settings.hour",
    ]);
  });

  test.each(Object.keys(languages) as Language[])("%s has each plural form that its numbers need", (id) => {
    language.value = id;
    const forms = new Intl.PluralRules(languageTag.value).resolvedOptions().pluralCategories;
    for (const entry of [...Object.values(words.value.counts), words.value.explore.wrongWay])
      expect(Object.keys(entry).toSorted()).toEqual(forms.toSorted());
  });
});

describe("texts with places", () => {
  test("are filled, and keep a place that nothing was given for", () => {
    expect(fill("{low} to {high}", { low: 1 })).toBe("1 to {high}");
  });

  test("count in the form of the language", () => {
    expect([0, 1, 2, 1200].map((n) => count(words.value.counts.reviews, n))).toEqual([
      "0 reviews",
      "1 review",
      "2 reviews",
      "1,200 reviews",
    ]);
    language.value = "zh";
    expect(count(words.value.counts.reviews, 1)).toBe("复习 1 次");
  });
});
