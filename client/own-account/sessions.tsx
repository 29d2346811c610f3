import { useState } from "preact/hooks";
import type { Account, Session } from "#contract/account.ts";
import { call, type Failure } from "../api.ts";
import { now } from "../clock.ts";
import { FailureNotice } from "../components/failure.tsx";
import { openAnew } from "../entrance/anew.ts";
import { fromNow } from "../format.ts";
import { texts } from "../i18n/account/index.ts";
import { fill, languageTag } from "../i18n/index.ts";
import { day } from "./day.ts";

/** Where one is logged in, and how that ends. */
export function Sessions({ account, onChange }: { account: Account; onChange: (account: Account) => void }) {
  const { sessions } = texts.value;
  const [failure, setFailure] = useState<Failure | null>(null);
  const end = async ({ id }: Session) => {
    const reply = await call("endSession", { params: { session: id } });
    setFailure(reply.ok ? null : reply.failure);
    if (reply.ok) onChange(reply.value);
  };
  const endAll = async () => {
    const reply = await call("endSessions", {});
    setFailure(reply.ok ? null : reply.failure);
    if (reply.ok) openAnew("account");
  };
  return (
    <section class="card">
      <h2>{sessions.title}</h2>
      {failure && <FailureNotice failure={failure} />}
      <ul class="entries">
        {account.sessions.map((session) => (
          <Row key={session.id} session={session} onEnd={() => void end(session)} />
        ))}
      </ul>
      <button type="button" onClick={() => void endAll()}>
        {sessions.all}
      </button>
    </section>
  );
}

function Row({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { sessions } = texts.value;
  const browser = session.browser || sessions.unknown;
  const seen = fromNow(session.lastSeen, now.value, languageTag.value);
  return (
    <li>
      <div>
        <strong>{browser}</strong> {session.current && <span class="tag">{sessions.here}</span>}
        <p class="note">{fill(sessions.times, { seen, since: day(session.created) })}</p>
      </div>
      {!session.current && (
        <button type="button" class="small" aria-label={fill(sessions.endLabel, { browser })} onClick={onEnd}>
          {sessions.end}
        </button>
      )}
    </li>
  );
}
