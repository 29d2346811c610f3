import { sql } from "kysely";
import type { CreateTableBuilder, Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Learners, their cards and log, questions handed out, and what was said about them. See server/db/schema.ts. */
export const first: Migration = {
  async up(db: Kysely<unknown>) {
    await createLearners(db);
    await createStudy(db);
    await createQuestions(db);
    await createRemarks(db);
    await guardReviews(db);
  },
};

const strict = sql`strict`;
/** Rows lie in the order of their key, so that those of one learner are neighbours. */
const clustered = sql`strict, without rowid`;

async function createLearners(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("users")
    // A number is never given twice: a session that outlives its user must not become somebody else's.
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("kind", "text", (column) => column.notNull().check(sql`kind in ('guest', 'account')`))
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("language", "text")
    .addColumn("notation", "text")
    .addColumn("zone", "text", (column) => column.notNull())
    .addColumn("rollover_hour", "integer", (column) => column.notNull().check(sql`rollover_hour between 0 and 23`))
    .addColumn("new_per_day", "integer", (column) => column.notNull().check(sql`new_per_day >= 0`))
    .modifyEnd(strict)
    .execute();

  await ofUser(
    db.schema.createTable("sessions").addColumn("token_hash", "text", (column) => column.primaryKey().notNull()),
  )
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("last_seen_at", "integer", (column) => column.notNull())
    .addColumn("expires_at", "integer", (column) => column.notNull())
    .modifyEnd(clustered)
    .execute();
  await db.schema.createIndex("sessions_user").on("sessions").column("user_id").execute();
  await db.schema.createIndex("sessions_expiry").on("sessions").column("expires_at").execute();
}

async function createStudy(db: Kysely<unknown>): Promise<void> {
  await ofUser(db.schema.createTable("cards"))
    .addColumn("subject_id", "text", (column) => column.notNull())
    .addColumn("stability", "real", (column) => column.notNull())
    .addColumn("difficulty", "real", (column) => column.notNull())
    .addColumn("due_day", "integer", (column) => column.notNull())
    .addColumn("first_day", "integer", (column) => column.notNull())
    .addColumn("last_day", "integer", (column) => column.notNull())
    .addColumn("reviews", "integer", (column) => column.notNull())
    .addColumn("lapses", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("cards_key", ["user_id", "subject_id"])
    .modifyEnd(clustered)
    .execute();

  await ofUser(db.schema.createTable("reviews"))
    .addColumn("id", "integer", (column) => column.notNull())
    .addColumn("at", "integer", (column) => column.notNull())
    .addColumn("day", "integer", (column) => column.notNull())
    .addColumn("subject_id", "text", (column) => column.notNull())
    .addColumn("verdict", "text", (column) => column.notNull().check(sql`verdict in ('right', 'wrong', 'gave_up')`))
    .addColumn("rating", "text", (column) => column.check(sql`rating in ('again', 'hard', 'good', 'easy')`))
    .addColumn("ticket_id", "text", (column) => column.notNull())
    .addColumn("hints_used", "integer", (column) => column.notNull())
    .addColumn("revealed", "integer", (column) => column.notNull())
    .addColumn("retrievability", "real")
    .addColumn("seconds", "real")
    .addColumn("form", "text", (column) => column.notNull())
    .addColumn("level", "integer", (column) => column.notNull())
    .addColumn("notation", "text", (column) => column.notNull())
    .addColumn("ask_kind", "text", (column) => column.notNull())
    .addColumn("quantity", "text", (column) => column.notNull())
    .addColumn("seed", "text", (column) => column.notNull())
    .addColumn("generator", "integer", (column) => column.notNull())
    .addColumn("answer", "text", (column) => column.notNull())
    .addColumn("mistakes", "text", (column) => column.notNull())
    .addColumn("network", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("reviews_key", ["user_id", "id"])
    .modifyEnd(clustered)
    .execute();
  await db.schema.createIndex("reviews_day").on("reviews").columns(["user_id", "day"]).execute();
}

async function createQuestions(db: Kysely<unknown>): Promise<void> {
  await ofUser(db.schema.createTable("tickets").addColumn("id", "text", (column) => column.primaryKey().notNull()))
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull().check(sql`state in ('open', 'answered', 'dropped')`))
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("hints_used", "integer", (column) => column.notNull())
    .addColumn("revealed", "integer", (column) => column.notNull())
    .addColumn("item", "text", (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema.createIndex("tickets_user").on("tickets").columns(["user_id", "state", "created_at"]).execute();
  await db.schema.createIndex("tickets_age").on("tickets").column("created_at").execute();

  await db.schema
    .createTable("attempts")
    .addColumn("ticket_id", "text", (column) => column.notNull().references("tickets.id").onDelete("cascade"))
    .addColumn("attempt", "text", (column) => column.notNull())
    .addColumn("response", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("attempts_key", ["ticket_id", "attempt"])
    .modifyEnd(clustered)
    .execute();
}

async function createRemarks(db: Kysely<unknown>): Promise<void> {
  await ofUser(withId(db.schema.createTable("events")))
    .addColumn("at", "integer", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject_id", "text", (column) => column.notNull())
    .addColumn("ticket_id", "text", (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema.createIndex("events_user").on("events").column("user_id").execute();

  await ofUser(withId(db.schema.createTable("reports")))
    .addColumn("at", "integer", (column) => column.notNull())
    .addColumn("ticket_id", "text", (column) => column.notNull())
    .addColumn("subject_id", "text", (column) => column.notNull())
    .addColumn("seed", "text", (column) => column.notNull())
    .addColumn("generator", "integer", (column) => column.notNull())
    .addColumn("answer", "text")
    .addColumn("comment", "text", (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema.createIndex("reports_user").on("reports").column("user_id").execute();
}

/** The log is append-only; a learner who leaves takes it along, and by then the learner's row is gone. */
async function guardReviews(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger reviews_never_change before update on reviews
    begin select raise(abort, 'the review log is append-only'); end`.execute(db);
  await sql`create trigger reviews_never_go before delete on reviews
    when exists (select 1 from users where users.id = old.user_id)
    begin select raise(abort, 'the review log is append-only'); end`.execute(db);
}

function withId<T extends string>(table: CreateTableBuilder<T>) {
  return table.addColumn("id", "integer", (column) => column.primaryKey().autoIncrement());
}

/** Whatever belongs to a learner goes with the learner. */
function ofUser<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table.addColumn("user_id", "integer", (column) => column.notNull().references("users.id").onDelete("cascade"));
}
