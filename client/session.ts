import type { Hint, Judgement, Question } from "#contract/practice.ts";
import type { Failure } from "./api.ts";

/** A submission on its way, or giving up: kept until the server has replied, and repeated with the same id. */
export type Attempt =
  | { readonly id: string; readonly answer: string; readonly seconds: number }
  | { readonly id: string; readonly answer: null };

export type Unreadable = Extract<Judgement, { verdict: "unreadable" }>;
export type Outcome = Exclude<Judgement, { verdict: "unreadable" }>;

/** What is open beside the question. */
export type Panel = "give_up" | "hint_warning" | "report" | null;

/** A practice session as the reader sees it. */
export type Session = {
  /** Loading: a question is on its way. Nothing: none is due. Asking: one is on the page. */
  readonly phase: "loading" | "nothing" | "asking";
  readonly question: Question | null;
  readonly answer: string;
  /** Whether the next valid answer rates the skill: only the first one to a question does. */
  readonly counts: boolean;
  readonly attempt: Attempt | null;
  /** What was unreadable, and why; it goes as soon as the answer changes. */
  readonly unreadable: { readonly answer: string; readonly judgement: Unreadable } | null;
  /** A retry: an earlier answer to the question was known here when this one was given. */
  readonly outcome: { readonly answer: string | null; readonly retry: boolean; readonly judgement: Outcome } | null;
  readonly hints: readonly Hint[];
  readonly panel: Panel;
  readonly reported: boolean;
  /** How many steps of the derivation are unfolded, and the one shown in the diagram. */
  readonly unfolded: number;
  readonly lit: number | null;
  readonly failure: Failure | null;
};

export type Event =
  | { readonly type: "asked_for_question" }
  | { readonly type: "question_arrived"; readonly question: Question | null }
  | { readonly type: "typed"; readonly answer: string }
  | { readonly type: "submitted"; readonly attempt: Attempt }
  | { readonly type: "judged"; readonly attempt: string; readonly judgement: Judgement }
  | { readonly type: "tried_again" }
  | { readonly type: "hint_arrived"; readonly hint: Hint }
  | { readonly type: "opened"; readonly panel: Panel }
  | { readonly type: "reported" }
  | { readonly type: "unfolded"; readonly steps: number }
  | { readonly type: "lit"; readonly step: number | null }
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "returned"; readonly attempt: string; readonly failure: Failure };

export const fresh: Session = {
  phase: "loading",
  question: null,
  answer: "",
  counts: true,
  attempt: null,
  unreadable: null,
  outcome: null,
  hints: [],
  panel: null,
  reported: false,
  unfolded: 0,
  lit: null,
  failure: null,
};

/** The session after an event. */
export function reduce(session: Session, event: Event): Session {
  switch (event.type) {
    case "asked_for_question":
      return { ...session, phase: session.question === null ? "loading" : session.phase, failure: null };
    case "question_arrived":
      return event.question === null
        ? { ...fresh, phase: "nothing" }
        : { ...fresh, phase: "asking", ...opened(event.question) };
    case "typed":
      if (session.outcome !== null || session.attempt !== null) return session;
      return { ...session, answer: event.answer, unreadable: null, failure: null };
    case "submitted":
      return { ...session, attempt: event.attempt, unreadable: null, failure: null, panel: null };
    case "judged":
      // A reply to an attempt that is no longer waited for belongs to a question that was left.
      return session.attempt?.id === event.attempt ? judged(session, event.judgement, session.attempt.answer) : session;
    case "tried_again":
      return { ...session, answer: "", outcome: null, unfolded: 0, lit: null, failure: null };
    case "hint_arrived":
      return { ...session, hints: [...session.hints, event.hint], panel: null, failure: null };
    case "opened":
      return { ...session, panel: event.panel };
    case "reported":
      return { ...session, reported: true, panel: null, failure: null };
    case "unfolded":
      return { ...session, unfolded: event.steps, lit: event.steps > 0 ? event.steps - 1 : null };
    case "lit":
      return { ...session, lit: event.step };
    case "failed":
      return { ...session, failure: event.failure };
    case "returned":
      // Refused, the answer goes back to the reader; out of reach, an attempt would be kept and repeated.
      return session.attempt?.id === event.attempt ? { ...session, failure: event.failure, attempt: null } : session;
  }
}

const opened = (question: Question): Pick<Session, "question" | "counts" | "hints"> => ({
  question,
  counts: !question.answered,
  hints: question.hints.shown,
});

function judged(session: Session, judgement: Judgement, answer: string | null): Session {
  const settled = { ...session, attempt: null, panel: null, failure: null } as const;
  if (judgement.verdict === "unreadable") return { ...settled, unreadable: { answer: answer ?? "", judgement } };
  const outcome = { answer, retry: !session.counts, judgement };
  const start = firstDifference(judgement);
  return { ...settled, outcome, counts: false, unfolded: start === null ? 0 : start + 1, lit: start };
}

/** The place in the derivation of the first step that the named mistake changes. */
export function firstDifference(outcome: Outcome): number | null {
  if (outcome.certainty !== "named") return null;
  const changed = outcome.mistakes[0]?.firstDifference?.quantity;
  const place = outcome.derivation.findIndex((step) => step.quantity === changed);
  return place < 0 ? null : place;
}

/** Whether the next hint shows the asked step, which the reader wants to know before. */
export function nextHintReveals(session: Session): boolean {
  const { question, hints } = session;
  return hints.at(-1)?.nextReveals ?? question?.hints.nextReveals ?? false;
}

/** Whether a hint is left. */
export function hintsLeft(session: Session): boolean {
  const { question, hints } = session;
  return question !== null && hints.length < question.hints.total;
}

/** Whether the same question is worth another try: a card that was turned holds no more surprise. */
export function canRetry({ question, outcome }: Session): boolean {
  return outcome !== null && question?.task.form !== "flashcard";
}
