import type { Insertable, Selectable } from "kysely";
import type { Card, RatedReview } from "#study/memory.ts";
import { ratedLog } from "./reviews.ts";
import type { CardsTable, Database } from "./schema.ts";
import { write } from "./write.ts";

/** All cards of a learner. */
export async function cardsOf(db: Database, user: number): Promise<Card[]> {
  const rows = await db.selectFrom("cards").selectAll().where("user_id", "=", user).orderBy("subject_id").execute();
  return rows.map(toCard);
}

export async function findCard(db: Database, user: number, subject: string): Promise<Card | null> {
  const row = await db
    .selectFrom("cards")
    .selectAll()
    .where("user_id", "=", user)
    .where("subject_id", "=", subject)
    .executeTakeFirst();
  return row ? toCard(row) : null;
}

export async function saveCard(db: Database, user: number, card: Card): Promise<void> {
  const { user_id, subject_id, ...state } = toRow(user, card);
  await db
    .insertInto("cards")
    .values({ user_id, subject_id, ...state })
    .onConflict((conflict) => conflict.columns(["user_id", "subject_id"]).doUpdateSet(state))
    .execute();
}

/** Makes the cards of a learner again from the log, and answers how many there are. */
export async function rebuildCards(
  db: Database,
  user: number,
  fold: (log: Iterable<RatedReview>) => ReadonlyMap<string, Card>,
): Promise<number> {
  return write(db, async (trx) => {
    const cards = fold(await ratedLog(trx, user));
    await trx.deleteFrom("cards").where("user_id", "=", user).execute();
    for (const card of cards.values()) await saveCard(trx, user, card);
    return cards.size;
  });
}

function toCard(row: Selectable<CardsTable>): Card {
  return {
    subject: row.subject_id,
    stability: row.stability,
    difficulty: row.difficulty,
    due: row.due_day,
    first: row.first_day,
    last: row.last_day,
    reviews: row.reviews,
    lapses: row.lapses,
  };
}

function toRow(user: number, card: Card): Insertable<CardsTable> {
  return {
    user_id: user,
    subject_id: card.subject,
    stability: card.stability,
    difficulty: card.difficulty,
    due_day: card.due,
    first_day: card.first,
    last_day: card.last,
    reviews: card.reviews,
    lapses: card.lapses,
  };
}
