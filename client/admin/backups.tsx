import { useState } from "preact/hooks";
import type { Backup, Inspection } from "#contract/admin.ts";
import { call, type Reply } from "../api.ts";
import { texts } from "../i18n/admin/index.ts";
import { fill, words } from "../i18n/index.ts";
import { moment, number, size } from "./format.ts";
import { Notice, Part } from "./part.tsx";

const load = () => call("backups", {});

/** The backups, a new one, and whether an old one is sound. */
export function BackupsPart() {
  const { backups: said } = texts.value;
  return (
    <Part<{ backups: Backup[] }> title={said.title} load={load}>
      {({ backups }, act) => (
        <>
          {backups.length === 0 && <p class="note">{said.none}</p>}
          <ul class="session-list">
            {backups.map((backup) => (
              <Row key={backup.name} backup={backup} />
            ))}
          </ul>
          <p class="note">{said.note}</p>
          <button type="button" class="primary" onClick={() => act(() => call("backUpNow", { body: {} }))}>
            {said.now}
          </button>
        </>
      )}
    </Part>
  );
}

function Row({ backup: { name, created, bytes } }: { backup: Backup }) {
  const { backups: said } = texts.value;
  const [reply, setReply] = useState<Reply<Inspection> | "waiting" | null>(null);
  const verify = async () => {
    setReply("waiting");
    setReply(await call("verifyBackup", { params: { backup: name }, body: {} }));
  };
  return (
    <li>
      <div>
        {moment(created)} · {size(bytes)}
        <p class="note account-name">{name}</p>
        {reply === "waiting" && <p class="note">{words.value.common.loading}</p>}
        {reply !== null && reply !== "waiting" && !reply.ok && <Notice failure={reply.failure} />}
        {reply !== null && reply !== "waiting" && reply.ok && <Finding inspection={reply.value} />}
      </div>
      <button
        type="button"
        class="small"
        aria-label={fill(said.verifyLabel, { name: moment(created) })}
        onClick={() => void verify()}
      >
        {said.verify}
      </button>
    </li>
  );
}

function Finding({ inspection: { faults, rows } }: { inspection: Inspection }) {
  const { backups: said } = texts.value;
  const counted = Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([table, count]) => `${table} ${number(count)}`);
  const text =
    faults.length === 0
      ? fill(said.sound, { rows: counted.join(", ") })
      : fill(said.unsound, { faults: faults.join("; ") });
  return <output>{text}</output>;
}
