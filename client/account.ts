import { signal } from "@preact/signals";
import type { Me } from "#contract/account.ts";
import type { Progress, Settings, Skill } from "#contract/practice.ts";
import { call, type Failure, type Reply } from "./api.ts";
import { chooseLanguage } from "./i18n/index.ts";

/** Who the reader is; null until the server has answered. */
export const me = signal<Me | null>(null);

/** The reader's settings as the server has them; null until it has answered. */
export const settings = signal<Settings | null>(null);

/** What is due and how strong each skill is, as of the last reply. */
export const progress = signal<Progress | null>(null);

/** The syllabus; it does not change while the page is open. */
export const syllabus = signal<readonly Skill[] | null>(null);

let session: Promise<Failure | null> | null = null;

/** Makes sure that this browser has a session (a first visit makes a guest); asks the server once. */
export function ready(): Promise<Failure | null> {
  session ??= enter().then((failure) => {
    if (failure !== null) session = null;
    return failure;
  });
  return session;
}

async function enter(): Promise<Failure | null> {
  const reply = await call("me", {});
  if (!reply.ok) return reply.failure;
  me.value = reply.value;
  settings.value = reply.value.settings;
  if (reply.value.settings.language !== null) chooseLanguage(reply.value.settings.language);
  return null;
}

/** Changes settings on the server and here. */
export async function changeSettings(change: Partial<Settings>): Promise<Reply<Settings>> {
  const failure = await ready();
  if (failure !== null) return { ok: false, failure };
  const reply = await call("changeSettings", { body: change });
  if (reply.ok) settings.value = reply.value;
  return reply;
}

/** Fetches the progress anew. */
export async function refreshProgress(): Promise<Failure | null> {
  const failure = await ready();
  if (failure !== null) return failure;
  const reply = await call("progress", {});
  if (!reply.ok) return reply.failure;
  progress.value = reply.value;
  return null;
}

/** Fetches the syllabus unless it is here. */
export async function fetchSyllabus(): Promise<Failure | null> {
  if (syllabus.value !== null) return null;
  const reply = await call("skills", {});
  if (!reply.ok) return reply.failure;
  syllabus.value = reply.value.skills;
  return null;
}
