import type { FastifyInstance } from "fastify";
import { guestOf, learner, rightAnswer } from "./learner.ts";
import type { Learner } from "./learner.ts";
import type { Context } from "../../server/http/context.ts";

export const PASSWORD = "seven small owls at noon";

/** Somebody who has registered. */
export const accountOf = async (app: FastifyInstance, name: string, invite?: string): Promise<Learner> => {
  const guest = await guestOf(app);
  await guest.call("register", { body: { name, password: PASSWORD, ...(invite !== undefined && { invite }) } });
  return guest;
};

/** Somebody at another browser who logs in by name and password. */
export const loggedIn = async (app: FastifyInstance, name: string, password = PASSWORD): Promise<Learner> => {
  const browser = learner(app);
  await browser.call("login", { body: { name, password, takeAlong: false } });
  return browser;
};

/** Answers the next question right; answers the skill it was about. */
export const answerNext = async (context: Context, who: Learner, attempt: number): Promise<string> => {
  const { question } = await who.call("next", { body: {} });
  if (question === null) throw new Error("Nothing is left to answer.");
  const body = {
    attempt: `00000000-0000-4000-8000-${String(attempt).padStart(12, "0")}`,
    answer: await rightAnswer(context, question.ticket),
  };
  await who.call("answer", { params: { ticket: question.ticket }, body });
  return question.skill;
};
