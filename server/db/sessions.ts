import type { Database } from "./schema.ts";
import type { User } from "./users.ts";
import { toUser } from "./users.ts";

/** Who a browser is, and until when. */
export type Session = { readonly user: User; readonly lastSeenAt: number; readonly expiresAt: number };

export async function createSession(
  db: Database,
  session: { tokenHash: string; user: number; at: number; expiresAt: number },
): Promise<void> {
  await db
    .insertInto("sessions")
    .values({
      token_hash: session.tokenHash,
      user_id: session.user,
      created_at: session.at,
      last_seen_at: session.at,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** The session of a token, unless it has expired. */
export async function findSession(db: Database, tokenHash: string, at: number): Promise<Session | null> {
  const row = await db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .selectAll("users")
    .select(["sessions.last_seen_at", "sessions.expires_at"])
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", at)
    .executeTakeFirst();
  return row ? { user: toUser(row), lastSeenAt: row.last_seen_at, expiresAt: row.expires_at } : null;
}

/** Notes that a session was used, and prolongs it. */
export async function touchSession(
  db: Database,
  tokenHash: string,
  seen: { at: number; expiresAt: number },
): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ last_seen_at: seen.at, expires_at: seen.expiresAt })
    .where("token_hash", "=", tokenHash)
    .execute();
}

export async function endSession(db: Database, tokenHash: string): Promise<void> {
  await db.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
}

/** Logs a user out everywhere; answers how many sessions ended. */
export async function endSessionsOf(db: Database, user: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("sessions").where("user_id", "=", user).executeTakeFirst();
  return Number(numDeletedRows);
}

export async function deleteExpiredSessions(db: Database, at: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("sessions").where("expires_at", "<=", at).executeTakeFirst();
  return Number(numDeletedRows);
}
