import type { Database, ReviewsTable } from "./schema.ts";

type Place = { readonly group: string; readonly week: string; readonly position: number };

/** What a member holds of a week's drill: the questions handed out, and how each was answered. */
export async function drillTicketsOf(
  db: Database,
  group: string,
  week: string,
  user: number,
): Promise<{ position: number; ticket: string; verdict: ReviewsTable["verdict"] | null }[]> {
  return db
    .selectFrom("drill_tickets as given")
    .leftJoin("reviews", (join) =>
      join.onRef("reviews.user_id", "=", "given.user_id").onRef("reviews.id", "=", "given.review_id"),
    )
    .select(["given.position", "given.ticket_id as ticket", "reviews.verdict"])
    .where("given.group_id", "=", group)
    .where("given.week", "=", week)
    .where("given.user_id", "=", user)
    .orderBy("given.position")
    .execute();
}

/** Notes that a ticket is a member's question of a drill. */
export async function linkDrillTicket(db: Database, link: Place & { user: number; ticket: string }): Promise<void> {
  await db
    .insertInto("drill_tickets")
    .values({
      group_id: link.group,
      week: link.week,
      position: link.position,
      user_id: link.user,
      ticket_id: link.ticket,
      review_id: null,
    })
    .execute();
}

/** Notes which answer of a member's log is the one to a question of a drill. */
export async function noteDrillAnswer(db: Database, ticket: string, review: number): Promise<void> {
  await db.updateTable("drill_tickets").set({ review_id: review }).where("ticket_id", "=", ticket).execute();
}

/** Whether a question of a week's drill was handed to anybody: from then on it stays as it is. */
export async function isDrillBegun(db: Database, group: string, week: string): Promise<boolean> {
  const row = await db
    .selectFrom("drill_tickets")
    .select("position")
    .where("group_id", "=", group)
    .where("week", "=", week)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** All answers of a group's active members to a week's drill, without who gave them. */
export async function drillAnswers(
  db: Database,
  group: string,
  week: string,
): Promise<{ position: number; verdict: ReviewsTable["verdict"]; mistakes: string[] }[]> {
  const rows = await db
    .selectFrom("drill_tickets as given")
    .innerJoin("reviews", (join) =>
      join.onRef("reviews.user_id", "=", "given.user_id").onRef("reviews.id", "=", "given.review_id"),
    )
    .innerJoin("memberships", (join) =>
      join
        .onRef("memberships.user_id", "=", "given.user_id")
        .onRef("memberships.group_id", "=", "given.group_id")
        .on("memberships.status", "=", "active"),
    )
    .select(["given.position", "reviews.verdict", "reviews.mistakes"])
    .where("given.group_id", "=", group)
    .where("given.week", "=", week)
    .execute();
  return rows.map((row) => ({ ...row, mistakes: JSON.parse(row.mistakes) as string[] }));
}
