import { sql } from "kysely";
import type { Card, RatedReview } from "#study/memory.ts";
import { rebuildCards } from "./cards.ts";
import type { Database, ReviewsTable } from "./schema.ts";
import { deleteUser } from "./users.ts";

type Column = Exclude<keyof ReviewsTable, "user_id" | "id">;

/** All that an answer is, whoever gave it; the compiler names a column that is missing. */
const columns = Object.keys({
  at: true,
  day: true,
  subject_id: true,
  verdict: true,
  rating: true,
  ticket_id: true,
  hints_used: true,
  revealed: true,
  retrievability: true,
  seconds: true,
  form: true,
  level: true,
  answer: true,
  mistakes: true,
  item: true,
  credits: true,
} satisfies Record<Column, true>) as Column[];

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
