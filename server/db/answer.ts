import type { Card, Memory } from "#study/memory.ts";
import type { Credit, FirstAnswer, Part, Rating } from "#study/rating.ts";
import type { AttemptKey } from "./attempts.ts";
import { findResponse, saveResponse } from "./attempts.ts";
import { findCard, saveCard } from "./cards.ts";
import { noteDrillAnswer } from "./drill-tickets.ts";
import type { Review } from "./reviews.ts";
import { appendReview } from "./reviews.ts";
import type { Database } from "./schema.ts";
import type { Ticket } from "./tickets.ts";
import { closeTicket, findTicket } from "./tickets.ts";
import { write } from "./write.ts";

/** A valid answer, or giving up. */
export type Submission = AttemptKey &
  Pick<Review, "at" | "day" | "answer" | "verdict" | "mistakes" | "seconds"> &
  Pick<FirstAnswer, "grade"> & {
    /** What it says about other subjects than that of the question. */
    readonly parts: readonly Part[];
  };

/** What the study rules make of an answer. */
export type Study = Pick<Memory, "review" | "retrievability"> & {
  readonly rate: (answer: FirstAnswer) => Rating;
  readonly rateParts: (parts: readonly Part[], help: Pick<FirstAnswer, "hints" | "revealed">) => readonly Credit[];
};

/** What an answer did: later tries have no rating and leave the card alone. */
export type Outcome = { readonly rating: Rating | null; readonly card: Card | null };

/**
 * Stores an answer: log, card and reply in one transaction, of which a first answer takes the ticket. The same
 * attempt again is given the stored reply and changes nothing. Null when the learner has no such ticket.
 */
export async function recordAnswer<R>(
  db: Database,
  submission: Submission,
  study: Study,
  respond: (outcome: Outcome) => R,
): Promise<{ response: R; repeated: boolean } | null> {
  return write(db, async (trx) => {
    const ticket = await findTicket(trx, submission.user, submission.ticket);
    if (!ticket) return null;
    const stored = await findResponse(trx, submission);
    if (stored) return { response: stored.response as R, repeated: true };

    const isFirst = await closeTicket(trx, submission.user, ticket.id, "answered");
    const outcome = isFirst ? await rateFirst(trx, ticket, submission, study) : await logLater(trx, ticket, submission);
    const response = respond(outcome);
    await saveResponse(trx, submission, response);
    return { response, repeated: false };
  });
}

async function rateFirst(db: Database, ticket: Ticket, submission: Submission, study: Study): Promise<Outcome> {
  const { user, day, verdict, grade, parts } = submission;
  const subject = ticket.item.skill;
  const before = await findCard(db, user, subject);
  const help = { hints: ticket.hintsUsed, revealed: ticket.revealed };
  const rating = study.rate({ verdict, ...help, grade });
  const card = study.review(before, { subject, rating, day });
  const retrievability = before && study.retrievability(before, day);
  const credits = study.rateParts(parts, help);
  const review = await appendReview(db, user, { ...logged(ticket, submission), rating, retrievability, credits });
  if (ticket.reason === "drill") await noteDrillAnswer(db, ticket.id, review);
  await saveCard(db, user, card);
  for (const credit of credits)
    await saveCard(db, user, study.review(await findCard(db, user, credit.subject), { ...credit, day }));
  return { rating, card };
}

async function logLater(db: Database, ticket: Ticket, submission: Submission): Promise<Outcome> {
  const unrated = { rating: null, retrievability: null, credits: [] };
  await appendReview(db, submission.user, { ...logged(ticket, submission), ...unrated });
  return { rating: null, card: await findCard(db, submission.user, ticket.item.skill) };
}

function logged(ticket: Ticket, submission: Submission): Omit<Review, "id" | "rating" | "retrievability" | "credits"> {
  const { at, day, answer, verdict, mistakes, seconds } = submission;
  const { id, item, hintsUsed, revealed } = ticket;
  return { at, day, answer, verdict, mistakes, seconds, ticket: id, item, hints: hintsUsed, revealed };
}
