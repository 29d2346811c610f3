import type { AuditEntry } from "#contract/admin.ts";
import { auditLog } from "../../db/audit.ts";
import { groupNames } from "../../db/groups.ts";
import { namesOf } from "../../db/people.ts";
import type { Database } from "../../db/schema.ts";

const PAGE = 100;

/** A page of the audit log with the names of today: of those who are gone, the number alone is left. */
export const auditPage = async (
  db: Database,
  before: number | undefined,
): Promise<{ entries: AuditEntry[]; more: boolean }> => {
  const found = await auditLog(db, { ...(before !== undefined && { before }), limit: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const names = await namesOf(
    db,
    page.flatMap(({ actor, subject }) => [actor ?? [], subject ?? []].flat()),
  );
  const groups = await groupNames(
    db,
    page.flatMap(({ group }) => group ?? []),
  );
  const someone = (id: number | null | undefined) =>
    id === null || id === undefined ? null : { id, name: names.get(id) ?? null };
  return {
    entries: page.map(({ id, at, actor, act, subject, group, detail }) => ({
      id,
      at: new Date(at).toISOString(),
      actor: someone(actor),
      act,
      subject: someone(subject),
      group: group === undefined ? null : (groups.get(group) ?? group),
      detail: detail ?? null,
    })),
    more: found.length > PAGE,
  };
};
