import type { GroupsTable, MembershipsTable } from "./group-tables.ts";
import type { Database } from "./schema.ts";

export type Role = MembershipsTable["role"];

/** An active member, as the group's staff sees them. */
export type Member = {
  readonly id: string;
  readonly user: number;
  readonly name: string;
  readonly role: Role;
  readonly joinedAt: number;
  readonly showsEffort: boolean;
};

/** Somebody's place in a group; null for whoever is not, or no longer, a member. */
export async function membershipOf(
  db: Database,
  group: string,
  user: number,
): Promise<Pick<MembershipsTable, "id" | "role"> | null> {
  const row = await db
    .selectFrom("memberships")
    .select(["id", "role"])
    .where("group_id", "=", group)
    .where("user_id", "=", user)
    .where("status", "=", "active")
    .executeTakeFirst();
  return row ?? null;
}

/** The groups that somebody is in, by name, with the number of members. */
export async function groupsOf(
  db: Database,
  user: number,
): Promise<(Pick<GroupsTable, "id" | "name"> & { role: Role; members: number })[]> {
  return db
    .selectFrom("memberships")
    .innerJoin("groups", "groups.id", "memberships.group_id")
    .select(["groups.id", "groups.name", "memberships.role"])
    .select((eb) =>
      eb
        .selectFrom("memberships as others")
        .whereRef("others.group_id", "=", "groups.id")
        .where("others.status", "=", "active")
        .select(({ fn }) => fn.countAll<number>().as("n"))
        .as("members"),
    )
    .where("memberships.user_id", "=", user)
    .where("memberships.status", "=", "active")
    .orderBy("groups.name")
    .orderBy("groups.id")
    .$narrowType<{ members: number }>()
    .execute();
}

/** The active members of a group. */
export async function membersOf(db: Database, group: string): Promise<Member[]> {
  const rows = await db
    .selectFrom("memberships")
    .innerJoin("accounts", "accounts.user_id", "memberships.user_id")
    .select(["id", "memberships.user_id as user", "accounts.name", "role", "joined_at", "shows_effort"])
    .where("group_id", "=", group)
    .where("status", "=", "active")
    .orderBy("accounts.name_key")
    .execute();
  return rows.map(({ joined_at, shows_effort, ...row }) => ({
    ...row,
    joinedAt: joined_at,
    showsEffort: shows_effort === 1,
  }));
}

/** When somebody was removed from a group; null for whoever was not. */
export async function removedAt(db: Database, group: string, user: number): Promise<number | null> {
  const row = await db
    .selectFrom("memberships")
    .select("ended_at")
    .where("group_id", "=", group)
    .where("user_id", "=", user)
    .where("status", "=", "removed")
    .executeTakeFirst();
  return row?.ended_at ?? null;
}

/** Makes somebody a member; whoever comes back begins anew, with nothing shown to others. */
export async function join(
  db: Database,
  membership: { id: string; group: string; user: number; role: Role; at: number },
): Promise<void> {
  const { id, group, user, role, at } = membership;
  const fresh = { role, status: "active", joined_at: at, ended_at: null, shows_effort: 0 } as const;
  await db
    .insertInto("memberships")
    .values({ id, group_id: group, user_id: user, ...fresh })
    .onConflict((conflict) => conflict.columns(["group_id", "user_id"]).doUpdateSet(fresh))
    .execute();
}

/** Ends a membership and answers whose it was; null when there was none, or no longer. */
export async function endMembership(
  db: Database,
  end: { group: string; member: string; status: "left" | "removed"; at: number },
): Promise<number | null> {
  const row = await db
    .updateTable("memberships")
    .set({ status: end.status, ended_at: end.at, shows_effort: 0 })
    .where("group_id", "=", end.group)
    .where("id", "=", end.member)
    .where("status", "=", "active")
    .returning("user_id")
    .executeTakeFirst();
  return row?.user_id ?? null;
}

/** Gives an active member another role and answers who it is; null when there is no such member. */
export async function changeRole(db: Database, group: string, member: string, role: Role): Promise<number | null> {
  const row = await db
    .updateTable("memberships")
    .set({ role })
    .where("group_id", "=", group)
    .where("id", "=", member)
    .where("status", "=", "active")
    .returning("user_id")
    .executeTakeFirst();
  return row?.user_id ?? null;
}

/** Whether a member shows the others how much they practise. */
export async function showEffort(db: Database, group: string, user: number, shows: boolean): Promise<void> {
  await db
    .updateTable("memberships")
    .set({ shows_effort: shows ? 1 : 0 })
    .where("group_id", "=", group)
    .where("user_id", "=", user)
    .where("status", "=", "active")
    .execute();
}

/** Whether a group has an owner; without one nobody could ever change it. */
export async function hasOwner(db: Database, group: string): Promise<boolean> {
  const row = await db
    .selectFrom("memberships")
    .select("id")
    .where("group_id", "=", group)
    .where("status", "=", "active")
    .where("role", "=", "owner")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The groups whose only owner somebody is, by name: they have to be handed over before this account can go. */
export async function groupsOnlyOwnedBy(db: Database, user: number): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom("memberships as own")
    .innerJoin("groups", "groups.id", "own.group_id")
    .select(["groups.id", "groups.name"])
    .where("own.user_id", "=", user)
    .where("own.role", "=", "owner")
    .where("own.status", "=", "active")
    .where((eb) => {
      const others = eb
        .selectFrom("memberships as other")
        .select("other.id")
        .whereRef("other.group_id", "=", "own.group_id")
        .where("other.user_id", "!=", user)
        .where("other.role", "=", "owner")
        .where("other.status", "=", "active");
      return eb.not(eb.exists(others));
    })
    .orderBy("groups.name")
    .execute();
}
