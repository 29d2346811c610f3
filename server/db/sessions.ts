import type { Database } from "./schema.ts";
import type { User } from "./users.ts";
import { toUser, users } from "./users.ts";

export async function createSession(
  db: Database,
  session: { tokenHash: string; user: number; at: number; expiresAt: number; browser?: string },
): Promise<void> {
  await db
    .insertInto("sessions")
    .values({
      token_hash: session.tokenHash,
      user_id: session.user,
      created_at: session.at,
      last_seen_at: session.at,
      expires_at: session.expiresAt,
      browser: session.browser ?? "",
    })
    .execute();
}

/** Whose session a token is, unless it has expired. */
export async function findSessionUser(db: Database, tokenHash: string, at: number): Promise<User | null> {
  const row = await users(db)
    .innerJoin("sessions", "sessions.user_id", "users.id")
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", at)
    .executeTakeFirst();
  return row ? toUser(row) : null;
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

/** One of somebody's sessions, as they may know it. */
export type Session = {
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly browser: string;
};

/** The sessions of a user that have not expired, the one that was used last first. */
export async function sessionsOf(db: Database, user: number, at: number): Promise<Session[]> {
  return db
    .selectFrom("sessions")
    .select(["token_hash as tokenHash", "created_at as createdAt", "last_seen_at as lastSeenAt", "browser"])
    .where("user_id", "=", user)
    .where("expires_at", ">", at)
    .orderBy("last_seen_at", "desc")
    .orderBy("token_hash")
    .execute();
}

/** When a session began; null for none. */
export async function sessionBegan(db: Database, tokenHash: string): Promise<number | null> {
  const row = await db
    .selectFrom("sessions")
    .select("created_at")
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row?.created_at ?? null;
}

/** Ends a session of a user; false when they have no such session. */
export async function deleteSession(db: Database, user: number, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("sessions")
    .where("token_hash", "=", tokenHash)
    .where("user_id", "=", user)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Ends every session of a user, or every one but the one to be kept. */
export async function deleteSessions(db: Database, user: number, kept = ""): Promise<void> {
  await db.deleteFrom("sessions").where("user_id", "=", user).where("token_hash", "!=", kept).execute();
}

export async function deleteExpiredSessions(db: Database, at: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("sessions").where("expires_at", "<=", at).executeTakeFirst();
  return Number(numDeletedRows);
}
