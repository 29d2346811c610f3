import { signal } from "@preact/signals";
import type { Progress, Question } from "#contract/practice.ts";
import { progress, ready, refreshProgress } from "./account.ts";
import { call, type Reply } from "./api.ts";
import { courseKey, plan, type Course } from "./course.ts";
import { keepVerdict, keptVerdict } from "./kept-verdict.ts";
import { randomId } from "./random-id.ts";
import { fresh, hintsLeft, nextHintReveals, reduce, type Attempt, type Event, type Session } from "./session.ts";

/** The session that is going on. It outlives the page, so that looking elsewhere loses nothing. */
export const session = signal<Session>(fresh);

/** What the reader practises. */
export const course = signal<Course>(plan);

let shownAt = 0;

const emit = (event: Event): void => {
  const { outcome } = session.value;
  session.value = reduce(session.value, event);
  if (session.value.outcome !== outcome) keepVerdict(courseKey(course.value), session.value);
};

/** Tells the session something that needs no server. */
export const tell = emit;

const ticketOf = (): string => session.value.question?.ticket ?? "";

/** Asks the server, once this browser has a session there. */
async function ask<T>(request: () => Promise<Reply<T>>): Promise<Reply<T>> {
  const failure = await ready();
  return failure === null ? request() : { ok: false, failure };
}

type Loaded = { readonly question: Question | null; readonly progress?: Progress };

/** Questions that were asked for are numbered: a reply that comes after the next one was asked for is too late. */
let newest = 0;
let settled = 0;

async function load(request: () => Promise<Reply<Loaded>>): Promise<void> {
  const number = ++newest;
  const reply = await ask(request);
  if (number !== newest) return;
  settled = number;
  if (!reply.ok) return emit({ type: "failed", failure: reply.failure });
  progress.value = reply.value.progress ?? progress.value;
  shownAt = performance.now();
  emit({ type: "question_arrived", question: reply.value.question });
}

/** Whether the question on the page waits for an answer: neither judged, nor under way, nor about to be replaced. */
const isOpen = (): boolean => {
  const { question, outcome, attempt } = session.value;
  return question !== null && outcome === null && attempt === null && newest === settled;
};

/** Brings the next question of what is practised; `free` is a skill to practise though none is due. */
export function next(free: string | null = null): Promise<void> {
  emit({ type: "asked_for_question" });
  return load(() => (free === null ? nextOf(course.value) : call("next", { body: { skill: free } })));
}

function nextOf(practised: Course): Promise<Reply<Loaded>> {
  switch (practised.kind) {
    case "plan":
      return call("next", { body: {} });
    case "skill":
      return call("next", { body: { skill: practised.skill } });
    case "drill":
      return call("drillQuestion", { params: { group: practised.group }, body: {} });
    case "assignment": {
      const { group, assignment } = practised;
      return call("assignedQuestion", { params: { group, assignment }, body: {} });
    }
  }
}

/** Shows the practice of something; a question or a verdict that is there already stays. */
export function enter(chosen: Course): void {
  const isFirst = session.value.question === null;
  const key = courseKey(chosen);
  if (courseKey(course.value) === key && !isFirst) return;
  course.value = chosen;
  const kept = isFirst ? keptVerdict(key) : null;
  session.value = kept ?? fresh;
  keepVerdict(key, session.value);
  void (kept === null ? next() : refreshProgress());
}

/** The same skill on another network: an open question is replaced, after an answer it is one more. */
export async function another(): Promise<void> {
  const { question, counts, attempt } = session.value;
  if (question === null || attempt !== null || newest !== settled) return;
  const { ticket, skill, level } = question;
  await load(() =>
    counts ? call("another", { params: { ticket }, body: {} }) : call("next", { body: { skill, level } }),
  );
}

/** Submits what is typed. */
export async function check(): Promise<void> {
  const { answer } = session.value;
  if (!isOpen() || answer.trim() === "") return;
  const seconds = Math.min(86_400, Math.round((performance.now() - shownAt) / 100) / 10);
  await submit({ id: randomId(), answer, seconds });
}

/** Shows the answer; the skill comes back soon. */
export async function giveUp(): Promise<void> {
  if (isOpen()) await submit({ id: randomId(), answer: null });
}

function submit(attempt: Attempt): Promise<void> {
  emit({ type: "submitted", attempt });
  return send(ticketOf(), attempt);
}

const RETRY_AFTER = 5_000;

/** Sends an attempt, again and again under the same id while the server is out of reach. */
async function send(ticket: string, attempt: Attempt): Promise<void> {
  const params = { ticket };
  const reply = await ask(() =>
    attempt.answer === null
      ? call("giveUp", { params, body: { attempt: attempt.id } })
      : call("answer", { params, body: { attempt: attempt.id, answer: attempt.answer, seconds: attempt.seconds } }),
  );
  if (session.value.attempt?.id !== attempt.id) return;
  if (reply.ok) {
    progress.value = reply.value.progress;
    return emit({ type: "judged", attempt: attempt.id, judgement: reply.value.judgement });
  }
  const { failure } = reply;
  if (failure.kind === "refused") return emit({ type: "returned", attempt: attempt.id, failure });
  emit({ type: "failed", failure });
  await onceOnline();
  if (session.value.attempt?.id === attempt.id) await send(ticket, attempt);
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

/** The question that help was asked for and has not come for: a second press meanwhile is a slip of the finger. */
let helping: string | null = null;

async function help<T>(request: (ticket: string) => Promise<Reply<T>>, done: (value: T) => void): Promise<void> {
  const ticket = ticketOf();
  if (helping === ticket) return;
  helping = ticket;
  const reply = await ask(() => request(ticket));
  if (helping === ticket) helping = null;
  if (ticketOf() !== ticket) return;
  if (reply.ok) done(reply.value);
  else emit({ type: "failed", failure: reply.failure });
}

/** The next hint; one that shows the asked step only when the reader has agreed. */
export async function hint(agreed = false): Promise<void> {
  if (!isOpen() || !hintsLeft(session.value)) return;
  if (nextHintReveals(session.value) && !agreed) return emit({ type: "opened", panel: "hint_warning" });
  await help(
    (ticket) => call("hint", { params: { ticket }, body: {} }),
    (value) => emit({ type: "hint_arrived", hint: value }),
  );
}

/** Reports the question as wrong or unclear. */
export const report = (comment: string): Promise<void> =>
  help(
    (ticket) => call("report", { params: { ticket }, body: { comment } }),
    () => emit({ type: "reported" }),
  );

/** Unfolds the next step of the derivation. */
export function unfold(): void {
  const { outcome, unfolded } = session.value;
  const steps = outcome?.judgement.derivation.length ?? 0;
  if (unfolded < steps) emit({ type: "unfolded", steps: unfolded + 1 });
}
