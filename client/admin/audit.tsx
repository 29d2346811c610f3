import type { AuditEntry } from "#contract/admin.ts";
import { call, type Reply } from "../api.ts";
import { texts } from "../i18n/admin/index.ts";
import { fill } from "../i18n/index.ts";
import { moment } from "./format.ts";
import { Part } from "./part.tsx";

type Page = { entries: AuditEntry[]; more: boolean };

const load = () => call("auditLog", {});

/** Who changed whose rights. */
export function AuditPart() {
  const { audit: said } = texts.value;
  return (
    <Part<Page> title={said.title} load={load}>
      {(page, act) => (
        <>
          {page.entries.length === 0 && <p class="note">{said.none}</p>}
          <ul class="session-list">
            {page.entries.map((entry) => (
              <li key={entry.id}>
                <div>
                  {sentenceOf(entry)}
                  <p class="note">{moment(entry.at)}</p>
                </div>
              </li>
            ))}
          </ul>
          {page.more && (
            <button type="button" onClick={() => act(() => older(page))}>
              {said.more}
            </button>
          )}
        </>
      )}
    </Part>
  );
}

async function older(page: Page): Promise<Reply<Page>> {
  const before = String(page.entries.at(-1)?.id);
  const reply = await call("auditLog", { query: { before } });
  return reply.ok ? { ok: true, value: { ...reply.value, entries: [...page.entries, ...reply.value.entries] } } : reply;
}

function sentenceOf({ act, actor, subject, group, detail }: AuditEntry): string {
  const { audit: said } = texts.value;
  const named = (who: AuditEntry["subject"]) => who?.name ?? fill(said.gone, { id: who?.id ?? "" });
  return fill(said.acts[act], {
    actor: actor === null ? said.commandLine : named(actor),
    subject: subject === null ? "" : named(subject),
    group: group ?? "",
    detail: detail ?? "",
  });
}
