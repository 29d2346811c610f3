import { sql } from "kysely";
import type { Card } from "#study/memory.ts";
import type { Database } from "./schema.ts";

/** What a look at a whole group needs of each card. */
export type MemberCard = Pick<Card, "subject" | "stability" | "last" | "reviews" | "lapses">;

type Packed = readonly (readonly [string, number, number, number, number])[];

/**
 * The cards of all active members, by user. Each member's come as one row of JSON: ten thousands of rows would take
 * longer to hand over than to read.
 */
export async function cardsOfGroup(db: Database, group: string): Promise<Map<number, MemberCard[]>> {
  const { rows } = await sql<{ user: number; cards: string }>`
    select cards.user_id as user,
      json_group_array(json_array(subject_id, stability, last_day, reviews, lapses)) as cards
    from memberships join cards on cards.user_id = memberships.user_id
    where group_id = ${group} and status = 'active'
    group by cards.user_id`.execute(db);
  return new Map(rows.map(({ user, cards }) => [user, (JSON.parse(cards) as Packed).map(unpacked)]));
}

const unpacked = ([subject, stability, last, reviews, lapses]: Packed[number]): MemberCard => ({
  subject,
  stability,
  last,
  reviews,
  lapses,
});
