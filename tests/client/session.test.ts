import { describe, expect, test } from "vitest";
import { type Event, fresh, hintsLeft, nextHintReveals, reduce, type Session } from "../../client/session.ts";
import { hintOf, judgementOf, mistakeAt, questionWith } from "./support.ts";

const after = (...events: Event[]): Session => events.reduce(reduce, fresh);

const asked: Event = { type: "question_arrived", question: questionWith() };
const typed: Event = { type: "typed", answer: "0.5" };
const attempt = { id: "a", answer: "0.5", seconds: 12 };
const submitted: Event = { type: "submitted", attempt };
const judged = (judgement: Extract<Event, { type: "judged" }>["judgement"]): Event => ({
  type: "judged",
  attempt: "a",
  judgement,
});
const unreadable = { verdict: "unreadable", reason: { en: "a number", zh: "数字" }, position: 3 } as const;
const hinted = (number: number): Event => ({ type: "hint_arrived", hint: hintOf(number) });

describe("a practice session", () => {
  test("shows a question as soon as it arrives, and nothing of the one before", () => {
    const before = after(asked, hinted(1), typed, submitted, judged(judgementOf("wrong")));
    const session = reduce(before, { type: "question_arrived", question: questionWith({ ticket: "ticket-2" }) });
    expect(session).toEqual({ ...fresh, phase: "asking", question: questionWith({ ticket: "ticket-2" }) });
  });

  test("says so when nothing is due", () => {
    expect(after({ type: "question_arrived", question: null }).phase).toBe("nothing");
  });

  test("keeps the question on the page while the next one is fetched", () => {
    const session = after(asked, { type: "asked_for_question" });
    expect(session.phase).toBe("asking");
    expect(session.question?.ticket).toBe("ticket-1");
  });

  test("goes from an answer to its verdict", () => {
    const session = after(asked, typed, submitted, judged(judgementOf("right")));
    expect(session.outcome?.judgement.verdict).toBe("right");
    expect(session.outcome?.answer).toBe("0.5");
    expect(session.attempt).toBeNull();
  });

  test("keeps an unreadable answer for mending, and forgets the complaint once it is changed", () => {
    const session = after(asked, typed, submitted, judged(unreadable));
    expect(session).toMatchObject({
      answer: "0.5",
      outcome: null,
      unreadable: { answer: "0.5", judgement: unreadable },
    });
    expect(reduce(session, { type: "typed", answer: "0.53" })).toMatchObject({ answer: "0.53", unreadable: null });
  });

  test("does not let an answer change under way or after the verdict", () => {
    const late: Event = { type: "typed", answer: "7" };
    expect(after(asked, typed, submitted, late).answer).toBe("0.5");
    expect(after(asked, typed, submitted, judged(judgementOf("wrong")), late).answer).toBe("0.5");
  });

  test("ignores the verdict on an attempt that is no longer waited for", () => {
    const moved = after(asked, typed, submitted, {
      type: "question_arrived",
      question: questionWith({ ticket: "ticket-2" }),
    });
    expect(reduce(moved, judged(judgementOf("right")))).toBe(moved);
  });

  test("keeps an attempt while the server is out of reach", () => {
    const session = after(asked, typed, submitted, { type: "failed", failure: { kind: "offline" } });
    expect(session.attempt).toEqual(attempt);
    expect(session.answer).toBe("0.5");
    expect(reduce(session, judged(judgementOf("right"))).failure).toBeNull();
  });

  test("gives the answer back when the server refuses it, and not when it refuses something else", () => {
    const failure = { kind: "refused", status: 429, problem: null } as const;
    const sent = after(asked, typed, submitted);
    const returned: Event = { type: "returned", attempt: "a", failure };
    expect(reduce(sent, returned)).toMatchObject({ attempt: null, answer: "0.5", failure });
    expect(reduce(sent, { ...returned, attempt: "b" })).toBe(sent);
    expect(reduce(sent, { type: "failed", failure })).toMatchObject({ attempt, failure });
  });

  test("opens the derivation at the first step that the named mistake changes", () => {
    const judgement = judgementOf("wrong", { certainty: "named", mistakes: [mistakeAt("deltas.z1.0.0")] });
    expect(after(asked, typed, submitted, judged(judgement))).toMatchObject({ unfolded: 2, lit: 1 });
  });

  test("opens nothing for a guess or without a mistake", () => {
    const guess = judgementOf("wrong", { certainty: "possible", mistakes: [mistakeAt("deltas.z1.0.0")] });
    expect(after(asked, typed, submitted, judged(guess))).toMatchObject({ unfolded: 0, lit: null });
    expect(after(asked, typed, submitted, judged(judgementOf("wrong")))).toMatchObject({ unfolded: 0, lit: null });
  });

  test("unfolds step by step and lights the newest", () => {
    const givingUp: Event = { type: "submitted", attempt: { id: "a", answer: null } };
    const session = after(asked, typed, givingUp, judged(judgementOf("gave_up")), { type: "unfolded", steps: 1 });
    expect(session).toMatchObject({ unfolded: 1, lit: 0, outcome: { answer: null } });
  });

  test("trying again clears the field and keeps the question and its hints", () => {
    const session = after(asked, hinted(1), typed, submitted, judged(judgementOf("wrong")), { type: "tried_again" });
    expect(session).toMatchObject({ phase: "asking", answer: "", outcome: null, counts: false });
    expect(session.hints).toHaveLength(1);
  });

  test("knows from the server which hint gives the step away, and when there are no more", () => {
    const only = questionWith({ hints: { shown: [], total: 1, nextReveals: true } });
    expect(nextHintReveals(after({ type: "question_arrived", question: only }))).toBe(true);
    const sessions = [after(asked), after(asked, hinted(1)), after(asked, hinted(1), hinted(2))];
    expect(sessions.map(nextHintReveals)).toEqual([false, false, true]);
    expect(sessions.map(hintsLeft)).toEqual([true, true, true]);
    expect(hintsLeft(reduce(sessions[2]!, hinted(3)))).toBe(false);
  });

  test("an answer counts until a valid one was given, here or before the page was reloaded", () => {
    expect(after(asked).counts).toBe(true);
    expect(after(asked, typed, submitted, judged(unreadable)).counts).toBe(true);
    expect(after(asked, typed, submitted, judged(judgementOf("wrong"))).counts).toBe(false);
    const answered = questionWith({ answered: true });
    expect(after({ type: "question_arrived", question: answered }).counts).toBe(false);
  });

  test("shows the hints taken before the page was reloaded", () => {
    const shown = [hintOf(1), hintOf(2)];
    const question = questionWith({ hints: { shown, total: 3, nextReveals: true } });
    const session = after({ type: "question_arrived", question });
    expect(session.hints).toEqual(shown);
    expect(nextHintReveals(session)).toBe(true);
    expect(hintsLeft(session)).toBe(true);
  });
});
