import { expect, test } from "vitest";
import { piecesOf } from "#quiz/card-text.ts";

test("a card's text is cut at its dollar signs", () => {
  expect(piecesOf("So $a = 1$, or $b$")).toEqual([
    { kind: "words", text: "So " },
    { kind: "tex", text: "a = 1" },
    { kind: "words", text: ", or " },
    { kind: "tex", text: "b" },
  ]);
  expect(piecesOf("no formula")).toEqual([{ kind: "words", text: "no formula" }]);
});

test.each(["$", "a $b", "a $b$ c$", "a $$ b", "a $ $ b"])("%s is no text of a card", (text) => {
  expect(piecesOf(text)).toBeUndefined();
});
