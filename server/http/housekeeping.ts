import { deleteGuesses } from "../db/guesses.ts";
import { deleteExpiredPasses } from "../db/passes.ts";
import { deleteSpentInvites } from "../db/registration-invites.ts";
import { deleteExpiredSessions } from "../db/sessions.ts";
import { deleteExpiredSignOns } from "../db/sign-ons.ts";
import { deleteTickets } from "../db/tickets.ts";
import { deleteIdleGuests } from "../db/users.ts";
import { ALLOWANCE } from "./account/guess.ts";
import type { Context } from "./context.ts";

const DAY = 86_400_000;
/** Nobody comes back to a question for so long; the log keeps its answers. */
const TICKET_LIFETIME = 90 * DAY;
/** A guest who never answered and was not seen for so long. */
const GUEST_LIFETIME = 30 * DAY;

/** Forgets sessions, links and guesses that have ended, guests who left nothing, and questions that nobody comes back to. */
export const tidy = async ({ database: { db }, now }: Context): Promise<void> => {
  await deleteExpiredSessions(db, now());
  await deleteIdleGuests(db, now() - GUEST_LIFETIME);
  await deleteExpiredPasses(db, now());
  await deleteExpiredSignOns(db, now());
  await deleteSpentInvites(db, now());
  await deleteGuesses(db, now() - ALLOWANCE.within);
  await deleteTickets(db, now() - TICKET_LIFETIME);
};
