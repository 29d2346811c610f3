import { describe, expect, test } from "vitest";
import { formId, solution, task } from "#contract/forms.ts";
import { judgement, question } from "#contract/practice.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { explain } from "#quiz/explain.ts";
import type { Item } from "#quiz/item.ts";
import { formsOf } from "#quiz/items/index.ts";
import { hints, judge, ladderOf, solutionOf } from "#quiz/judge.ts";
import { present } from "#quiz/present.ts";
import { skills } from "#quiz/skills.ts";
import { spokenOf } from "#quiz/spoken/index.ts";
import { ownCards } from "../../seeds/cards.ts";
import { ownMisprints } from "../../seeds/misprints/index.ts";
import { ownQuestions } from "../../seeds/questions.ts";
import { rightAnswerTo, wrongAnswerTo } from "./form-answers.ts";

/** `npm run catalogue` looks at many more than the tests do. */
const SEEDS = import.meta.env.MODE === "catalogue" ? 200 : 20;

const combinations = Object.values(skills)
  .filter(({ available }) => available)
  .flatMap(({ id }) => formsOf(id).flatMap((form) => levelsOf(id).map((level) => ({ skill: id, form, level }))));

test("every form is asked of some skill", () => {
  expect([...new Set(combinations.map(({ form }) => form))].toSorted()).toEqual([...formId.options].toSorted());
});

const deck = ownCards();
const questions = ownQuestions();
const printed = ownMisprints();

const named = ({ skill, form, level, seed }: Item): string => `${skill} ${form} ${level} "${seed}"`;

describe.each(combinations)("$skill as $form at level $level", ({ skill, form, level }) => {
  const seeds = { cards: deck.get(skill), questions: questions.get(skill), misprints: printed.get(skill) };
  const items = Array.from({ length: SEEDS }, (_, i) => draw(skill, { seed: `form ${i}`, level, form, ...seeds }));
  const faulty = (isFaulty: (item: Item) => boolean) => items.filter(isFaulty).map(named);

  test("is drawn in this form, the same bytes from the same seed, as plain JSON", () => {
    expect(faulty((item) => item.form !== form || item.level !== level)).toEqual([]);
    expect(faulty((item) => JSON.stringify(JSON.parse(JSON.stringify(item))) !== JSON.stringify(item))).toEqual([]);
    expect(draw(skill, { seed: "form 0", level, form, ...seeds })).toEqual(items[0]);
  });

  test("accepts the key and not a wrong answer, and says what is right in the contract's words", () => {
    expect(faulty((item) => judge(item, rightAnswerTo(item)).verdict !== "right")).toEqual([]);
    expect(faulty((item) => judge(item, wrongAnswerTo(item)).verdict !== "wrong")).toEqual([]);
    for (const item of items) {
      expect(solution.parse(solutionOf(item))).toEqual(solutionOf(item));
      const served = { derivation: explain(item), spoken: spokenOf(skill), rating: "again", due: null, again: true };
      const whole = { ...judge(item, wrongAnswerTo(item)), ...served };
      expect(judgement.parse(whole)).toEqual(whole);
    }
  });

  test("cannot read nonsense, which costs nothing", () => {
    const nonsense = ["", "  ", "?!", "\u0000", "9".repeat(400), "constructor", "1\n".repeat(200)];
    const taken = items.flatMap((item) =>
      nonsense.filter((answer) => judge(item, answer).verdict === "right").map((answer) => `${named(item)} ${answer}`),
    );
    expect(taken).toEqual([]);
    expect(faulty((item) => judge(item, "?!").verdict !== "unreadable")).toEqual([]);
  });

  test("shows what the contract promises, and neither key nor seed", () => {
    for (const item of items) {
      const shown = present(item);
      expect(task.parse(shown.task)).toEqual(shown.task);
      const ticket = { ticket: "t", reason: "new", answered: false };
      const help = { hints: { shown: [], total: ladderOf(item).length, nextReveals: false } };
      expect(question.safeParse({ ...shown, ...ticket, ...help }).error).toBeUndefined();
      expect(JSON.stringify(shown)).not.toContain(item.seed);
      const reveals = hints(item).map((hint) => hint.reveals);
      expect(reveals.slice(0, -1)).not.toContain(true);
    }
  });
});
