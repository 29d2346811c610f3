/** How well a subject was remembered, in FSRS's words. */
export type Rating = "again" | "hard" | "good" | "easy";

/** What a valid first answer says about the learner's memory. */
export type FirstAnswer = {
  readonly verdict: "right" | "wrong" | "gave_up";
  /** Hints of the ladder that were taken before it. */
  readonly hints: number;
  /** Was one of them the asked step itself? */
  readonly revealed: boolean;
  /** How the learner grades a card; every other answer is judged. */
  readonly grade?: Rating | undefined;
};

/**
 * The rating of a first valid answer. FSRS takes "hard" for a success, so a failure is never hard; and an
 * answer copied from the revealed step shows no memory, however right it is.
 */
export function rate(answer: FirstAnswer): Rating {
  if (answer.grade) return answer.grade;
  if (answer.verdict !== "right" || answer.revealed) return "again";
  return answer.hints > 0 ? "hard" : "good";
}
