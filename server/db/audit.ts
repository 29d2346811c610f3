import type { AuditTable, Database } from "./schema.ts";

/** What changed somebody's rights: who did it, to whom or in which group, and what it was. */
export type AuditEntry = {
  readonly at: number;
  /** Null when it was done on the server's own command line. */
  readonly actor: number | null;
  readonly act: AuditTable["act"];
  readonly subject?: number;
  readonly group?: string;
  /** A role, a name, a file: never a secret. */
  readonly detail?: string;
};

/** Appends to the audit log; call it in the transaction of the act itself. */
export async function audit(db: Database, entry: AuditEntry): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      at: entry.at,
      actor_id: entry.actor,
      act: entry.act,
      subject_id: entry.subject ?? null,
      group_id: entry.group ?? null,
      detail: entry.detail ?? null,
    })
    .execute();
}

/** The audit log, newest first; `before` is the last entry of the page above. */
export async function auditLog(
  db: Database,
  page: { before?: number; limit: number },
): Promise<(AuditEntry & { readonly id: number })[]> {
  const rows = await db
    .selectFrom("audit")
    .selectAll()
    .$if(page.before !== undefined, (query) => query.where("id", "<", page.before ?? 0))
    .orderBy("id", "desc")
    .limit(page.limit)
    .execute();
  return rows.map(({ id, at, actor_id, act, subject_id, group_id, detail }) => ({
    id,
    at,
    actor: actor_id,
    act,
    ...(subject_id !== null && { subject: subject_id }),
    ...(group_id !== null && { group: group_id }),
    ...(detail !== null && { detail }),
  }));
}
