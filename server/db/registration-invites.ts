import type { Selectable } from "kysely";
import type { Database, RegistrationInvitesTable } from "./schema.ts";

/** A link that lets somebody register; the one that the server makes for itself makes them its owner. */
export type RegistrationInvite = {
  readonly tokenHash: string;
  readonly createdBy: number | null;
  readonly createdAt: number;
  /** Null: never. */
  readonly expiresAt: number | null;
  readonly usesLeft: number;
  readonly makesAdmin: boolean;
};

export async function createRegistrationInvite(db: Database, invite: RegistrationInvite): Promise<void> {
  await db
    .insertInto("registration_invites")
    .values({
      token_hash: invite.tokenHash,
      created_by: invite.createdBy,
      created_at: invite.createdAt,
      expires_at: invite.expiresAt,
      uses_left: invite.usesLeft,
      makes_admin: invite.makesAdmin ? 1 : 0,
    })
    .execute();
}

/** The invites that are still good for something, newest first. */
export async function openRegistrationInvites(db: Database, at: number): Promise<RegistrationInvite[]> {
  const rows = await open(db, at).orderBy("created_at", "desc").orderBy("token_hash").execute();
  return rows.map(toInvite);
}

export async function findRegistrationInvite(
  db: Database,
  tokenHash: string,
  at: number,
): Promise<RegistrationInvite | null> {
  const row = await open(db, at).where("token_hash", "=", tokenHash).executeTakeFirst();
  return row ? toInvite(row) : null;
}

/** Uses an invite once; null when it is unknown, expired or used up. */
export async function takeRegistrationInvite(
  db: Database,
  tokenHash: string,
  at: number,
): Promise<RegistrationInvite | null> {
  const found = await findRegistrationInvite(db, tokenHash, at);
  if (found === null) return null;
  await db
    .updateTable("registration_invites")
    .set({ uses_left: found.usesLeft - 1 })
    .where("token_hash", "=", tokenHash)
    .execute();
  return found;
}

/** Withdraws an invite; false when there is none. */
export async function deleteRegistrationInvite(db: Database, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("registration_invites")
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Withdraws every link that makes an owner. */
export async function deleteOwnerLinks(db: Database): Promise<void> {
  await db.deleteFrom("registration_invites").where("makes_admin", "=", 1).execute();
}

export async function deleteSpentInvites(db: Database, at: number): Promise<void> {
  await db
    .deleteFrom("registration_invites")
    .where((eb) => eb.or([eb("uses_left", "=", 0), eb("expires_at", "<=", at)]))
    .execute();
}

const open = (db: Database, at: number) =>
  db
    .selectFrom("registration_invites")
    .selectAll()
    .where("uses_left", ">", 0)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", at)]));

function toInvite(row: Selectable<RegistrationInvitesTable>): RegistrationInvite {
  return {
    tokenHash: row.token_hash,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usesLeft: row.uses_left,
    makesAdmin: row.makes_admin === 1,
  };
}
