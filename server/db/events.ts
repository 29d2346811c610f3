import type { Database, EventsTable } from "./schema.ts";

export async function logEvent(
  db: Database,
  event: { user: number; at: number; kind: EventsTable["kind"]; subject: string; ticket: string },
): Promise<void> {
  await db
    .insertInto("events")
    .values({
      user_id: event.user,
      at: event.at,
      kind: event.kind,
      subject_id: event.subject,
      ticket_id: event.ticket,
    })
    .execute();
}
