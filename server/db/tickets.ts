import type { Insertable, Selectable } from "kysely";
import type { Item } from "#quiz/item.ts";
import { logEvent } from "./events.ts";
import type { Database, TicketsTable } from "./schema.ts";
import { write } from "./write.ts";

/** A question handed out to a learner. */
export type Ticket = {
  readonly id: string;
  readonly user: number;
  readonly item: Item;
  readonly reason: TicketsTable["reason"];
  readonly createdAt: number;
  readonly state: TicketsTable["state"];
  readonly hintsUsed: number;
  readonly revealed: boolean;
};

export async function createTicket(
  db: Database,
  made: { id: string; user: number; item: Item; reason: Ticket["reason"]; at: number },
): Promise<Ticket> {
  const { at, ...rest } = made;
  const ticket: Ticket = { ...rest, createdAt: at, state: "open", hintsUsed: 0, revealed: false };
  await db.insertInto("tickets").values(toRow(ticket)).execute();
  return ticket;
}

/** A learner's own ticket; somebody else's is not found. */
export async function findTicket(db: Database, user: number, id: string): Promise<Ticket | null> {
  const row = await db
    .selectFrom("tickets")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", user)
    .executeTakeFirst();
  return row ? toTicket(row) : null;
}

const reasons = {
  planned: ["due", "new", "again"],
  chosen: ["chosen"],
  assigned: ["assigned"],
} as const satisfies Record<string, readonly Ticket["reason"][]>;
export type TicketKind = keyof typeof reasons;

/** The question that a learner left open last: one of the plan, or one that they chose or a tutor assigned beside it. */
export async function openTicket(db: Database, user: number, kind: TicketKind): Promise<Ticket | null> {
  const row = await db
    .selectFrom("tickets")
    .selectAll()
    .where("user_id", "=", user)
    .where("state", "=", "open")
    .where("reason", "in", reasons[kind])
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ? toTicket(row) : null;
}

/** Takes a ticket's one chance to be answered first or dropped; false when it was gone, or is another's. */
export async function closeTicket(
  db: Database,
  user: number,
  id: string,
  state: "answered" | "dropped",
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("tickets")
    .set({ state })
    .where("id", "=", id)
    .where("user_id", "=", user)
    .where("state", "=", "open")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Another network of the same subject, for the same reason; null when the ticket is not open, or not the learner's. */
export async function replaceTicket(
  db: Database,
  change: { user: number; ticket: string; by: { id: string; item: Item }; at: number },
): Promise<Ticket | null> {
  const { user, at, by } = change;
  return write(db, async (trx) => {
    const old = await findTicket(trx, user, change.ticket);
    if (!old || !(await closeTicket(trx, user, old.id, "dropped"))) return null;
    await logEvent(trx, { user, at, kind: "another", subject: old.item.skill, ticket: old.id });
    return createTicket(trx, { ...by, user, reason: old.reason, at });
  });
}

/** Notes that a learner took a hint; false when it is not the next one any more, or the ticket is another's. */
export async function takeHint(
  db: Database,
  hint: { user: number; ticket: string; number: number; reveals: boolean },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("tickets")
    .set({ hints_used: hint.number, ...(hint.reveals && { revealed: 1 }) })
    .where("id", "=", hint.ticket)
    .where("user_id", "=", hint.user)
    .where("hints_used", "=", hint.number - 1)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Forgets old tickets with their attempts, open ones too: nobody comes back to them, and the log has the answers. */
export async function deleteTickets(db: Database, before: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("tickets").where("created_at", "<", before).executeTakeFirst();
  return Number(numDeletedRows);
}

function toRow(ticket: Ticket): Insertable<TicketsTable> {
  return {
    id: ticket.id,
    user_id: ticket.user,
    reason: ticket.reason,
    state: ticket.state,
    created_at: ticket.createdAt,
    hints_used: ticket.hintsUsed,
    revealed: ticket.revealed ? 1 : 0,
    item: JSON.stringify(ticket.item),
  };
}

function toTicket(row: Selectable<TicketsTable>): Ticket {
  return {
    id: row.id,
    user: row.user_id,
    item: JSON.parse(row.item) as Item,
    reason: row.reason,
    createdAt: row.created_at,
    state: row.state,
    hintsUsed: row.hints_used,
    revealed: row.revealed === 1,
  };
}
