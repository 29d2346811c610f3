import type { Selectable } from "kysely";
import type { GroupInvitesTable } from "./group-tables.ts";
import type { Database } from "./schema.ts";

/** What leads into a group. Its code is known to whoever was given it, and to nobody else. */
export type GroupInvite = {
  readonly id: string;
  readonly group: string;
  readonly role: GroupInvitesTable["role"];
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usesLeft: number;
};

export async function createGroupInvite(db: Database, invite: GroupInvite & { codeHash: string }): Promise<void> {
  await db
    .insertInto("group_invites")
    .values({
      id: invite.id,
      group_id: invite.group,
      code_hash: invite.codeHash,
      role: invite.role,
      created_at: invite.createdAt,
      expires_at: invite.expiresAt,
      uses_left: invite.usesLeft,
      revoked_at: null,
    })
    .execute();
}

/** The invites into a group that still work, the newest first. */
export async function groupInvitesOf(db: Database, group: string, at: number): Promise<GroupInvite[]> {
  const rows = await working(db, at)
    .where("group_id", "=", group)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(toInvite);
}

/** The invite that a code stands for, as long as it works. */
export async function findGroupInvite(db: Database, codeHash: string, at: number): Promise<GroupInvite | null> {
  const row = await working(db, at).where("code_hash", "=", codeHash).executeTakeFirst();
  return row ? toInvite(row) : null;
}

/** Takes one use of an invite; false when none was left. */
export async function takeGroupInvite(db: Database, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("group_invites")
    .set((eb) => ({ uses_left: eb("uses_left", "-", 1) }))
    .where("id", "=", id)
    .where("uses_left", ">", 0)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends an invite; false when the group has no such one that still works. */
export async function revokeGroupInvite(db: Database, group: string, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("group_invites")
    .set({ revoked_at: at })
    .where("group_id", "=", group)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Forgets invites that ended before an instant. */
export async function deleteEndedGroupInvites(db: Database, before: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom("group_invites").where("expires_at", "<", before).executeTakeFirst();
  return Number(numDeletedRows);
}

function working(db: Database, at: number) {
  return db
    .selectFrom("group_invites")
    .selectAll()
    .where("expires_at", ">", at)
    .where("uses_left", ">", 0)
    .where("revoked_at", "is", null);
}

function toInvite(row: Selectable<GroupInvitesTable>): GroupInvite {
  return {
    id: row.id,
    group: row.group_id,
    role: row.role,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usesLeft: row.uses_left,
  };
}
