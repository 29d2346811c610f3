import type { FormId } from "#contract/forms.ts";
import type { Routes } from "#contract/routes.ts";
import type { Card } from "#quiz/card.ts";
import { levelsOf } from "#quiz/draw.ts";
import type { Item } from "#quiz/item.ts";
import { formsOf } from "#quiz/items/index.ts";
import { next } from "#study/queue.ts";
import { openTicket, replaceTicket } from "../../db/tickets.ts";
import { ask, drawFresh } from "../asking.ts";
import type { Context } from "../context.ts";
import { demand, isAvailable } from "../demand.ts";
import { Refusal } from "../errors.ts";
import { progressOf, standingOf } from "../learner.ts";
import { questionOf } from "../question.ts";
import type { Handlers } from "../serve.ts";
import { ownTicket } from "../tickets.ts";

const demandAvailable = (skill: string, level: number | undefined, form: FormId | undefined): void => {
  demand(isAvailable(skill), "skill", "There are no questions for this skill.");
  const levels: readonly number[] = levelsOf(skill);
  const isAsked = level === undefined || levels.includes(level);
  demand(isAsked, "level", `This skill is asked at level ${levels.join(" or ")} only.`);
  demand(form === undefined || formsOf(skill).includes(form), "form", "This skill is not asked in this form.");
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
    demand(skill !== undefined || level === undefined, "level", "A level is chosen together with a skill.");
    if (skill !== undefined) demandAvailable(skill, level, form);
    const standing = await standingOf(context, user);
    const progress = progressOf(standing, user);
    const open = skill === undefined ? await openTicket(context.database.db, user.id, "planned") : null;
    if (open !== null) return { question: questionOf(open), progress };

    const plan = skill === undefined ? next(standing) : { subject: skill, reason: "chosen" as const };
    if (plan === null) return { question: null, progress };
    return { question: questionOf(await ask(context, user, standing, { ...plan, level, form })), progress };
  },
  async another({ user, params }) {
    const { id, item, reason } = await ownTicket(context, user, params.ticket);
    if (reason === "drill") throw new Refusal("conflict", "This question is the same for the whole group.");
    const by = {
      id: context.randomBytes(16).toString("base64url"),
      item: drawFresh(context, user, { ...item, flashcard: flashcardAfter(context, item), after: item }),
    };
    const ticket = await replaceTicket(context.database.db, { user: user.id, ticket: id, by, at: context.now() });
    if (ticket === null) throw new Refusal("conflict", "This question is no longer open.");
    return { question: questionOf(ticket) };
  },
});
