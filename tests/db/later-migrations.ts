import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { migrations } from "../../migrations/index.ts";

const adding = (column: string): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`alter table users add column ${sql.ref(column)} text`.execute(db);
  },
});

/** The schema of a later version of the program. */
export const laterMigrations = {
  ...migrations,
  "9001-second": adding("second"),
  "9002-third": adding("third"),
};
