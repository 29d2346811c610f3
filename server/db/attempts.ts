import type { Database } from "./schema.ts";

/** One submission, as the client named it. */
export type AttemptKey = { readonly user: number; readonly ticket: string; readonly attempt: string };

/** The reply that a submission was given, as it was made for storing; null for a new submission. */
export async function findResponse(db: Database, key: AttemptKey): Promise<{ response: unknown } | null> {
  const row = await db
    .selectFrom("attempts")
    .innerJoin("tickets", "tickets.id", "attempts.ticket_id")
    .select("response")
    .where("ticket_id", "=", key.ticket)
    .where("attempt", "=", key.attempt)
    .where("tickets.user_id", "=", key.user)
    .executeTakeFirst();
  return row ? { response: JSON.parse(row.response) as unknown } : null;
}

export async function saveResponse(db: Database, key: AttemptKey, response: unknown): Promise<void> {
  await db
    .insertInto("attempts")
    .values({ ticket_id: key.ticket, attempt: key.attempt, response: JSON.stringify(response) })
    .execute();
}
