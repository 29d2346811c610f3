import type { Database } from "./schema.ts";

/** What makes an account's one-time codes. */
export type Totp = { readonly secret: string; readonly confirmed: boolean };

export async function findTotp(db: Database, user: number): Promise<Totp | null> {
  const row = await db.selectFrom("totp").selectAll().where("user_id", "=", user).executeTakeFirst();
  return row ? { secret: row.secret, confirmed: row.confirmed_at !== null } : null;
}

/** Stores a secret that a first code has yet to confirm, in place of an older one of that kind; false if one is in force. */
export async function proposeTotp(db: Database, user: number, secret: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("totp")
    .values({ user_id: user, secret, confirmed_at: null, last_step: 0 })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ secret }).where("totp.confirmed_at", "is", null))
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Puts the proposed secret in force; false when there is none. */
export async function confirmTotp(db: Database, user: number, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("totp")
    .set({ confirmed_at: at })
    .where("user_id", "=", user)
    .where("confirmed_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Uses up the code of a time step, and with it all older ones; false when it is used up already. */
export async function useStep(db: Database, user: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("totp")
    .set({ last_step: step })
    .where("user_id", "=", user)
    .where("last_step", "<", step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteTotp(db: Database, user: number): Promise<void> {
  await db.deleteFrom("totp").where("user_id", "=", user).execute();
}
