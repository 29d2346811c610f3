import type { Database } from "./schema.ts";

/** Somebody with an account, with what their own rows tell of them. */
export type Person = {
  readonly id: number;
  readonly name: string;
  readonly admin: boolean;
  readonly twoStep: boolean;
  readonly createdAt: number;
  readonly lastSeenAt: number | null;
  readonly answers: number;
};

/** Everybody with an account, by name. */
export async function allPeople(db: Database): Promise<Person[]> {
  const rows = await db
    .selectFrom("accounts")
    .select(["user_id", "name", "is_admin", "created_at"])
    .select((eb) => [
      eb
        .selectFrom("totp")
        .whereRef("totp.user_id", "=", "accounts.user_id")
        .where("confirmed_at", "is not", null)
        .select("totp.user_id")
        .as("totp"),
      eb
        .selectFrom("sessions")
        .whereRef("sessions.user_id", "=", "accounts.user_id")
        .select(({ fn }) => fn.max("last_seen_at").as("at"))
        .as("last_seen_at"),
      // Answers are numbered, so the last one tells how many there are.
      eb
        .selectFrom("reviews")
        .whereRef("reviews.user_id", "=", "accounts.user_id")
        .select(({ fn }) => fn.max("reviews.id").as("id"))
        .as("answers"),
    ])
    .orderBy("name_key")
    .execute();
  return rows.map((row) => ({
    id: row.user_id,
    name: row.name,
    admin: row.is_admin === 1,
    twoStep: row.totp !== null,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    answers: row.answers ?? 0,
  }));
}

export async function countGuests(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom("users")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("kind", "=", "guest")
    .executeTakeFirstOrThrow();
  return count;
}

/** The names of those who still have an account. */
export async function namesOf(db: Database, users: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await db.selectFrom("accounts").select(["user_id", "name"]).where("user_id", "in", users).execute();
  return new Map(rows.map(({ user_id, name }) => [user_id, name]));
}
