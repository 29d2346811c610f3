import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** The log keeps each question whole, whatever its form; before, only numbers of a network could be asked for. */
export const items: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`drop trigger reviews_never_change`.execute(db);
    await sql`drop trigger reviews_never_go`.execute(db);
    await sql`alter table reviews rename to reviews_of_numbers`.execute(db);
    await sql`drop index reviews_day`.execute(db);
    await createReviews(db);
    await copyReviews(db);
    await sql`drop table reviews_of_numbers`.execute(db);
    await guardReviews(db);
    // Replies are in words that clients no longer read.
    await sql`delete from attempts`.execute(db);
  },
};

async function createReviews(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("reviews")
    .addColumn("user_id", "integer", (column) => column.notNull().references("users.id").onDelete("cascade"))
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
    .addColumn("answer", "text", (column) => column.notNull())
    .addColumn("mistakes", "text", (column) => column.notNull())
    .addColumn("item", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("reviews_key", ["user_id", "id"])
    .modifyEnd(sql`strict, without rowid`)
    .execute();
  await db.schema.createIndex("reviews_day").on("reviews").columns(["user_id", "day"]).execute();
}

const copyReviews = (db: Kysely<unknown>) =>
  sql`insert into reviews
    select user_id, id, at, day, subject_id, verdict, rating, ticket_id, hints_used, revealed, retrievability, seconds,
      form, level, answer, mistakes,
      json_object('skill', subject_id, 'form', form, 'level', level, 'seed', seed, 'generator', generator,
        'notation', notation, 'network', json(network), 'ask', json_object('kind', ask_kind, 'quantity', quantity))
    from reviews_of_numbers`.execute(db);

/** The log is append-only; a learner who leaves takes it along, and by then the learner's row is gone. */
async function guardReviews(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger reviews_never_change before update on reviews
    begin select raise(abort, 'the review log is append-only'); end`.execute(db);
  await sql`create trigger reviews_never_go before delete on reviews
    when exists (select 1 from users where users.id = old.user_id)
    begin select raise(abort, 'the review log is append-only'); end`.execute(db);
}
