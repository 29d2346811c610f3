import type { Database } from "./schema.ts";

/** Gives an account new recovery codes, by their hashes; the old ones are void. */
export async function replaceRecoveryCodes(db: Database, user: number, hashes: readonly string[]): Promise<void> {
  await db.deleteFrom("recovery_codes").where("user_id", "=", user).execute();
  const rows = hashes.map((code_hash) => ({ user_id: user, code_hash }));
  if (rows.length > 0) await db.insertInto("recovery_codes").values(rows).execute();
}

/** Uses up a recovery code; false when there is no such code. */
export async function useRecoveryCode(db: Database, user: number, hash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("recovery_codes")
    .where("user_id", "=", user)
    .where("code_hash", "=", hash)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function countRecoveryCodes(db: Database, user: number): Promise<number> {
  const { left } = await db
    .selectFrom("recovery_codes")
    .select(({ fn }) => fn.countAll<number>().as("left"))
    .where("user_id", "=", user)
    .executeTakeFirstOrThrow();
  return left;
}
