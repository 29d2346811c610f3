import { describe, expect, test } from "vitest";
import { piecesOf } from "#quiz/card-text.ts";
import { formsOf, isDrawn } from "#quiz/items/index.ts";
import { skills } from "#quiz/skills.ts";
import type { SkillId } from "#quiz/syllabus.ts";
import { ownQuestions, readQuestions, type Seed, seeds } from "../../seeds/questions.ts";
import { faultOfTex } from "../support/tex.ts";
import { decimalsOf, faultOf, printedBy } from "./arithmetic.ts";

type Bilingual = Seed["ask"];
type Choice = Extract<Seed, { right: unknown }>;
type Order = Extract<Seed, { lines: unknown }>;

const questions = seeds();
const choices = questions.filter((seed): seed is Choice => "right" in seed);
const orders = questions.filter((seed): seed is Order => "lines" in seed);

const optionsOf = ({ right, wrong }: Choice) => [right, ...wrong];
const textsOf = (seed: Seed): Bilingual[] => [
  seed.ask,
  ...("right" in seed ? optionsOf(seed).flatMap(({ text, why }) => [text, why]) : []),
];
const pieces = (texts: readonly string[], kind: "words" | "tex"): string[] =>
  texts.flatMap((text) =>
    piecesOf(text)!
      .filter((piece) => piece.kind === kind)
      .map((piece) => piece.text),
  );
const en = (texts: readonly Bilingual[]) => texts.map((text) => text.en);
const zh = (texts: readonly Bilingual[]) => texts.map((text) => text.zh);

describe.each(questions.map((seed): [string, Seed] => [seed.id, seed]))("%s", (_id, seed) => {
  const texts = textsOf(seed);

  test("prints decimals that are given or that its checks compute, and only checks what it prints", () => {
    const printed = [...en(texts), ...zh(texts)].join(" ").replaceAll(String.raw`\,`, "");
    const known = new Set([...decimalsOf(seed.ask.en), ...seed.checks.map(printedBy)]);
    expect(seed.checks.flatMap((check) => faultOf(check) ?? [])).toEqual([]);
    expect(decimalsOf(printed).filter((number) => !known.has(number))).toEqual([]);
    const numbers = new Set(printed.match(/\d+(?:\.\d+)?/g));
    expect(seed.checks.map(printedBy).filter((number) => !numbers.has(number))).toEqual([]);
  });

  test("can be typeset", () => {
    const lines = "lines" in seed ? seed.lines.flatMap(({ latex }) => latex ?? []) : [];
    expect([...pieces([...en(texts), ...zh(texts)], "tex"), ...lines].flatMap(faultOfTex)).toEqual([]);
    expect(pieces([...en(texts), ...zh(texts)], "words").filter((text) => /[`\\^]|\*\S/.test(text))).toEqual([]);
  });

  test("is written in both languages, each with its own punctuation", () => {
    expect(pieces(en(texts), "words").filter((text) => /[\p{Script=Han}，。？：；（）]/u.test(text))).toEqual([]);
    const words = zh(texts).map((text) => pieces([text], "words").join(""));
    expect(words.filter((text) => /[a-z]{4}/.test(text) && !/\p{Script=Han}/u.test(text))).toEqual([]);
    expect(
      pieces(zh(texts), "words").filter((text) => /\p{Script=Han} ?[,;:?!()]|[,;:?!()] ?\p{Script=Han}/u.test(text)),
    ).toEqual([]);
  });

  test("says the same numbers in both languages", () => {
    for (const text of texts) expect(decimalsOf(text.zh).toSorted()).toEqual(decimalsOf(text.en).toSorted());
  });
});

describe("choices", () => {
  test("are at least three where a skill is not asked on networks", () => {
    const written = Object.keys(skills).filter(
      (skill) => formsOf(skill).includes("choice") && !isDrawn(skill as SkillId, "choice"),
    );
    const few = written.filter((skill) => choices.filter((choice) => choice.skill === skill).length < 3);
    expect(written.length).toBeGreaterThan(20);
    expect(few).toEqual([]);
  });

  test("have options that differ, each with a reason, and none that speaks of the others", () => {
    for (const choice of choices)
      for (const language of ["en", "zh"] as const) {
        const options = optionsOf(choice).map(({ text }) => text[language]);
        expect(new Set(options).size).toBe(options.length);
        expect(options.filter((text) => /of the above|of these|以上/i.test(text))).toEqual([]);
      }
  });

  test.each(["en", "zh"] as const)("are not told by the length of the right option in %s", (language) => {
    const longest = choices.filter(({ right, wrong }) =>
      wrong.every(({ text }) => text[language].length < right.text[language].length),
    );
    expect(longest.length / choices.length).toBeLessThan(1 / 3);
  });

  test("name no mistake for the right option", () => {
    expect(choices.filter(({ right }) => right.mistake !== undefined)).toEqual([]);
  });
});

describe("orders", () => {
  test("are of at most nine lines that differ, so that a digit chooses each, and name only lines they have", () => {
    for (const { id, lines } of orders) {
      expect(lines.length).toBeLessThanOrEqual(9);
      expect(new Set(lines.map(({ text }) => text)).size).toBe(lines.length);
      expect(lines.filter(({ fault }) => fault).length).toBeGreaterThan(0);
      lines.forEach(({ needs = [], fault }, i) => {
        const above = lines.slice(0, i).filter((line) => !line.fault);
        expect([id, needs.filter((name) => !above.some((line) => line.name === name))]).toEqual([id, []]);
        expect(fault && needs.length > 0).toBeFalsy();
      });
    }
  });

  test("are there where a skill is not asked on networks", () => {
    const written = Object.keys(skills).filter(
      (skill) => formsOf(skill).includes("order") && !isDrawn(skill as SkillId, "order"),
    );
    expect(written.filter((skill) => !orders.some((order) => order.skill === skill))).toEqual([]);
  });
});

test("every question has an id of its own, which begins with its skill", () => {
  const ids = questions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(questions.filter(({ id, skill }) => !id.startsWith(`${skill}.`))).toEqual([]);
  expect([...ownQuestions().values()].flat()).toHaveLength(ids.length);
});

test.each([
  ["an unknown skill", "skill: act.relu", "skill: act.rely", /no skill of the syllabus/],
  ["an unknown mistake", "mistake: relu.as_identity", "mistake: relu.as_identities", /no mistake/],
  ["a language left out", "zh: 否", "zhh: 否", /zhh/],
  ["an open formula", "en: No", "en: No $x", /a \$ that opens/],
  ["a field that nobody reads", "  right:", "  hint: none\n  right:", /hint/],
])("a file with %s is refused", (_what, part, instead, message) => {
  const option = (words: string) => `text:\n      ${words}\n    why:\n      ${words}`;
  const whole = `- id: act.relu.test
  skill: act.relu
  ask: { en: Why?, zh: 为什么？ }
  right:
    ${option("en: Yes\n      zh: 是")}
  wrong:
  - ${option("en: No\n      zh: 否")}
    mistake: relu.as_identity
  - ${option("en: Never\n      zh: 从不")}
`;
  expect(readQuestions(whole)).toHaveLength(1);
  expect(whole).toContain(part);
  expect(() => readQuestions(whole.replace(part, instead))).toThrow(message);
});
