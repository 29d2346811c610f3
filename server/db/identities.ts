import type { Database } from "./schema.ts";

/** Who somebody is to another server. */
export type Identity = { readonly issuer: string; readonly subject: string };

/** Whose identity it is; null for one that nobody here has. */
export async function findIdentity(db: Database, { issuer, subject }: Identity): Promise<number | null> {
  const row = await db
    .selectFrom("identities")
    .select("user_id")
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

export async function addIdentity(db: Database, user: number, identity: Identity, at: number): Promise<void> {
  await db
    .insertInto("identities")
    .values({ ...identity, user_id: user, created_at: at })
    .execute();
}

/** Whether another server vouches for somebody. */
export async function hasIdentity(db: Database, user: number, issuer: string): Promise<boolean> {
  const row = await db
    .selectFrom("identities")
    .select("subject")
    .where("user_id", "=", user)
    .where("issuer", "=", issuer)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteIdentities(db: Database, user: number, issuer: string): Promise<void> {
  await db.deleteFrom("identities").where("user_id", "=", user).where("issuer", "=", issuer).execute();
}
