import { stringify } from "csv-stringify/sync";
import type { Matrix } from "#contract/groups.ts";
import { skills } from "#quiz/skills.ts";
import { dateAt, dayOfDate } from "#study/week.ts";
import { cardsOfGroup } from "../../db/group-cards.ts";
import type { MemberCard } from "../../db/group-cards.ts";
import { membersOf } from "../../db/memberships.ts";
import type { Member } from "../../db/memberships.ts";
import type { Context } from "../context.ts";
import { model, order } from "../learner.ts";
import { groupNamed } from "./view.ts";

type Row = Matrix["members"][number];

const rounded = (share: number): number => Math.round(share * 100) / 100;

const rowOf = ({ id, name, role }: Member, cards: readonly MemberCard[], met: readonly string[], day: number): Row => {
  const known = new Map(cards.map((card) => [card.subject, card]));
  const row: Row = { id, name, role, strengths: [], reviews: [], lapses: [], seen: [] };
  for (const skill of met) {
    const card = known.get(skill);
    row.strengths.push(card ? rounded(model.retrievability(card, day)) : null);
    row.reviews.push(card?.reviews ?? 0);
    row.lapses.push(card?.lapses ?? 0);
    row.seen.push(card ? Math.max(0, day - card.last) : null);
  }
  return row;
};

/** What every member of a group knows of every skill that any of them has met. */
export const matrixOf = async ({ database: { db }, now }: Context, group: string): Promise<Matrix> => {
  const { zone } = await groupNamed(db, group);
  const day = dayOfDate(dateAt(now(), zone));
  const cards = await cardsOfGroup(db, group);
  const subjects = new Set([...cards.values()].flatMap((own) => own.map(({ subject }) => subject)));
  const met = order.filter((skill) => subjects.has(skill));
  const members = await membersOf(db, group);
  return { skills: met, members: members.map((member) => rowOf(member, cards.get(member.user) ?? [], met, day)) };
};

const headings = {
  en: ["Member", "Skill", "Name of the skill", "Strength in %", "Reviews", "Lapses", "Days since the last review"],
  zh: ["成员", "技能", "技能名称", "记忆强度（%）", "复习次数", "遗忘次数", "距上次复习天数"],
} as const;

/**
 * The same as a table: a line for each member and each skill they have met. Spreadsheets run what begins like a
 * formula, so such names get an apostrophe in front; and Excel reads UTF-8 only behind a mark.
 */
export const csvOf = ({ skills: ids, members }: Matrix, language: "en" | "zh"): string => {
  const lines = members.flatMap(({ name, strengths, reviews, lapses, seen }) =>
    ids.flatMap((id, i) => {
      const strength = strengths[i];
      if (strength === null || strength === undefined) return [];
      return [[name, id, skills[id]?.name[language], Math.round(strength * 100), reviews[i], lapses[i], seen[i]]];
    }),
  );
  return stringify([headings[language], ...lines], { escape_formulas: true, bom: true, record_delimiter: "windows" });
};
