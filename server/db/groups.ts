import type { Selectable } from "kysely";
import type { GroupsTable } from "./group-tables.ts";
import type { Database } from "./schema.ts";

/** A study group. */
export type Group = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly language: GroupsTable["language"];
  readonly zone: string;
  readonly secret: string;
};

export async function createGroup(db: Database, group: Group): Promise<void> {
  const { createdAt, ...rest } = group;
  await db
    .insertInto("groups")
    .values({ ...rest, created_at: createdAt })
    .execute();
}

export async function findGroup(db: Database, id: string): Promise<Group | null> {
  const row = await db.selectFrom("groups").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? toGroup(row) : null;
}

/** The names of those groups that still exist. */
export async function groupNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom("groups").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What may be changed about a group, as a request names it. */
export type GroupChange = { readonly [K in "name" | "language" | "zone"]?: Group[K] | undefined };

export async function changeGroup(db: Database, id: string, { name, language, zone }: GroupChange): Promise<void> {
  const change = {
    ...(name !== undefined && { name }),
    ...(language !== undefined && { language }),
    ...(zone !== undefined && { zone }),
  };
  if (Object.keys(change).length === 0) return;
  await db.updateTable("groups").set(change).where("id", "=", id).execute();
}

/** Forgets a group with all that is its own; its members keep what they learned. */
export async function deleteGroup(db: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("groups").where("id", "=", id).executeTakeFirst();
  return numDeletedRows === 1n;
}

function toGroup({ created_at, ...row }: Selectable<GroupsTable>): Group {
  return { ...row, createdAt: created_at };
}
