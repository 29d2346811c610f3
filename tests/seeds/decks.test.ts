import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { activations } from "#engine/activations.ts";
import { piecesOf } from "#quiz/card-text.ts";
import { skills } from "#quiz/skills.ts";
import { type Card, readDecks } from "../../seeds/decks.ts";
import { faultOfTex } from "../support/tex.ts";
import { decimalsOf, faultOf, printedBy } from "./arithmetic.ts";

const cards = readDecks(join(import.meta.dirname, "../../seeds/decks")).flatMap((deck) => deck.cards);
const textsOf = ({ front, back }: Card): string[] => [front.en, front.zh, back.en, back.zh];
const pieces = (texts: readonly string[], kind: "words" | "tex"): string[] =>
  texts.flatMap((text) =>
    piecesOf(text)!
      .filter((piece) => piece.kind === kind)
      .map((piece) => piece.text),
  );

describe.each(cards.map((card): [string, Card] => [card.id, card]))("%s", (_id, card) => {
  test("prints decimals that its checks compute, and only checks what it prints", () => {
    const printed = textsOf(card)
      .join(" ")
      .match(/\d+(?:\.\d+)?/g);
    const computed = card.checks.map(printedBy);
    expect(card.checks.flatMap((check) => faultOf(check) ?? [])).toEqual([]);
    expect(
      textsOf(card)
        .flatMap(decimalsOf)
        .filter((number) => !computed.includes(number)),
    ).toEqual([]);
    expect(computed.filter((number) => !printed?.includes(number))).toEqual([]);
  });

  test("can be typeset", () => {
    expect(pieces(textsOf(card), "tex").flatMap(faultOfTex)).toEqual([]);
    expect(pieces(textsOf(card), "words").filter((text) => /[`\\^]|\*\S/.test(text))).toEqual([]);
  });

  test("is written in both languages, each with its own punctuation", () => {
    const { front, back } = card;
    const chinese = [front.zh, back.zh];
    expect(
      pieces([front.en, back.en], "words").filter((text) => /[\p{Script=Han}，。？：；（）“”]/u.test(text)),
    ).toEqual([]);
    expect(chinese.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
    expect(
      pieces(chinese, "words").filter((text) => /\p{Script=Han} ?[,;:?!()]|[,;:?!()] ?\p{Script=Han}/u.test(text)),
    ).toEqual([]);
  });

  test("says the same numbers in both languages", () => {
    for (const { en, zh } of [card.front, card.back])
      expect(decimalsOf(zh).toSorted()).toEqual(decimalsOf(en).toSorted());
  });
});

test("every skill of the syllabus that is asked as a flashcard has a card", () => {
  const covered = new Set<string>(cards.map(({ skill }) => skill));
  const wanted = Object.values(skills).filter(({ forms }) => forms.includes("flashcard"));
  expect(wanted.filter(({ id }) => !covered.has(id)).map(({ id }) => id)).toEqual([]);
});

test("every activation function is drawn beside a card", () => {
  const drawn = new Set<string | undefined>(cards.map(({ plot }) => plot));
  expect(Object.keys(activations).filter((id) => !drawn.has(id))).toEqual([]);
});

test.each(["en", "zh"] as const)("no question is asked twice in %s", (language) => {
  const questions = cards.map(({ front }) => front[language]);
  expect(questions.filter((question, i) => questions.indexOf(question) !== i)).toEqual([]);
});

describe("the arithmetic of checks", () => {
  test.each(["1/3 = 0.333", "2/3 = 0.667", "0.25^10 = 9.537e-7", "-1/8 = -0.125", "ln(2) = 0.6931", "sqrt(2) = 1.414"])(
    "%s",
    (check) => {
      expect(faultOf(check)).toBeUndefined();
    },
  );

  test.each([
    ["1/3 = 0.334", "it is 0.333333333333333"],
    ["1/3 = 0.30", "it is 0.333333333333333"],
    ["2/3 = 0.666", "it is 0.666666666666667"],
    ["1/8 = -0.125", "it is 0.125000000000000"],
    ["1/3", "not of the form a = b"],
    ["1 = 1 = 1", "not of the form a = b"],
    ["1/3 = 1/3", "no plain number on the right"],
    ["1/0 = 1", "no finite value on the left"],
    ["foo(1) = 1", "no arithmetic on the left"],
    ["E = 1", "no arithmetic on the left"],
  ])("%s: %s", (check, fault) => {
    expect(faultOf(check)).toBe(`${check}: ${fault}`);
  });
});
