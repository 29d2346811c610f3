import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Bilingual } from "#quiz/bilingual.ts";
import { piecesOf } from "#quiz/card-text.ts";
import { spoken } from "#quiz/spoken/index.ts";
import { syllabus } from "#quiz/syllabus.ts";
import { readDecks } from "../../seeds/decks.ts";
import { faultOfTex } from "../support/tex.ts";

const backs = readDecks(join(import.meta.dirname, "../../seeds/decks"))
  .flatMap((deck) => deck.cards)
  .map((card) => card.back);

const pieces = (text: string, kind: "words" | "tex"): string[] =>
  piecesOf(text)!.flatMap((piece) => (piece.kind === kind ? [piece.text] : []));

/** What is said before the first formula, in characters: an intuition, or what the formula is about. */
const FIRST_WORDS = 5;

/** The sentences of a text; the point of a sentence stands before a space, a Chinese one needs none. */
const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!]) +|(?<=[。？！])/);

test("every skill of the syllabus is said aloud, and no other", () => {
  expect(Object.keys(spoken).toSorted()).toEqual(Object.keys(syllabus).toSorted());
});

describe.each(Object.entries(spoken))("%s", (_skill, { en, zh }: Bilingual) => {
  test("is as long as one can listen to", () => {
    expect(en.length).toBeLessThanOrEqual(420);
    expect(zh.length).toBeLessThanOrEqual(200);
    for (const text of [en, zh]) {
      expect(sentencesOf(text).length).toBeGreaterThanOrEqual(2);
      expect(sentencesOf(text).length).toBeLessThanOrEqual(5);
    }
  });

  test("has a formula in both languages, which can be typeset, after some words", () => {
    for (const text of [en, zh]) {
      expect(text.indexOf("$")).toBeGreaterThanOrEqual(FIRST_WORDS);
      expect(pieces(text, "tex").length).toBeGreaterThan(0);
      expect(pieces(text, "tex").flatMap(faultOfTex)).toEqual([]);
      expect(pieces(text, "words").filter((words) => /[`\\^_]|\*\S/.test(words))).toEqual([]);
    }
  });

  test("is written in both languages, each with its own punctuation", () => {
    expect(pieces(en, "words").filter((words) => /[\p{Script=Han}，。？：；（）“”]/u.test(words))).toEqual([]);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(
      pieces(zh, "words").filter((words) => /\p{Script=Han} ?[,;:?!()]|[,;:?!()] ?\p{Script=Han}/u.test(words)),
    ).toEqual([]);
  });

  test("prints no decimal number, which would have to be computed", () => {
    expect(`${en} ${zh}`).not.toMatch(/\d\.\d/);
  });

  test("says no sentence of a flashcard again", () => {
    const said = (text: string, all: readonly string[]) => sentencesOf(text).filter((line) => all.includes(line));
    expect(
      said(
        en,
        backs.flatMap((back) => sentencesOf(back.en)),
      ),
    ).toEqual([]);
    expect(
      said(
        zh,
        backs.flatMap((back) => sentencesOf(back.zh)),
      ),
    ).toEqual([]);
  });
});
