import type { Database } from "./schema.ts";

/** A sign-on that has gone to another server and not come back yet. */
export type SignOn = {
  /** The account that gets the identity; null when the identity tells the account. */
  readonly user: number | null;
  readonly verifier: string;
  readonly nonce: string;
  readonly inviteHash: string | null;
  readonly takesAlong: boolean;
};

export async function createSignOn(
  db: Database,
  signOn: SignOn & { tokenHash: string; expiresAt: number },
): Promise<void> {
  await db
    .insertInto("sign_ons")
    .values({
      token_hash: signOn.tokenHash,
      user_id: signOn.user,
      verifier: signOn.verifier,
      nonce: signOn.nonce,
      invite_hash: signOn.inviteHash,
      takes_along: signOn.takesAlong ? 1 : 0,
      expires_at: signOn.expiresAt,
    })
    .execute();
}

/** Takes a sign-on that comes back; null when it is unknown, came back before, or took too long. */
export async function takeSignOn(db: Database, tokenHash: string, at: number): Promise<SignOn | null> {
  const row = await db
    .deleteFrom("sign_ons")
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", at)
    .returningAll()
    .executeTakeFirst();
  if (!row) return null;
  return {
    user: row.user_id,
    verifier: row.verifier,
    nonce: row.nonce,
    inviteHash: row.invite_hash,
    takesAlong: row.takes_along === 1,
  };
}

export async function deleteExpiredSignOns(db: Database, at: number): Promise<void> {
  await db.deleteFrom("sign_ons").where("expires_at", "<=", at).execute();
}
