import { sql } from "kysely";
import type { Card, RatedReview } from "#study/memory.ts";
import { rebuildCards } from "./cards.ts";
import type { Database } from "./schema.ts";
import { deleteUser } from "./users.ts";

const columns = [
  "at",
  "day",
  "subject_id",
  "verdict",
  "rating",
  "ticket_id",
  "hints_used",
  "revealed",
  "retrievability",
  "seconds",
  "form",
  "level",
  "answer",
  "mistakes",
  "item",
] as const;

/**
 * Adds a guest's log to the end of another user's, makes the cards again, and forgets the guest. Both logs keep their
 * order; the fold takes no time to have passed where the guest's answers are older than the user's last.
 */
export async function takeAlong(
  trx: Database,
  { guest, user }: { guest: number; user: number },
  fold: (log: Iterable<RatedReview>) => ReadonlyMap<string, Card>,
): Promise<void> {
  const { last } = await trx
    .selectFrom("reviews")
    .select(({ fn }) => fn.max("id").as("last"))
    .where("user_id", "=", user)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("reviews")
    .columns(["user_id", "id", ...columns])
    .expression((eb) =>
      eb
        .selectFrom("reviews")
        .select([sql<number>`${user}`.as("user_id"), sql<number>`id + ${last ?? 0}`.as("id"), ...columns])
        .where("user_id", "=", guest),
    )
    .execute();
  for (const table of ["events", "reports"] as const)
    await trx.updateTable(table).set({ user_id: user }).where("user_id", "=", guest).execute();
  await deleteUser(trx, guest);
  await rebuildCards(trx, user, fold);
}
