import type { Bilingual } from "../bilingual.ts";
import { inPieces } from "../card-text.ts";
import { plotOf } from "../plot.ts";
import type { Form, SolutionOf } from "./form.ts";

type Grade = NonNullable<SolutionOf<"flashcard">["grade"]>;

/** The grades in the order of their digits. */
const grades: readonly Grade[] = ["again", "hard", "good", "easy"];

/** Recall what is on the back of a card, and grade oneself. */
export const flashcard: Form<"flashcard"> = {
  draw: ({ cards, random }) => {
    if (cards.length === 0) return undefined;
    const { id, front, back, plot, foreign } = random.pick(cards);
    return { form: "flashcard", card: { id, front, back, ...(plot && { plot }), ...(foreign && { foreign }) } };
  },
  task: ({ card: { id, front, back, plot } }) => ({
    form: "flashcard",
    card: id,
    front: inPieces(front),
    back: inPieces(back),
    plot: plot ? plotOf(plot) : null,
  }),
  ladder: () => [],
  judge: (_item, answer) => {
    const said = answer.normalize("NFKC").trim().toLowerCase();
    const grade = grades.find((name, i) => said === name || said === String(i + 1));
    if (!grade) return { verdict: "unreadable", reason: expected, position: 0 };
    const verdict = grade === "again" ? "wrong" : "right";
    return { verdict, certainty: "none", mistakes: [], solution: { form: "flashcard", grade } };
  },
  solution: () => ({ form: "flashcard", grade: null }),
};

const expected: Bilingual = {
  en: "Grade the card: again, hard, good or easy, or a digit from 1 to 4.",
  zh: "请给这张卡片评分：again、hard、good、easy，或数字 1 到 4。",
};
