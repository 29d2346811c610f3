import { z } from "zod";
import { deriveRequest, deriveResponse, diagnoseRequest, diagnoseResponse, namedNetwork } from "./calculators.ts";
import { formId } from "./forms.ts";
import { hint, judgement, progress, question, settings, skill } from "./practice.ts";
import type { Route } from "./route.ts";

const ticket = z.strictObject({ ticket: z.string().min(1).max(64) });
const empty = z.strictObject({});

const health = z.strictObject({
  status: z.enum(["ok", "unavailable"]),
  version: z.string(),
  database: z.enum(["ok", "missing", "read_only", "error"]),
});

/** The whole HTTP API. One entry here and its handler make an operation; nothing else is registered anywhere. */
export const routes = {
  health: {
    method: "GET",
    path: "/api/health",
    summary: "Is the server able to read and write?",
    access: "public",
    rate: "write",
    response: health,
    otherwise: { 503: health },
  },
  skills: {
    method: "GET",
    path: "/api/skills",
    summary: "The skills with names, prerequisites and forms",
    access: "public",
    rate: "read",
    response: z.strictObject({ skills: z.array(skill) }),
  },
  networks: {
    method: "GET",
    path: "/api/networks",
    summary: "Well-known networks by name",
    access: "public",
    rate: "read",
    response: z.strictObject({ networks: z.array(namedNetwork) }),
  },
  derive: {
    method: "POST",
    path: "/api/derive",
    summary: "Every quantity of a network, and the derivation of those asked for",
    access: "public",
    rate: "compute",
    body: deriveRequest,
    response: deriveResponse,
  },
  diagnose: {
    method: "POST",
    path: "/api/diagnose",
    summary: "Judge an answer about a network and name the mistake behind it",
    access: "public",
    rate: "compute",
    body: diagnoseRequest,
    response: diagnoseResponse,
  },
  me: {
    method: "GET",
    path: "/api/me",
    summary: "Who the caller is; a first visit makes a guest",
    access: "public",
    rate: "write",
    response: z.strictObject({ guest: z.boolean(), created: z.iso.datetime(), settings }),
  },
  changeSettings: {
    method: "PATCH",
    path: "/api/me/settings",
    summary: "Change some of the caller's settings",
    access: "user",
    rate: "write",
    body: settings.partial(),
    response: settings,
  },
  progress: {
    method: "GET",
    path: "/api/progress",
    summary: "What is due, what is new, and how strong each skill is",
    access: "user",
    rate: "read",
    response: progress,
  },
  next: {
    method: "POST",
    path: "/api/practice/next",
    summary: "The next question: due first, then new within the day's limit, or one of a chosen skill",
    access: "user",
    rate: "write",
    body: z.strictObject({
      skill: z.string().max(64).optional(),
      level: z.number().int().min(1).max(5).optional(),
      /** One of the forms that the skill is asked in; chosen by chance when left out. */
      form: formId.optional(),
    }),
    response: z.strictObject({ question: question.nullable(), progress }),
  },
  another: {
    method: "POST",
    path: "/api/practice/:ticket/another",
    summary: "The same skill on another network; free, and logged",
    access: "user",
    rate: "write",
    params: ticket,
    body: empty,
    response: z.strictObject({ question }),
  },
  answer: {
    method: "POST",
    path: "/api/practice/:ticket/answer",
    summary: "Judge an answer; the first valid one rates the card, the same attempt sent twice counts once",
    access: "user",
    rate: "write",
    params: ticket,
    body: z.strictObject({
      /** Made by the client, one for each submission, so that a repeat after a lost reply is recognised. */
      attempt: z.uuid(),
      answer: z.string().max(4_000),
      /** Seconds between showing the question and this submission, as the client measured them. */
      seconds: z.number().min(0).max(86_400).optional(),
    }),
    response: z.strictObject({ judgement, progress }),
  },
  hint: {
    method: "POST",
    path: "/api/practice/:ticket/hint",
    summary: "The next hint of the ladder",
    access: "user",
    rate: "write",
    params: ticket,
    body: empty,
    response: hint,
  },
  giveUp: {
    method: "POST",
    path: "/api/practice/:ticket/give-up",
    summary: "Show the derivation; the card comes back",
    access: "user",
    rate: "write",
    params: ticket,
    body: z.strictObject({ attempt: z.uuid() }),
    response: z.strictObject({ judgement, progress }),
  },
  report: {
    method: "POST",
    path: "/api/practice/:ticket/report",
    summary: "Report that this item is wrong or unclear",
    access: "user",
    rate: "write",
    params: ticket,
    body: z.strictObject({ comment: z.string().max(2_000) }),
    response: z.strictObject({ stored: z.literal(true) }),
  },
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
