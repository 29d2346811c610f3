import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** A sheet rates the skills that its cells are about, beside its own. */
export const credits: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table reviews add column credits text not null default '[]'`.execute(db);
    // Replies to sheets did not say so.
    await sql`delete from attempts`.execute(db);
  },
};
