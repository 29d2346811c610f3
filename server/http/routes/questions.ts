import type { Routes } from "#contract/routes.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import type { Item } from "#quiz/item.ts";
import { skills } from "#quiz/skills.ts";
import { levelFor } from "#study/level.ts";
import { next } from "#study/queue.ts";
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

const drawFresh = ({ randomBytes }: Context, user: User, skill: string, level: number): Item =>
  draw(skill, {
    seed: randomBytes(16).toString("hex"),
    level,
    ...(user.settings.notation !== null && { notation: user.settings.notation }),
  });

const demandAvailable = (skill: string): void => {
  if (Object.hasOwn(skills, skill) && skills[skill]?.available) return;
  const fields = [{ path: "skill", message: "There are no questions for this skill." }];
  throw new Refusal("invalid_input", "The input is not valid; see the fields.", fields);
};

const isLike = (open: Item, item: Item): boolean => open.skill === item.skill && open.level === item.level;

// Two pages that ask at once must get the same question, so the last look and the write are one transaction.
const openOrNew = (context: Context, user: User, fresh: Pick<Ticket, "item" | "reason">): Promise<Ticket> =>
  write(context.database.db, async (trx) => {
    const chosen = fresh.reason === "chosen";
    const open = await openTicket(trx, user.id, chosen ? "chosen" : "planned");
    if (open !== null && (!chosen || isLike(open.item, fresh.item))) return open;
    const id = context.randomBytes(16).toString("base64url");
    return createTicket(trx, { id, user: user.id, ...fresh, at: context.now() });
  });

/** Questions: what the plan says, what the learner chose, and the same again on another network. */
export const questionHandlers = (context: Context): Pick<Handlers<Routes>, "next" | "another"> => ({
  async next({ user, body: { skill, level } }) {
    if (skill !== undefined) demandAvailable(skill);
    const standing = await standingOf(context, user);
    const progress = progressOf(standing, user);
    const open = skill === undefined ? await openTicket(context.database.db, user.id, "planned") : null;
    if (open !== null) return { question: questionOf(open), progress };

    const plan = skill === undefined ? next(standing) : { subject: skill, reason: "chosen" as const };
    if (plan === null) return { question: null, progress };
    const card = standing.cards.find(({ subject }) => subject === plan.subject);
    const asked = level ?? levelFor(levelsOf(plan.subject), card);
    const item = drawFresh(context, user, plan.subject, asked);
    const ticket = await openOrNew(context, user, { item, reason: plan.reason });
    return { question: questionOf(ticket), progress };
  },
  async another({ user, params }) {
    const { id, item } = await ownTicket(context, user, params.ticket);
    const by = {
      id: context.randomBytes(16).toString("base64url"),
      item: drawFresh(context, user, item.skill, item.level),
    };
    const ticket = await replaceTicket(context.database.db, { user: user.id, ticket: id, by, at: context.now() });
    if (ticket === null) throw new Refusal("conflict", "This question is no longer open.");
    return { question: questionOf(ticket) };
  },
});
