import { fill, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

/** How the learner graded the card; its back is on the page already. */
export function FlashcardSolution({ solution: { grade } }: SolutionProps<"flashcard">) {
  const { card } = words.value;
  return grade && <p>{fill(card.graded, { grade: card.grades[grade] })}</p>;
}
