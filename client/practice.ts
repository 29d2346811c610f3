import { signal } from "@preact/signals";
import { progress, ready } from "./account.ts";
import { call, type Reply } from "./api.ts";
import { randomId } from "./random-id.ts";
import { fresh, hintsLeft, nextHintReveals, reduce, type Attempt, type Event, type Session } from "./session.ts";

/** The session that is going on. It outlives the page, so that looking elsewhere loses nothing. */
export const session = signal<Session>(fresh);

/** The skill that the reader chose to practise; null follows the plan. */
export const chosenSkill = signal<string | null>(null);

let shownAt = 0;
let busy = false;

const emit = (event: Event): void => {
  session.value = reduce(session.value, event);
};

/** Tells the session something that needs no server. */
export const tell = emit;

const ticketOf = (): string => session.value.question?.ticket ?? "";

/** One request at a time: a second press while one is under way is a slip of the finger. */
async function alone<T>(work: () => Promise<Reply<T>>, done: (value: T) => void): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    const failure = await ready();
    const reply: Reply<T> = failure === null ? await work() : { ok: false, failure };
    if (reply.ok) done(reply.value);
    else emit({ type: "failed", failure: reply.failure });
  } finally {
    busy = false;
  }
}

function arrived(question: Session["question"]): void {
  shownAt = performance.now();
  emit({ type: "question_arrived", question });
}

/** Brings the next question: of the chosen skill, or of the plan; `free` asks for one though none is due. */
export function next(free: string | null = null): Promise<void> {
  emit({ type: "asked_for_question" });
  const skill = free ?? chosenSkill.value;
  return alone(
    () => call("next", { body: skill === null ? {} : { skill } }),
    (value) => {
      progress.value = value.progress;
      arrived(value.question);
    },
  );
}

/** Shows the practice of a skill, or of the plan; a question that is open already stays. */
export function enter(skill: string | null): void {
  const changed = chosenSkill.value !== skill;
  chosenSkill.value = skill;
  if (changed || session.value.question === null) {
    session.value = fresh;
    void next();
  }
}

/** The same skill on another network: an open question is replaced, after an answer it is one more. */
export function another(): Promise<void> {
  const { question, counts } = session.value;
  if (question === null) return Promise.resolve();
  const { skill, level } = question;
  return alone<Pick<Session, "question">>(
    () =>
      counts ? call("another", { params: { ticket: ticketOf() }, body: {} }) : call("next", { body: { skill, level } }),
    (value) => arrived(value.question),
  );
}

/** Submits what is typed. */
export function check(): Promise<void> {
  const { answer, outcome, attempt } = session.value;
  if (outcome !== null || attempt !== null || answer.trim() === "") return Promise.resolve();
  const seconds = Math.min(86_400, Math.round((performance.now() - shownAt) / 100) / 10);
  const submission = { id: randomId(), answer, seconds };
  emit({ type: "submitted", attempt: submission });
  return send(submission);
}

const RETRY_AFTER = 5_000;

/** Sends an attempt, again and again under the same id while the server is out of reach. */
async function send(attempt: Attempt): Promise<void> {
  const failure = await ready();
  const body = { attempt: attempt.id, answer: attempt.answer, seconds: attempt.seconds };
  const reply =
    failure === null
      ? await call("answer", { params: { ticket: ticketOf() }, body })
      : ({ ok: false, failure } as const);
  if (session.value.attempt?.id !== attempt.id) return;
  if (reply.ok) {
    progress.value = reply.value.progress;
    emit({ type: "judged", attempt: attempt.id, judgement: reply.value.judgement });
    return;
  }
  emit({ type: "failed", failure: reply.failure });
  if (reply.failure.kind !== "offline") return;
  await onceOnline();
  if (session.value.attempt?.id === attempt.id) await send(attempt);
}

/** Resolves when the browser says that it is online again, or after a while. */
function onceOnline(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, RETRY_AFTER);
    addEventListener("online", go);
  });
}

/** The next hint; one that shows the asked step only when the reader has agreed. */
export function hint(agreed = false): Promise<void> {
  if (!hintsLeft(session.value) || session.value.outcome !== null) return Promise.resolve();
  if (nextHintReveals(session.value) && !agreed) {
    emit({ type: "opened", panel: "hint_warning" });
    return Promise.resolve();
  }
  return alone(
    () => call("hint", { params: { ticket: ticketOf() }, body: {} }),
    (value) => emit({ type: "hint_arrived", hint: value }),
  );
}

/** Shows the answer; the skill comes back soon. */
export const giveUp = (): Promise<void> =>
  alone(
    () => call("giveUp", { params: { ticket: ticketOf() }, body: { attempt: randomId() } }),
    (value) => {
      progress.value = value.progress;
      emit({ type: "gave_up", judgement: value.judgement });
    },
  );

/** Reports the question as wrong or unclear. */
export const report = (comment: string): Promise<void> =>
  alone(
    () => call("report", { params: { ticket: ticketOf() }, body: { comment } }),
    () => emit({ type: "reported" }),
  );

/** Unfolds the next step of the derivation. */
export function unfold(): void {
  const { outcome, unfolded } = session.value;
  const steps = outcome?.judgement.derivation.length ?? 0;
  if (unfolded < steps) emit({ type: "unfolded", steps: unfolded + 1 });
}
