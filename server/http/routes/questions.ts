import type { FormId } from "#contract/forms.ts";
import type { Question } from "#contract/practice.ts";
import type { Routes } from "#contract/routes.ts";
import type { Card } from "#quiz/card.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import type { Item } from "#quiz/item.ts";
import { formsOf } from "#quiz/items/index.ts";
import { skills } from "#quiz/skills.ts";
import { flashcardFor, formFor } from "#study/form.ts";
import { levelFor } from "#study/level.ts";
import type { Card as Memory } from "#study/memory.ts";
import { next } from "#study/queue.ts";
import { lastAsked } from "../../db/reviews.ts";
import { createTicket, openTicket, replaceTicket } from "../../db/tickets.ts";
import type { Ticket } from "../../db/tickets.ts";
import type { User } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { progressOf, standingOf } from "../learner.ts";
import { questionOf } from "../question.ts";
import type { Handlers } from "../serve.ts";
import { ownTicket } from "../tickets.ts";

type Wish = {
  readonly skill: string;
  readonly level: number;
  readonly form: FormId;
  /** The flashcard to ask, should it be one. */
  readonly flashcard: Card | undefined;
  /** What was asked before: the same misprint twice in a row is no question. */
  readonly after: Item | null;
};

const drawFresh = (
  { randomBytes, misprints }: Context,
  user: User,
  { skill, level, form, flashcard, after }: Wish,
): Item =>
  draw(skill, {
    seed: randomBytes(16).toString("hex"),
    level,
    form,
    cards: flashcard ? [flashcard] : [],
    misprints: misprints.get(skill)?.filter(({ id }) => !isAbout(after, id)),
    ...(user.settings.notation !== null && { notation: user.settings.notation }),
  });

const isAbout = (item: Item | null, misprint: string): boolean =>
  item !== null && "print" in item && item.print.id === misprint;

const demand = (holds: boolean, path: string, message: string): void => {
  if (!holds) throw new Refusal("invalid_input", "The input is not valid; see the fields.", [{ path, message }]);
};

const demandAvailable = (skill: string, form: FormId | undefined): void => {
  const available = Object.hasOwn(skills, skill) && skills[skill]?.available;
  demand(available === true, "skill", "There are no questions for this skill.");
  demand(form === undefined || formsOf(skill).includes(form), "form", "This skill is not asked in this form.");
};

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
    const chosen = fresh.reason === "chosen";
    const open = await openTicket(trx, user.id, chosen ? "chosen" : "planned");
    if (open !== null && (!chosen || isLike(open.item, fresh.item, form))) return open;
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

/** The card after this one, among those of the skill. */
const flashcardAfter = ({ cards }: Context, item: Item): Card | undefined => {
  const all = cards.get(item.skill) ?? [];
  const place = item.form === "flashcard" ? all.findIndex(({ id }) => id === item.card.id) : -1;
  return all[(place + 1) % all.length];
};

/** Questions: what the plan says, what the learner chose, and the same again on another network. */
export const questionHandlers = (context: Context): Pick<Handlers<Routes>, "next" | "another"> => ({
  async next({ user, body: { skill, level, form } }) {
    demand(skill !== undefined || form === undefined, "form", "A form is chosen together with a skill.");
    if (skill !== undefined) demandAvailable(skill, form);
    const standing = await standingOf(context, user);
    const progress = progressOf(standing, user);
    const open = skill === undefined ? await openTicket(context.database.db, user.id, "planned") : null;
    if (open !== null) return { question: questionOf(open), progress };

    const plan = skill === undefined ? next(standing) : { subject: skill, reason: "chosen" as const };
    if (plan === null) return { question: null, progress };
    const card = standing.cards.find(({ subject }) => subject === plan.subject);
    const last = await lastAsked(context.database.db, user.id, plan.subject);
    const item = drawFresh(context, user, {
      skill: plan.subject,
      level: level ?? levelFor(levelsOf(plan.subject), card),
      ...turnOf(context, plan, last, card),
      ...(form && { form }),
      after: last,
    });
    const ticket = await openOrNew(context, user, { item, reason: plan.reason }, form);
    return { question: questionOf(ticket), progress };
  },
  async another({ user, params }) {
    const { id, item } = await ownTicket(context, user, params.ticket);
    const by = {
      id: context.randomBytes(16).toString("base64url"),
      item: drawFresh(context, user, { ...item, flashcard: flashcardAfter(context, item), after: item }),
    };
    const ticket = await replaceTicket(context.database.db, { user: user.id, ticket: id, by, at: context.now() });
    if (ticket === null) throw new Refusal("conflict", "This question is no longer open.");
    return { question: questionOf(ticket) };
  },
});
