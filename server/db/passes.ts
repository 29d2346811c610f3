import type { Database, PassesTable } from "./schema.ts";

/** What a pass is good for. */
export type Purpose = PassesTable["purpose"];

export async function createPass(
  db: Database,
  pass: { tokenHash: string; purpose: Purpose; user: number; expiresAt: number },
): Promise<void> {
  await db
    .insertInto("passes")
    .values({
      token_hash: pass.tokenHash,
      purpose: pass.purpose,
      user_id: pass.user,
      expires_at: pass.expiresAt,
    })
    .execute();
}

/** Whose pass it is, unless it has expired. */
export async function findPass(
  db: Database,
  pass: { tokenHash: string; purpose: Purpose },
  at: number,
): Promise<number | null> {
  const row = await db
    .selectFrom("passes")
    .select("user_id")
    .where("token_hash", "=", pass.tokenHash)
    .where("purpose", "=", pass.purpose)
    .where("expires_at", ">", at)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

/** The same, and uses it up. */
export async function takePass(
  db: Database,
  pass: { tokenHash: string; purpose: Purpose },
  at: number,
): Promise<number | null> {
  const user = await findPass(db, pass, at);
  if (user !== null) await db.deleteFrom("passes").where("token_hash", "=", pass.tokenHash).execute();
  return user;
}

/** Makes every pass of a user void. */
export async function deletePasses(db: Database, user: number): Promise<void> {
  await db.deleteFrom("passes").where("user_id", "=", user).execute();
}

export async function deleteExpiredPasses(db: Database, at: number): Promise<void> {
  await db.deleteFrom("passes").where("expires_at", "<=", at).execute();
}
