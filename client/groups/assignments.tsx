import { useState } from "preact/hooks";
import type { Assignment } from "#contract/groups.ts";
import { call } from "../api.ts";
import { Confirm } from "../components/hints.tsx";
import { Link } from "../components/link.tsx";
import { texts } from "../i18n/groups/index.ts";
import { fill, words } from "../i18n/index.ts";
import { GroupFailure, Waiting } from "./failure.tsx";
import { isStaff, type TabProps } from "./tab.ts";
import { NewAssignment } from "./new-assignment.tsx";
import { useAct, useReply } from "./reply.ts";
import { dateText, skillName } from "./words.ts";

/** What is to be practised by when. */
export function AssignmentsTab({ group }: TabProps) {
  const { assignments: texted, tabs } = texts.value;
  const asked = useReply("assignments", { params: { group: group.id } });
  if (asked.value === null) return <Waiting failure={asked.failure} onRetry={() => void asked.reload()} />;
  const { assignments } = asked.value;
  return (
    <section class="tab" aria-labelledby="assignments-title">
      <h2 id="assignments-title">{tabs.assignments}</h2>
      {assignments.length === 0 ? <p>{texted.none}</p> : <p class="note">{texted.note}</p>}
      {assignments.map((assignment) => (
        <AssignmentCard
          key={assignment.id}
          group={group.id}
          assignment={assignment}
          onDeleted={() => void asked.reload()}
        />
      ))}
      {isStaff(group) && <NewAssignment group={group.id} onCreated={() => void asked.reload()} />}
    </section>
  );
}

type CardProps = { group: string; assignment: Assignment; onDeleted: () => void };

function AssignmentCard({ group, assignment, onDeleted }: CardProps) {
  const { assignments: texted } = texts.value;
  const { id, due, over, level, skills, members } = assignment;
  const isDone = skills.every(({ done }) => done);
  return (
    <article class="card">
      <h3>{fill(over ? texted.over : texted.due, { date: dateText(due) })}</h3>
      <p class="note">{level === null ? texted.anyLevel : fill(texted.level, { level })}</p>
      <ul class="entries">
        {skills.map(({ skill, done }) => (
          <li key={skill}>
            <span>{skillName(skill)}</span>
            <span class={done ? "tag done" : "note"}>{done ? texted.done : texted.open}</span>
          </li>
        ))}
      </ul>
      {isDone ? (
        <p>{texted.allDone}</p>
      ) : (
        <Link page="assigned" argument={group} detail={id} class="button">
          {texted.practise}
        </Link>
      )}
      {members && <MembersDone members={members} all={skills.length} />}
      {members && <TakeBack group={group} assignment={id} onDeleted={onDeleted} />}
    </article>
  );
}

function MembersDone({ members, all }: { members: NonNullable<Assignment["members"]>; all: number }) {
  const { assignments: texted } = texts.value;
  return (
    <details>
      <summary>{texted.members}</summary>
      <ul class="entries">
        {members.map(({ name, done }) => (
          <li key={name}>
            <span class="named">{name}</span>
            <span>{fill(texted.progress, { done, all })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function TakeBack({ group, assignment, onDeleted }: { group: string; assignment: string; onDeleted: () => void }) {
  const { assignments: texted } = texts.value;
  const [asks, setAsks] = useState(false);
  const { failure, act } = useAct();
  const takeBack = async () => {
    if ((await act(() => call("deleteAssignment", { params: { group, assignment } }))) !== null) onDeleted();
  };
  if (!asks)
    return (
      <button type="button" class="quiet" onClick={() => setAsks(true)}>
        {texted.delete}
      </button>
    );
  return (
    <>
      {failure && <GroupFailure failure={failure} />}
      <Confirm
        text={texted.deleteAsk}
        yes={texted.delete}
        no={words.value.common.cancel}
        onYes={() => void takeBack()}
        onNo={() => setAsks(false)}
      />
    </>
  );
}
