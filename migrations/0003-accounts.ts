import { sql } from "kysely";
import type { CreateTableBuilder, Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** Names and passwords, second steps, and the links and codes that let somebody in. See server/db/schema.ts. */
export const accounts: Migration = {
  async up(db: Kysely<unknown>) {
    await createAccounts(db);
    await createSecondSteps(db);
    await createInvitations(db);
    await createPasses(db);
    // Until now nobody could see a list of sessions, and what browser theirs are is not known.
    await sql`alter table sessions add column browser text not null default ''`.execute(db);
  },
};

const strict = sql`strict`;
/** Rows lie in the order of their key: these are only ever found by it. */
const clustered = sql`strict, without rowid`;

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("accounts")
    .addColumn("user_id", "integer", (column) => column.primaryKey().references("users.id").onDelete("cascade"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("name_key", "text", (column) => column.notNull().unique())
    .addColumn("password_hash", "text")
    .addColumn("is_admin", "integer", (column) => column.notNull().check(sql`is_admin in (0, 1)`))
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("password_changed_at", "integer", (column) => column.notNull())
    .modifyEnd(strict)
    .execute();

  await ofUser(db.schema.createTable("identities"))
    .addColumn("issuer", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("identities_key", ["issuer", "subject"])
    .modifyEnd(clustered)
    .execute();
  await db.schema.createIndex("identities_user").on("identities").column("user_id").execute();

  await db.schema
    .createTable("guesses")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("name_hash", "text", (column) => column.notNull())
    .addColumn("at", "integer", (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await db.schema.createIndex("guesses_name").on("guesses").columns(["name_hash", "at"]).execute();
  await db.schema.createIndex("guesses_age").on("guesses").column("at").execute();
}

async function createSecondSteps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("totp")
    .addColumn("user_id", "integer", (column) => column.primaryKey().references("users.id").onDelete("cascade"))
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("confirmed_at", "integer")
    .addColumn("last_step", "integer", (column) => column.notNull())
    .modifyEnd(strict)
    .execute();

  await ofUser(db.schema.createTable("recovery_codes"))
    .addColumn("code_hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("recovery_codes_key", ["user_id", "code_hash"])
    .modifyEnd(clustered)
    .execute();
}

async function createInvitations(db: Kysely<unknown>): Promise<void> {
  await withToken(db.schema.createTable("registration_invites"))
    .addColumn("created_by", "integer", (column) => column.references("users.id").onDelete("set null"))
    .addColumn("created_at", "integer", (column) => column.notNull())
    .addColumn("expires_at", "integer")
    .addColumn("uses_left", "integer", (column) => column.notNull().check(sql`uses_left >= 0`))
    .addColumn("makes_admin", "integer", (column) => column.notNull().check(sql`makes_admin in (0, 1)`))
    .modifyEnd(clustered)
    .execute();
  await db.schema.createIndex("registration_invites_by").on("registration_invites").column("created_by").execute();
}

async function createPasses(db: Kysely<unknown>): Promise<void> {
  await withToken(ofUser(db.schema.createTable("passes")))
    .addColumn("purpose", "text", (column) => column.notNull().check(sql`purpose in ('second_step', 'reset', 'carry')`))
    .addColumn("expires_at", "integer", (column) => column.notNull())
    .modifyEnd(clustered)
    .execute();
  await db.schema.createIndex("passes_user").on("passes").column("user_id").execute();

  await withToken(db.schema.createTable("sign_ons"))
    .addColumn("user_id", "integer", (column) => column.references("users.id").onDelete("cascade"))
    .addColumn("verifier", "text", (column) => column.notNull())
    .addColumn("nonce", "text", (column) => column.notNull())
    .addColumn("invite_hash", "text")
    .addColumn("takes_along", "integer", (column) => column.notNull().check(sql`takes_along in (0, 1)`))
    .addColumn("expires_at", "integer", (column) => column.notNull())
    .modifyEnd(clustered)
    .execute();
  await db.schema.createIndex("sign_ons_user").on("sign_ons").column("user_id").execute();
}

function withToken<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table.addColumn("token_hash", "text", (column) => column.primaryKey().notNull());
}

/** Whatever belongs to a learner goes with the learner. */
function ofUser<T extends string, C extends string>(table: CreateTableBuilder<T, C>) {
  return table.addColumn("user_id", "integer", (column) => column.notNull().references("users.id").onDelete("cascade"));
}
