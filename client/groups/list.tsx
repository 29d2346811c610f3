import { useState } from "preact/hooks";
import { me } from "../account.ts";
import { call } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { Link } from "../components/link.tsx";
import { texts } from "../i18n/groups/index.ts";
import { count } from "../i18n/index.ts";
import { keepInvitation } from "../invitation.ts";
import { go } from "../router.ts";
import { AccountNeeded } from "./account-needed.tsx";
import { Waiting } from "./failure.tsx";
import { useReply } from "./reply.ts";

/** The reader's groups, and the ways to another. */
export function GroupList() {
  const { none, members, roles } = texts.value;
  const { value, failure, reload } = useReply("groups", {});
  if (me.value?.guest === true)
    return (
      <>
        <AccountNeeded />
        <JoinByCode />
      </>
    );
  if (value === null) return <Waiting failure={failure} onRetry={() => void reload()} />;
  return (
    <>
      {value.groups.length === 0 ? (
        <p>{none}</p>
      ) : (
        <div class="card">
          <ul class="entries">
            {value.groups.map((group) => (
              <li key={group.id}>
                <Link page="groups" argument={group.id} class="group-link">
                  {group.name}
                </Link>
                <span class="note">
                  {count(members, group.members)} · {roles[group.role]}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <JoinByCode />
      <CreateGroup />
    </>
  );
}

function JoinByCode() {
  const { join } = texts.value;
  const [typed, setTyped] = useState("");
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    keepInvitation(typed.trim());
    go("join");
  };
  return (
    <section class="card">
      <h2>{join.title}</h2>
      <form class="fields" onSubmit={look}>
        <div class="field">
          <label for="invitation-code">{join.code}</label>
          <input
            id="invitation-code"
            type="text"
            required
            autocomplete="off"
            spellcheck={false}
            maxLength={64}
            value={typed}
            aria-describedby="invitation-code-note"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p id="invitation-code-note" class="note">
            {join.codeNote}
          </p>
        </div>
        <button type="submit">{join.look}</button>
      </form>
    </section>
  );
}

function CreateGroup() {
  const { create } = texts.value;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <section class="card">
      <h2>{create.title}</h2>
      <ActionForm
        fields={[{ name: "name", label: create.name, autocomplete: "off" }]}
        button={create.button}
        kind="plain"
        act={({ name = "" }) => call("createGroup", { body: { name, language: null, zone } })}
        onDone={({ id }) => go("groups", id, "members")}
      />
    </section>
  );
}
