import { findTicket } from "../db/tickets.ts";
import type { Ticket } from "../db/tickets.ts";
import type { User } from "../db/users.ts";
import type { Context } from "./context.ts";
import { Refusal } from "./errors.ts";

/** The learner's own ticket; anybody else's is as good as none. */
export const ownTicket = async (context: Context, user: User, id: string): Promise<Ticket> => {
  const ticket = await findTicket(context.database.db, user.id, id);
  if (ticket === null) throw noTicket();
  return ticket;
};

/** The same refusal for a ticket that does not exist and for one of somebody else. */
export const noTicket = (): Refusal => new Refusal("not_found", "There is no such question.");
