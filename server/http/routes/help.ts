import type { Routes } from "#contract/routes.ts";
import { addReport } from "../../db/reports.ts";
import { lastAnswer } from "../../db/reviews.ts";
import { takeHint } from "../../db/tickets.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { sentHints } from "../question.ts";
import type { Handlers } from "../serve.ts";
import { ownTicket } from "../tickets.ts";

/** What helps with a question: hints, one at a time, and a word to whoever runs the server. */
export const helpHandlers = (context: Context): Pick<Handlers<Routes>, "hint" | "report"> => {
  const { db } = context.database;
  return {
    async hint({ user, params }) {
      const ticket = await ownTicket(context, user, params.ticket);
      const [hint] = sentHints(ticket.item, ticket.hintsUsed, ticket.hintsUsed + 1);
      if (hint === undefined) throw new Refusal("conflict", "There are no more hints for this question.");
      const { number, reveals } = hint;
      const taken = await takeHint(db, { user: user.id, ticket: ticket.id, number, reveals });
      if (!taken) throw new Refusal("conflict", "This hint was taken at the same moment; ask again for the next.");
      return hint;
    },
    async report({ user, params, body: { comment } }) {
      const ticket = await ownTicket(context, user, params.ticket);
      const answer = await lastAnswer(db, user.id, ticket.id);
      await addReport(db, { user: user.id, ticket, answer, comment, at: context.now() });
      return { stored: true };
    },
  };
};
