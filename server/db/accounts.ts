import type { Selectable } from "kysely";
import type { AccountsTable, Database } from "./schema.ts";

/** What a learner who is no guest has beyond being a user. */
export type Account = {
  readonly user: number;
  readonly name: string;
  /** The name as it is compared. */
  readonly nameKey: string;
  readonly passwordHash: string | null;
  readonly admin: boolean;
  readonly createdAt: number;
  readonly passwordChangedAt: number;
};

/** Makes an account of a guest, whose progress stays; false when the name is taken. */
export async function createAccount(
  db: Database,
  account: Omit<Account, "createdAt" | "passwordChangedAt"> & { at: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("accounts")
    .values({
      user_id: account.user,
      name: account.name,
      name_key: account.nameKey,
      password_hash: account.passwordHash,
      is_admin: account.admin ? 1 : 0,
      created_at: account.at,
      password_changed_at: account.at,
    })
    .onConflict((conflict) => conflict.column("name_key").doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await db.updateTable("users").set({ kind: "account" }).where("id", "=", account.user).execute();
  return true;
}

export async function findAccount(db: Database, user: number): Promise<Account | null> {
  const row = await db.selectFrom("accounts").selectAll().where("user_id", "=", user).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** The account of a name, as names are compared. */
export async function findAccountNamed(db: Database, nameKey: string): Promise<Account | null> {
  const row = await db.selectFrom("accounts").selectAll().where("name_key", "=", nameKey).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** Every account, by name. */
export async function allAccounts(db: Database): Promise<Account[]> {
  const rows = await db.selectFrom("accounts").selectAll().orderBy("name_key").execute();
  return rows.map(toAccount);
}

/** Whether the server has an owner. */
export async function hasAdmin(db: Database): Promise<boolean> {
  const row = await db.selectFrom("accounts").select("user_id").where("is_admin", "=", 1).limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function setAdmin(db: Database, user: number, admin: boolean): Promise<void> {
  const is_admin = admin ? 1 : 0;
  await db.updateTable("accounts").set({ is_admin }).where("user_id", "=", user).execute();
}

export async function setPassword(db: Database, user: number, hash: string, at: number): Promise<void> {
  await db
    .updateTable("accounts")
    .set({ password_hash: hash, password_changed_at: at })
    .where("user_id", "=", user)
    .execute();
}

function toAccount(row: Selectable<AccountsTable>): Account {
  return {
    user: row.user_id,
    name: row.name,
    nameKey: row.name_key,
    passwordHash: row.password_hash,
    admin: row.is_admin === 1,
    createdAt: row.created_at,
    passwordChangedAt: row.password_changed_at,
  };
}
