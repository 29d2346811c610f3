import { sql } from "kysely";
import type { Item } from "#quiz/item.ts";
import type { Database } from "./schema.ts";
import type { Ticket } from "./tickets.ts";

/** Stores that a learner holds a question to be wrong or unclear. */
export async function addReport(
  db: Database,
  report: { user: number; ticket: Ticket; answer: string | null; comment: string; at: number },
): Promise<void> {
  const { item, id } = report.ticket;
  await db
    .insertInto("reports")
    .values({
      user_id: report.user,
      at: report.at,
      ticket_id: id,
      subject_id: item.skill,
      seed: item.seed,
      generator: item.generator,
      answer: report.answer,
      comment: report.comment,
      item: JSON.stringify(item),
      closed_at: null,
    })
    .execute();
}

/** A report as the server's owner reads it. */
export type Report = {
  readonly id: number;
  readonly at: number;
  readonly user: number;
  readonly skill: string;
  readonly answer: string | null;
  readonly comment: string;
  /** The whole question; null for a report of old whose ticket was forgotten. */
  readonly item: Item | null;
  readonly closedAt: number | null;
};

/** All reports, the open ones first and then the newest. */
export async function listReports(db: Database, limit: number): Promise<Report[]> {
  const rows = await db
    .selectFrom("reports")
    .selectAll()
    .orderBy(sql`closed_at is not null`)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    user: row.user_id,
    skill: row.subject_id,
    answer: row.answer,
    comment: row.comment,
    item: row.item === null ? null : (JSON.parse(row.item) as Item),
    closedAt: row.closed_at,
  }));
}

/** What a learner reported, oldest first. */
export async function reportsOf(db: Database, user: number): Promise<Pick<Report, "at" | "skill" | "comment">[]> {
  return db
    .selectFrom("reports")
    .select(["at", "subject_id as skill", "comment"])
    .where("user_id", "=", user)
    .orderBy("id")
    .execute();
}

/** Closes a report, or opens it again with null; false when there is no such report. */
export async function closeReport(db: Database, id: number, at: number | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("reports")
    .set({ closed_at: at })
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
