import { expect, test } from "vitest";
import { draw } from "#quiz/draw.ts";
import { present } from "#quiz/present.ts";
import { variedIn } from "../../client/varied.ts";
import { questionWith } from "./support.ts";

/** A number of a skill, as the page gets it. */
const numberOf = (skill: string) => questionWith(present(draw(skill, { seed: "1", form: "number" })));

test.each([
  ["a network", "mlp.hidden_grad", "network"],
  ["layers without a picture", "rnn.forward", "network"],
  ["what is told in words", "cx.params", "numbers"],
  ["a function", "calc.power_rule", "numbers"],
  ["steps of an optimizer", "opt.adam", "numbers"],
])("once more, %s", (_, skill, varied) => {
  expect(variedIn(numberOf(skill))).toBe(varied);
});

test("once more, what is asked about no network", () => {
  const front = { en: ["?"], zh: ["？"] };
  const card = { form: "flashcard", card: "c", front, back: front, plot: null } as const;
  expect(variedIn(questionWith({ network: null, task: card }))).toBe("card");
  expect(variedIn(questionWith({ network: null }))).toBe("question");
});
