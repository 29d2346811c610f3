import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { migrate } from "../../server/db/migrate.ts";
import type { OpenDatabase } from "../../server/db/open.ts";
import { openDatabase } from "../../server/db/open.ts";
import type { Database } from "../../server/db/schema.ts";
import type { Ticket } from "../../server/db/tickets.ts";
import { createTicket } from "../../server/db/tickets.ts";
import { createGuest } from "../../server/db/users.ts";
import { item, NOW } from "./fixtures.ts";

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "backprop-drill-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a database until the end of the test. */
export async function openFor(file: string): Promise<OpenDatabase> {
  const opened = await openDatabase(file);
  onTestFinished(() => opened.close());
  return opened;
}

/** A migrated database in memory, with one guest. */
export async function database(): Promise<{ db: Database; user: number }> {
  const opened = await openFor(":memory:");
  await migrate(opened, migrations, NOW);
  const { id } = await createGuest(opened.db, { at: NOW });
  return { db: opened.db, user: id };
}

export async function ticketOf(db: Database, user: number, id = "ticket-1", skill?: string): Promise<Ticket> {
  return createTicket(db, { id, user, item: item(skill), reason: "new", at: NOW });
}
