import type { Judgement } from "#contract/practice.ts";
import type { Routes } from "#contract/routes.ts";
import { explain } from "#quiz/explain.ts";
import { judge, solutionOf } from "#quiz/judge.ts";
import { spokenOf } from "#quiz/spoken/index.ts";
import { rate, rateParts } from "#study/rating.ts";
import { studyDay } from "#study/clock.ts";
import { recordAnswer } from "../../db/answer.ts";
import { findResponse } from "../../db/attempts.ts";
import type { Ticket } from "../../db/tickets.ts";
import type { User } from "../../db/users.ts";
import type { Context } from "../context.ts";
import { dueAt, model, readProgress } from "../learner.ts";
import type { Handlers } from "../serve.ts";
import { noTicket, ownTicket } from "../tickets.ts";

type Valid = Exclude<Judgement, { verdict: "unreadable" }>;
/** What is known before the answer is stored. */
type Judged = Omit<Stored, "rating" | "due" | "again">;
/** What is stored and said again to the same attempt; what explains the item is made anew. */
type Stored = Omit<Valid, "derivation" | "spoken">;

type Submission = { attempt: string; answer: string; seconds: number | null };

const study = { rate, rateParts, review: model.review, retrievability: model.retrievability };

const record = async (
  context: Context,
  user: User,
  ticket: Ticket,
  submission: Submission,
  judged: Judged,
): Promise<Stored> => {
  const at = context.now();
  const recorded = await recordAnswer<Stored>(
    context.database.db,
    {
      ...submission,
      user: user.id,
      ticket: ticket.id,
      at,
      day: studyDay(at, user.settings),
      verdict: judged.verdict,
      mistakes: judged.mistakes.map(({ id }) => id),
      grade: gradeOf(judged),
      parts: partsOf(judged),
    },
    study,
    ({ rating, card }) => ({ ...judged, rating, due: card && dueAt(card, user), again: rating === "again" }),
  );
  if (recorded === null) throw noTicket();
  return recorded.response;
};

/** Whoever turns a card grades the answer in person. */
const gradeOf = ({ solution }: Judged) => (solution.form === "flashcard" ? (solution.grade ?? undefined) : undefined);

/** A sheet speaks for the skills of its cells too. */
const partsOf = ({ solution }: Judged) =>
  solution.form === "sheet" ? solution.practised.map(({ skill, verdict }) => ({ subject: skill, verdict })) : [];

const gaveUp = (ticket: Ticket): Judged => ({
  verdict: "gave_up",
  solution: solutionOf(ticket.item),
  certainty: "none",
  mistakes: [],
});

/** Answers: judged, stored, and only then replied to. The same attempt again gets the reply that is stored. */
export const answerHandlers = (context: Context): Pick<Handlers<Routes>, "answer" | "giveUp"> => {
  const stored = async (user: User, ticket: Ticket, attempt: string) => {
    const found = await findResponse(context.database.db, { user: user.id, ticket: ticket.id, attempt });
    return found as { response: Stored } | null;
  };

  const reply = async (user: User, ticket: Ticket, judgement: Stored) => ({
    judgement: { ...judgement, derivation: explain(ticket.item), spoken: spokenOf(ticket.item.skill) },
    progress: await readProgress(context, user),
  });

  return {
    async answer({ user, params, body: { attempt, answer, seconds = null } }) {
      const ticket = await ownTicket(context, user, params.ticket);
      const before = await stored(user, ticket, attempt);
      if (before !== null) return reply(user, ticket, before.response);

      const judged = judge(ticket.item, answer);
      if (judged.verdict === "unreadable") return { judgement: judged, progress: await readProgress(context, user) };
      return reply(user, ticket, await record(context, user, ticket, { attempt, answer, seconds }, judged));
    },
    async giveUp({ user, params, body: { attempt } }) {
      const ticket = await ownTicket(context, user, params.ticket);
      const before = await stored(user, ticket, attempt);
      if (before !== null) return reply(user, ticket, before.response);
      const submission = { attempt, answer: "", seconds: null };
      return reply(user, ticket, await record(context, user, ticket, submission, gaveUp(ticket)));
    },
  };
};
