import { describe, expect, test } from "vitest";
import { type FormId, solution, task } from "#contract/forms.ts";
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
import { type Follower, followersOf } from "./followers.ts";
import { rightAnswersTo, rightAnswerTo, wrongAnswerTo } from "./form-answers.ts";

/** `npm run catalogue` looks at many more than the tests do, and at everybody who follows a mistake in each. */
const isWhole = import.meta.env.MODE === "catalogue";
const SEEDS = isWhole ? 200 : 20;

/** Every form of every skill at each of its levels. */
export const combinations = Object.values(skills)
  .filter(({ available }) => available)
  .flatMap(({ id }) => formsOf(id).flatMap((form) => levelsOf(id).map((level) => ({ skill: id, form, level }))));

const deck = ownCards();
const questions = ownQuestions();
const printed = ownMisprints();

const NONSENSE = ["", "  ", "\u0000", "9".repeat(400), "constructor", "1\n".repeat(200)];

const named = ({ skill, form, level, seed }: Item): string => `${skill} ${form} ${level} "${seed}"`;

/** Of those who follow a mistake in an item the tests look at one, another in each item. */
function watched(item: Item, place: number): Follower[] {
  const followers = followersOf(item);
  return isWhole || followers.length === 0 ? followers : [followers[place % followers.length]!];
}

function isTold(item: Item, { ids, answer }: Follower): boolean {
  const judged = judge(item, answer);
  return judged.verdict === "wrong" && ids.every((id) => judged.mistakes.some((mistake) => mistake.id === id));
}

/** What is said in two languages somewhere inside, where one of them is missing. */
function halfSaid(said: unknown): unknown[] {
  if (typeof said !== "object" || said === null) return [];
  const inside = Object.values(said).flatMap(halfSaid);
  if (!("en" in said || "zh" in said)) return inside;
  const isSaid = (text: unknown) => typeof text === "string" && text.trim() !== "";
  return "en" in said && "zh" in said && isSaid(said.en) === isSaid(said.zh) ? inside : [...inside, said];
}

/** What holds of every item in some forms. */
export const describeCatalogue = (forms: readonly FormId[]): void =>
  describe.each(combinations.filter(({ form }) => forms.includes(form)))(
    "$skill as $form at level $level",
    ({ skill, form, level }) => {
      const seeds = { cards: deck.get(skill), questions: questions.get(skill), misprints: printed.get(skill) };
      const items = Array.from({ length: SEEDS }, (_, i) => draw(skill, { seed: `form ${i}`, level, form, ...seeds }));
      const faulty = (isFaulty: (item: Item, place: number) => boolean) => items.filter(isFaulty).map(named);

      test("is drawn in this form, the same bytes from the same seed, as plain JSON", () => {
        expect(faulty((item) => item.form !== form || item.level !== level)).toEqual([]);
        expect(faulty((item) => JSON.stringify(JSON.parse(JSON.stringify(item))) !== JSON.stringify(item))).toEqual([]);
        expect(draw(skill, { seed: "form 0", level, form, ...seeds })).toEqual(items[0]);
      });

      test("accepts the key and not a wrong answer, and says what is right in the contract's words", () => {
        const spoken = spokenOf(skill);
        for (const item of items) {
          expect([named(item), judge(item, rightAnswerTo(item)).verdict]).toEqual([named(item), "right"]);
          const wrong = judge(item, wrongAnswerTo(item));
          expect([named(item), wrong.verdict]).toEqual([named(item), "wrong"]);
          const solved = solutionOf(item);
          expect(solution.parse(solved)).toEqual(solved);
          const whole = { ...wrong, derivation: explain(item), spoken, rating: "again", due: null, again: true };
          expect(judgement.parse(whole)).toEqual(whole);
          expect(halfSaid([whole, solved])).toEqual([]);
        }
      });

      test("accepts the key in every syntax", () => {
        const [item] = items as [Item];
        const refused = (isWhole ? items : [item]).flatMap((one) =>
          rightAnswersTo(one)
            .filter((answer) => judge(one, answer).verdict !== "right")
            .map((answer) => `${named(one)} ${answer}`),
        );
        expect(refused).toEqual([]);
      });

      test("tells whoever follows a mistake which one", () => {
        const untold = items.flatMap((item, i) =>
          watched(item, i)
            .filter((follower) => !isTold(item, follower))
            .map(({ ids, answer }) => `${named(item)} ${ids.join()}: ${answer}`),
        );
        expect(untold).toEqual([]);
      });

      test("cannot read nonsense, which costs nothing", () => {
        const verdicts = (answer: string) => items.map((item) => judge(item, answer).verdict);
        expect(NONSENSE.filter((answer) => verdicts(answer).includes("right"))).toEqual([]);
        expect(new Set(verdicts("?!"))).toEqual(new Set(["unreadable"]));
      });

      test("shows what the contract promises, and neither key nor seed", () => {
        for (const item of items) {
          const shown = present(item);
          expect(task.parse(shown.task)).toEqual(shown.task);
          const ticket = { ticket: "t", reason: "new", answered: false };
          const help = { hints: { shown: [], total: ladderOf(item).length, nextReveals: false } };
          expect(question.safeParse({ ...shown, ...ticket, ...help }).error).toBeUndefined();
          expect(JSON.stringify(shown)).not.toContain(item.seed);
          const rungs = hints(item);
          expect(rungs.slice(0, -1).map((hint) => hint.reveals)).not.toContain(true);
          expect(halfSaid([shown, rungs])).toEqual([]);
        }
      });
    },
  );
