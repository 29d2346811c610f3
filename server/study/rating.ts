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

/** What a part of an answer says about another subject: carried forward, it is right as far as an earlier error lets it be. */
export type Part = { readonly subject: string; readonly verdict: "right" | "carried" | "wrong" };

/** A rating that a subject gets from an answer about another one. */
export type Credit = { readonly subject: string; readonly rating: Rating };

/** What is carried forward earns as much as an answer after a nudge, and what was copied from revealed rules nothing. */
export function rateParts(
  parts: readonly Part[],
  { hints, revealed }: Pick<FirstAnswer, "hints" | "revealed">,
): Credit[] {
  if (revealed) return [];
  return parts.map(({ subject, verdict }) => {
    if (verdict === "carried") return { subject, rating: "hard" };
    return { subject, rating: rate({ verdict, hints, revealed }) };
  });
}
