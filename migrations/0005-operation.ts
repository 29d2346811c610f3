import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/** What the server's owner works with: who changed whose rights, and reports that are dealt with one by one. */
export const operation: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("audit")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("at", "integer", (column) => column.notNull())
      // No references: an entry outlives whom and what it is about.
      .addColumn("actor_id", "integer")
      .addColumn("act", "text", (column) => column.notNull())
      .addColumn("subject_id", "integer")
      .addColumn("group_id", "text")
      .addColumn("detail", "text")
      .modifyEnd(sql`strict`)
      .execute();
    await sql`create trigger audit_never_changes before update on audit
      begin select raise(abort, 'the audit log is append-only'); end`.execute(db);
    await sql`create trigger audit_never_goes before delete on audit
      begin select raise(abort, 'the audit log is append-only'); end`.execute(db);
    await keepReportedItems(db);
  },
};

/** Tickets are forgotten after a time; what was reported has to be seen after that as well. */
async function keepReportedItems(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("reports").addColumn("item", "text").execute();
  await db.schema.alterTable("reports").addColumn("closed_at", "integer").execute();
  await sql`update reports set item = (select item from tickets where tickets.id = reports.ticket_id)`.execute(db);
}
