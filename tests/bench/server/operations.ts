import { randomUUID } from "node:crypto";
import { caseOf } from "../../engine/cases.ts";
import type { Call } from "./load.ts";
import type { Member } from "./prepare.ts";
import { asked } from "./prepare.ts";

/** What is measured: the call of a member, who has made so many of these before. */
export type Operation = (member: Member, before: number) => Call;

const derived = { network: caseOf("P-mazur-1").spec, ask: ["grads.W1.0.0"] };

/** The operations by name. Each question is a fresh network, and each answer the first one to its question. */
export const operations: Readonly<Record<string, Operation>> = {
  "next item": ({ cookie, number }, before) => ({
    cookie,
    path: "/api/practice/next",
    body: { ...asked[(number + before) % asked.length], form: "number" },
  }),
  "durable answer": ({ cookie, tickets }, before) => {
    const ticket = tickets[before];
    if (ticket === undefined) throw new Error("All questions are answered: prepare more.");
    return {
      cookie,
      path: `/api/practice/${ticket}/answer`,
      body: { attempt: randomUUID(), answer: "0.25", seconds: 12 },
    };
  },
  derive: ({ cookie }) => ({ cookie, path: "/api/derive", body: derived }),
};
