import { expect, test } from "vitest";
import { flashcardFor, formFor } from "#study/form.ts";
import { memory } from "#study/memory.ts";

const model = memory();

test("a skill is asked in its first form at first, then in each in turn, and again from the first", () => {
  const forms = ["number", "formula", "paths"];
  const asked = [formFor(forms, undefined)];
  let card: ReturnType<typeof model.review> | null = null;
  for (const day of [0, 3, 9, 30]) {
    card = model.review(card, { subject: "mlp.hidden_grad", rating: "good", day });
    asked.push(formFor(forms, card));
  }
  expect(asked).toEqual(["number", "formula", "paths", "number", "formula"]);
});

test("whenever all forms have had their turn, the next flashcard has its own", () => {
  let card: ReturnType<typeof model.review> | null = null;
  const asked = [flashcardFor(["a", "b", "c"], 2, undefined)];
  for (const day of [0, 3, 9, 30, 90, 200]) {
    card = model.review(card, { subject: "act.sigmoid", rating: "good", day });
    asked.push(flashcardFor(["a", "b", "c"], 2, card));
  }
  expect(asked).toEqual(["a", "a", "b", "b", "c", "c", "a"]);
  expect(flashcardFor([], 2, undefined)).toBeUndefined();
});
