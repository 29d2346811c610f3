import { createHmac } from "node:crypto";
import { draw, levelsOf } from "#quiz/draw.ts";
import type { Item } from "#quiz/item.ts";
import { formsOf } from "#quiz/items/index.ts";
import { levelForAll } from "#study/level.ts";
import { weakest } from "#study/weakest.ts";
import { dateAt, dayOfDate } from "#study/week.ts";
import type { Week } from "#study/week.ts";
import { findDrill, saveDrill } from "../../db/drills.ts";
import { cardsOfGroup } from "../../db/group-cards.ts";
import type { MemberCard } from "../../db/group-cards.ts";
import type { Group } from "../../db/groups.ts";
import { membersOf } from "../../db/memberships.ts";
import { write } from "../../db/write.ts";
import type { Context } from "../context.ts";
import { model, order } from "../learner.ts";

const QUESTIONS = 5;

/** Skills that are judged: how one grades one's own memory is nothing to compare. */
const compared = order.filter((skill) => formsOf(skill).some((form) => form !== "flashcard"));

/** Whoever knows the group's secret knows the seeds; from its weeks and places alone nobody can tell them. */
const seedOf = ({ secret }: Group, week: Week, position: number): string =>
  createHmac("sha256", secret).update(`${week}/${position}`).digest("hex").slice(0, 32);

/** A question of the drill, at the level of most members. */
const drawItem = (
  { cards, questions, misprints }: Context,
  skill: string,
  seed: string,
  members: readonly (readonly MemberCard[])[],
): Item => {
  const known = members.map((own) => own.find(({ subject }) => subject === skill));
  const level = levelForAll(levelsOf(skill), known);
  const flashcards = compared.includes(skill) ? [] : (cards.get(skill) ?? []);
  const written = { cards: flashcards, questions: questions.get(skill), misprints: misprints.get(skill) };
  return draw(skill, { seed, level, ...written });
};

const drawItems = async (
  context: Context,
  group: Group,
  week: Week,
  chosen: readonly string[] | null,
): Promise<Item[]> => {
  const { database, now } = context;
  const cards = await cardsOfGroup(database.db, group.id);
  const members = (await membersOf(database.db, group.id)).map(({ user }) => cards.get(user) ?? []);
  const ahead = {
    day: dayOfDate(dateAt(now(), group.zone)),
    syllabus: compared,
    retrievability: model.retrievability,
  };
  const skills = chosen ?? weakest(members, ahead).slice(0, QUESTIONS);
  return skills.map((skill, position) => drawItem(context, skill, seedOf(group, week, position), members));
};

/** The questions of a week: drawn once, for whoever comes first, and the same for all from then on. */
export const itemsOfWeek = async (context: Context, group: Group, week: Week): Promise<readonly Item[]> => {
  const { db } = context.database;
  const before = await findDrill(db, group.id, week);
  if (before?.items) return before.items;
  const drawn = await drawItems(context, group, week, before?.skills ?? null);
  return write(db, async (trx) => {
    const found = await findDrill(trx, group.id, week);
    if (found?.items) return found.items;
    await saveDrill(trx, group.id, week, { skills: found?.skills ?? null, items: drawn });
    return drawn;
  });
};
