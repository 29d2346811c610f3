import { useState } from "preact/hooks";
import type { GroupMember } from "#contract/groups.ts";
import { call } from "../api.ts";
import { Confirm } from "../components/hints.tsx";
import { texts } from "../i18n/groups/index.ts";
import { fill, words } from "../i18n/index.ts";
import { GroupFailure, Waiting } from "./failure.tsx";
import type { TabProps } from "./tab.ts";
import { Invites } from "./invites.tsx";
import { useAct, useReply } from "./reply.ts";
import { dateText } from "./words.ts";

const ROLES = ["member", "tutor", "owner"] as const;

/** Who is in the group, and how others come in. */
export function MembersTab({ group, onChange }: TabProps) {
  const { people } = texts.value;
  const params = { group: group.id };
  const asked = useReply("members", { params });
  if (asked.value === null) return <Waiting failure={asked.failure} onRetry={() => void asked.reload()} />;
  const reload = async () => {
    const reply = await call("group", { params });
    if (reply.ok) onChange(reply.value);
    await asked.reload();
  };
  return (
    <section class="tab" aria-labelledby="people-title">
      <h2 id="people-title">{people.title}</h2>
      <div class="card">
        <ul class="entries">
          {asked.value.members.map((member) => (
            <MemberRow
              key={member.id}
              group={group.id}
              member={member}
              mayChange={group.role === "owner"}
              onChange={() => void reload()}
            />
          ))}
        </ul>
      </div>
      <Invites group={group.id} mayInviteTutors={group.role === "owner"} />
    </section>
  );
}

type RowProps = { group: string; member: GroupMember; mayChange: boolean; onChange: () => void };

function MemberRow({ group, member, mayChange, onChange }: RowProps) {
  const { people, roles, board } = texts.value;
  const [asks, setAsks] = useState(false);
  const { failure, act } = useAct();
  const params = { group, member: member.id };
  const remove = async () => {
    if ((await act(() => call("removeMember", { params }))) !== null) onChange();
  };
  const change = async (role: GroupMember["role"]) => {
    await act(() => call("changeRole", { params, body: { role } }));
    onChange();
  };
  const { name } = member;
  return (
    <li class="member">
      <div>
        <strong class="named">{name}</strong> {member.you && <span class="tag">{board.you}</span>}
        <p class="note">{fill(people.joined, { date: dateText(member.joined) })}</p>
      </div>
      {mayChange && !member.you ? (
        <div class="actions">
          <select
            aria-label={fill(people.roleOf, { name })}
            value={member.role}
            onChange={(event) => void change(ROLES.find((role) => role === event.currentTarget.value) ?? "member")}
          >
            {ROLES.map((role) => (
              <option key={role} value={role} selected={role === member.role}>
                {roles[role]}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="quiet"
            aria-label={fill(people.removeYes, { name })}
            onClick={() => setAsks(true)}
          >
            {people.remove}
          </button>
        </div>
      ) : (
        <span class="note">{roles[member.role]}</span>
      )}
      {failure && <GroupFailure failure={failure} />}
      {asks && (
        <Confirm
          text={fill(people.removeAsk, { name })}
          yes={fill(people.removeYes, { name })}
          no={words.value.common.cancel}
          onYes={() => void remove()}
          onNo={() => setAsks(false)}
        />
      )}
    </li>
  );
}
