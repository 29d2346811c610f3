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
    })
    .execute();
}
