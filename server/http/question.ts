import type { Question } from "#contract/practice.ts";
import { hints } from "#quiz/explain.ts";
import { present } from "#quiz/present.ts";
import type { Ticket } from "../db/tickets.ts";
import { typesetQuestion } from "./typeset.ts";

/** A ticket's question as it may be shown before the answer: neither key nor seed. */
export const questionOf = (ticket: Ticket): Question =>
  typesetQuestion({
    ...present(ticket.item),
    ticket: ticket.id,
    reason: ticket.reason,
    answered: ticket.state === "answered",
    hints: { used: ticket.hintsUsed, total: hints(ticket.item).length },
  });
