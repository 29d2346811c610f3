import type { FormId } from "#contract/forms.ts";
import type { Question } from "#contract/practice.ts";
import type { Card } from "#quiz/card.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import type { Item } from "#quiz/item.ts";
import { formsOf } from "#quiz/items/index.ts";
import type { WrittenQuestion } from "#quiz/written.ts";
import { flashcardFor, formFor } from "#study/form.ts";
import { levelFor } from "#study/level.ts";
import type { Card as Memory } from "#study/memory.ts";
import { lastAsked } from "../db/reviews.ts";
import { createTicket, openTicket } from "../db/tickets.ts";
import type { Ticket, TicketKind } from "../db/tickets.ts";
import type { User } from "../db/users.ts";
import { write } from "../db/write.ts";
import type { Context } from "./context.ts";
import type { Standing } from "./learner.ts";

type Wish = {
  readonly skill: string;
  readonly level: number;
  readonly form: FormId;
  /** The flashcard to ask, should it be one. */
  readonly flashcard: Card | undefined;
  /** What was asked before: the same misprint or written question twice in a row is no question. */
  readonly after: Item | null;
};

/** Draws a question for a learner, in the notation they read. */
export const drawFresh = (
  { randomBytes, questions, misprints }: Context,
  user: User,
  { skill, level, form, flashcard, after }: Wish,
): Item =>
  draw(skill, {
    seed: randomBytes(16).toString("hex"),
    level,
    form,
    cards: flashcard ? [flashcard] : [],
    questions: questionsAfter(after, questions.get(skill) ?? []),
    misprints: misprints.get(skill)?.filter(({ id }) => !isAbout(after, id)),
    ...(user.settings.notation !== null && { notation: user.settings.notation }),
  });

const isAbout = (item: Item | null, misprint: string): boolean =>
  item !== null && "print" in item && item.print.id === misprint;

/** A written question does not come twice in a row, unless its form has no other. */
const questionsAfter = (item: Item | null, all: readonly WrittenQuestion[]): readonly WrittenQuestion[] => {
  if (item === null || !("written" in item)) return all;
  const { id, form } = item.written;
  return all.some((other) => other.form === form && other.id !== id) ? all.filter((one) => one.id !== id) : all;
};

const kindOf = (reason: Question["reason"]): TicketKind =>
  reason === "chosen" || reason === "assigned" ? reason : "planned";

const isLike = (open: Item, { skill, level }: Item, form: FormId | undefined): boolean =>
  open.skill === skill && open.level === level && (form === undefined || open.form === form);

// Two pages that ask at once must get the same question, so the last look and the write are one transaction.
const openOrNew = (
  context: Context,
  user: User,
  fresh: Pick<Ticket, "item" | "reason">,
  form: FormId | undefined,
): Promise<Ticket> =>
  write(context.database.db, async (trx) => {
    const open = await openTicket(trx, user.id, kindOf(fresh.reason));
    if (open !== null && (kindOf(fresh.reason) === "planned" || isLike(open.item, fresh.item, form))) return open;
    const id = context.randomBytes(16).toString("base64url");
    return createTicket(trx, { id, user: user.id, ...fresh, at: context.now() });
  });

type Turn = Pick<Wish, "form" | "flashcard">;

/** Forms and flashcards take turns; but a card that was not known comes back itself. */
const turnOf = (
  context: Context,
  { subject, reason }: { subject: string; reason: Question["reason"] },
  last: Item | null,
  memory: Memory | undefined,
): Turn => {
  if (reason === "again" && last?.form === "flashcard") return { form: last.form, flashcard: last.card };
  const forms = formsOf(subject);
  const cards = context.cards.get(subject) ?? [];
  return { form: formFor(forms, memory), flashcard: flashcardFor(cards, forms.length, memory) };
};

/** What is to be asked: a subject and why, and what else was wished for. */
export type Asked = {
  readonly subject: string;
  readonly reason: Question["reason"];
  readonly level?: number | undefined;
  readonly form?: FormId | undefined;
};

/** Only a card that was not known and a misprint ask what came before. */
const matters = ({ misprints }: Context, { subject, reason }: Asked): boolean =>
  reason === "again" || misprints.has(subject);

/** A question of a subject for a learner: the one that is open, or a fresh one at their level and in the form whose turn it is. */
export const ask = async (context: Context, user: User, standing: Standing, asked: Asked): Promise<Ticket> => {
  const { subject, reason, level, form } = asked;
  const card = standing.cards.find((known) => known.subject === subject);
  const last = matters(context, asked) ? await lastAsked(context.database.db, user.id, subject) : null;
  const item = drawFresh(context, user, {
    skill: subject,
    level: level ?? levelFor(levelsOf(subject), card),
    ...turnOf(context, asked, last, card),
    ...(form && { form }),
    after: last,
  });
  return openOrNew(context, user, { item, reason }, form);
};
