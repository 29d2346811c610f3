import { afterAll, beforeAll, expect, test } from "vitest";
import { hints } from "#quiz/judge.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { typeset } from "../../server/http/typeset.ts";
import { available, guestOf, wholeServer } from "./learner.ts";

let server: Awaited<ReturnType<typeof wholeServer>>;
beforeAll(async () => {
  server = await wholeServer();
});
afterAll(() => server.close());

test("a formula is set as HTML and MathML, the same each time", () => {
  const formula = typeset({ text: "dE/dw5", latex: String.raw`\frac{\partial E}{\partial w_5}` });
  expect(formula.html).toMatch(/<math.*<\/math>.*class="katex-html"/);
  expect(typeset(formula).html).toBe(formula.html);
});

test("a formula cannot bring links or markup of its own", () => {
  const { html } = typeset({ text: "", latex: String.raw`\href{javascript:alert(1)}{x}<b>` });
  expect(html).not.toMatch(/<a |<b>/);
});

test.each(available.map(({ id }) => id))(
  "every formula of the first screen and the hints of %s can be set",
  async (skill) => {
    const guest = await guestOf(server.app);
    const { question } = await guest.call("next", { body: { skill } });
    const { cards, questions, misprints } = server.context;
    const seeds = { cards: cards.get(skill), questions: questions.get(skill), misprints: misprints.get(skill) };
    const { ask, givens } = question!;
    const shown = [...(ask ? [ask.symbol] : []), ...givens.map(({ formula }) => formula)].map(({ html }) => html);
    const inHints = levelsOf(skill).flatMap((level) =>
      hints(draw(skill, { seed: "typeset", level, ...seeds })).flatMap(({ formulas }) =>
        formulas.map((formula) => typeset(formula).html),
      ),
    );
    expect([...shown, ...inHints].filter((html) => html === undefined || html.includes("katex-error"))).toEqual([]);
  },
);

test("the front of a flashcard comes set, in both languages", async () => {
  const guest = await guestOf(server.app);
  const { question } = await guest.call("next", { body: { skill: "act.sigmoid", form: "flashcard" } });
  if (question?.task.form !== "flashcard") throw new Error("This is no flashcard.");
  for (const front of [question.task.front.en, question.task.front.zh]) {
    const formulas = front.filter((piece) => typeof piece !== "string");
    expect(formulas.length).toBeGreaterThan(0);
    expect(formulas.filter(({ html }) => !html?.includes("<math"))).toEqual([]);
  }
});
