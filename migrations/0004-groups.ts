import { sql } from "kysely";
import type { CreateTableBuilder, Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Study groups: who is in them, what they practise together, and what leads in. See server/db/schema.ts. */
export const groups: Migration = {
  async up(db: Kysely<unknown>) {
    await createGroups(db);
    await createInvites(db);
    await createDrills(db);
    await createAssignments(db);
    await indexReviews(db);
  },
};

const strict = sql`strict`;
/** Rows lie in the order of their key, so that those of one group are neighbours. */
const clustered = sql`strict, without rowid`;

async function createGroups(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("groups")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.check(sql`language in ('en', 'zh')`))
    .addColumn("zone", "text", (column) => column.notNull())
    .addColumn("secret", "text", (column) => column.notNull())
    .modifyEnd(strict)
    .execute();

  await ofUser(ofGroup(db.schema.createTable("memberships")))
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("role", "text", (column) => column.notNull().check(sql`role in ('owner', 'tutor', 'member')`))
    .addColumn("status", "text", (column) => column.notNull().check(sql`status in ('active', 'left', 'removed')`))
    .addColumn("joined_at", "integer", (column) => column.notNull())
    .addColumn("ended_at", "integer")
    .addColumn("shows_effort", "integer", (column) => column.notNull().check(sql`shows_effort in (0, 1)`))
    .addPrimaryKeyConstraint("memberships_key", ["group_id", "user_id"])
    .modifyEnd(clustered)
    .execute();
  await db.schema.createIndex("memberships_user").on("memberships").column("user_id").execute();
}

async function createInvites(db: Kysely<unknown>): Promise<void> {
  await ofGroup(db.schema.createTable("group_invites"))
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("code_hash", "text", (column) => column.notNull().unique())
    .addColumn("role", "text", (column) => column.notNull().check(sql`role in ('tutor', 'member')`))
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("expires_at", "integer", (column) => column.notNull())
    .addColumn("uses_left", "integer", (column) => column.notNull().check(sql`uses_left >= 0`))
    .addColumn("revoked_at", "integer")
    .modifyEnd(strict)
    .execute();
  await db.schema.createIndex("group_invites_group").on("group_invites").column("group_id").execute();
}

async function createDrills(db: Kysely<unknown>): Promise<void> {
  await ofGroup(db.schema.createTable("drills"))
    .addColumn("week", "text", (column) => column.notNull())
    .addColumn("skills", "text")
    .addColumn("items", "text")
    .addPrimaryKeyConstraint("drills_key", ["group_id", "week"])
    .modifyEnd(clustered)
    .execute();

  await ofUser(ofGroup(db.schema.createTable("drill_tickets")))
    .addColumn("week", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("ticket_id", "text", (column) => column.notNull().unique())
    .addColumn("review_id", "integer")
    .addPrimaryKeyConstraint("drill_tickets_key", ["group_id", "week", "position", "user_id"])
    .modifyEnd(clustered)
    .execute();
  await db.schema.createIndex("drill_tickets_user").on("drill_tickets").column("user_id").execute();
}

async function createAssignments(db: Kysely<unknown>): Promise<void> {
  await ofGroup(db.schema.createTable("assignments"))
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("due_date", "text", (column) => column.notNull())
    .addColumn("level", "integer")
    .addColumn("skills", "text", (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema.createIndex("assignments_group").on("assignments").column("group_id").execute();
}

/** A group is looked at over hundreds of logs at once: all that is counted lies in the index, the questions do not. */
async function indexReviews(db: Kysely<unknown>): Promise<void> {
  await sql`drop index reviews_day`.execute(db);
  await sql`create index reviews_rated
    on reviews (user_id, day, id, subject_id, verdict, rating, level, at, seconds, mistakes)
    where rating is not null`.execute(db);
}

/** Whatever belongs to a group goes with the group. */
function ofGroup<T extends string>(table: CreateTableBuilder<T>) {
  return table.addColumn("group_id", "text", (column) => column.notNull().references("groups.id").onDelete("cascade"));
}

/** Whatever belongs to a learner goes with the learner. */
function ofUser<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table.addColumn("user_id", "integer", (column) => column.notNull().references("users.id").onDelete("cascade"));
}
