import { z } from "zod";
import { formId } from "../forms.ts";
import { hint, judgement, progress, question, skill } from "../practice.ts";
import type { Route } from "../route.ts";

const ticket = z.strictObject({ ticket: z.string().min(1).max(64) });
const empty = z.strictObject({});

/** Questions and answers, and what they amount to. */
export const practiceRoutes = {
  skills: {
    method: "GET",
    path: "/api/skills",
    summary: "The skills with names, prerequisites and forms",
    access: "public",
    rate: "read",
    response: z.strictObject({ skills: z.array(skill) }),
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
      /** One of the levels that the skill is asked at; by the learner's progress when left out. */
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
