import type { Hint, Question } from "#contract/practice.ts";
import type { Item } from "#quiz/item.ts";
import { hints, ladderOf } from "#quiz/judge.ts";
import { present } from "#quiz/present.ts";
import type { Ticket } from "../db/tickets.ts";
import { typeset, typesetQuestion } from "./typeset.ts";

/** A ticket's question as it may be shown before the answer: neither key nor seed. */
export const questionOf = (ticket: Ticket): Question =>
  typesetQuestion(
    {
      ...present(ticket.item),
      ticket: ticket.id,
      reason: ticket.reason,
      answered: ticket.state === "answered",
      hints: hintsOf(ticket),
    },
    isOurs(ticket.item),
  );

/** Whether all TeX of a question is written by us. */
const isOurs = (item: Item): boolean => item.form !== "flashcard" || !item.card.foreign;

/** Only hints that were taken are written; those to come are counted. */
const hintsOf = ({ item, hintsUsed }: Ticket): Question["hints"] => {
  const rungs = ladderOf(item);
  return {
    shown: hintsUsed === 0 ? [] : sentHints(item, 0, hintsUsed),
    total: rungs.length,
    nextReveals: rungs[hintsUsed]?.reveals ?? false,
  };
};

/** The hints from one place of the ladder up to another, as they are sent. */
export const sentHints = (item: Item, from: number, to: number): Hint[] => {
  const all = hints(item);
  return all.slice(from, to).map(({ text, formulas, reveals }, i) => ({
    number: from + i + 1,
    total: all.length,
    reveals,
    nextReveals: all[from + i + 1]?.reveals ?? false,
    text,
    formulas: formulas.map(typeset),
  }));
};
