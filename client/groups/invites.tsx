import { useState } from "preact/hooks";
import type { GroupInvite } from "#contract/groups.ts";
import { call } from "../api.ts";
import { addressOf } from "../base.ts";
import { Choice } from "../components/choice.tsx";
import { texts } from "../i18n/groups/index.ts";
import { count, fill } from "../i18n/index.ts";
import { pathOf } from "../router.ts";
import { GroupFailure, Waiting } from "./failure.tsx";
import { useAct, useReply } from "./reply.ts";
import { dateText } from "./words.ts";

const DAYS = ["1", "7", "30", "90"];
const USES = ["1", "5", "20", "100", "500"];

const linkOf = (code: string): string => new URL(`${addressOf(pathOf("join"))}#${code}`, location.href).href;

/** The invitations into a group: those that work, and a new one. */
export function Invites({ group, mayInviteTutors }: { group: string; mayInviteTutors: boolean }) {
  const { people } = texts.value;
  const asked = useReply("groupInvites", { params: { group } });
  const [code, setCode] = useState<string | null>(null);
  return (
    <section class="card">
      <h3>{people.invites}</h3>
      <p class="note">{people.invitesNote}</p>
      <NewInvite
        group={group}
        mayInviteTutors={mayInviteTutors}
        onMade={(made) => {
          setCode(made);
          void asked.reload();
        }}
      />
      {code !== null && <Made code={code} />}
      {asked.value === null ? (
        <Waiting failure={asked.failure} onRetry={() => void asked.reload()} />
      ) : (
        <Working group={group} invites={asked.value.invites} onChange={() => void asked.reload()} />
      )}
    </section>
  );
}

type NewProps = { group: string; mayInviteTutors: boolean; onMade: (code: string) => void };

function NewInvite({ group, mayInviteTutors, onMade }: NewProps) {
  const { people, roles } = texts.value;
  const [role, setRole] = useState<"member" | "tutor">("member");
  const [days, setDays] = useState("7");
  const [uses, setUses] = useState("20");
  const { failure, act } = useAct();
  const make = async () => {
    const body = { role, days: Number(days), uses: Number(uses) };
    const made = await act(() => call("createGroupInvite", { params: { group }, body }));
    if (made !== null) onMade(made.code);
  };
  const same = (values: readonly string[]) => values.map((value): [string, string] => [value, value]);
  return (
    <>
      <div class="trio">
        {mayInviteTutors && (
          <Choice
            label={people.asRole}
            value={role}
            options={[
              ["member", roles.member],
              ["tutor", roles.tutor],
            ]}
            onChoose={(value) => setRole(value === "tutor" ? "tutor" : "member")}
          />
        )}
        <Choice label={people.uses} value={uses} options={same(USES)} onChoose={setUses} />
        <Choice label={people.days} value={days} options={same(DAYS)} onChoose={setDays} />
      </div>
      {failure && <GroupFailure failure={failure} />}
      <button type="button" onClick={() => void make()}>
        {people.invite}
      </button>
    </>
  );
}

/** A new invitation, shown once. */
function Made({ code }: { code: string }) {
  const { people } = texts.value;
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(linkOf(code)).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <output class="notice good">
      <p>{people.made}</p>
      <p>
        {people.link} <code class="invitation-link">{linkOf(code)}</code>
      </p>
      <p>
        {people.code} <code class="invitation-code">{code}</code>
      </p>
      {/* Browsers let pages copy only where nobody can read along. */}
      {isSecureContext && (
        <button type="button" class="small" onClick={() => void copy()}>
          {copied ? people.copied : people.copy}
        </button>
      )}
    </output>
  );
}

type WorkingProps = { group: string; invites: readonly GroupInvite[]; onChange: () => void };

function Working({ group, invites, onChange }: WorkingProps) {
  const { people, roles } = texts.value;
  const { failure, act } = useAct();
  const end = async (invite: string) => {
    await act(() => call("revokeGroupInvite", { params: { group, invite } }));
    onChange();
  };
  if (invites.length === 0) return null;
  return (
    <>
      <h4>{people.working}</h4>
      {failure && <GroupFailure failure={failure} />}
      <ul class="entries">
        {invites.map(({ id, role, usesLeft, expires }) => (
          <li key={id}>
            <span>
              {roles[role]} · {count(people.left, usesLeft)} · {fill(people.until, { date: dateText(expires) })}
            </span>
            <button type="button" class="quiet small" onClick={() => void end(id)}>
              {people.revoke}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
