import { useState } from "preact/hooks";
import type { Person } from "#contract/admin.ts";
import { call, type Reply } from "../api.ts";
import { now } from "../clock.ts";
import { Dialog } from "../components/dialog.tsx";
import { fromNow } from "../format.ts";
import { texts } from "../i18n/admin/index.ts";
import { count, fill, languageTag } from "../i18n/index.ts";
import { day } from "../own-account/day.ts";
import { MadeLink } from "./made-link.tsx";
import { type Act, Notice, Part } from "./part.tsx";

type People = { people: Person[]; guests: number };

const load = () => call("people", {});

/** Everybody with an account, and what may be done about them. */
export function PeoplePart() {
  const { people: said } = texts.value;
  return (
    <Part<People> title={said.title} load={load}>
      {({ people, guests }, act) => (
        <>
          <ul class="session-list">
            {people.map((person) => (
              <Row key={person.id} person={person} act={act} />
            ))}
          </ul>
          <p class="note">{count(said.guests, guests)}</p>
        </>
      )}
    </Part>
  );
}

function Row({ person, act }: { person: Person; act: Act<People> }) {
  const { people: said } = texts.value;
  const seen = person.lastSeen === null ? said.never : fromNow(person.lastSeen, now.value, languageTag.value);
  return (
    <li class="person">
      <div>
        <strong class="account-name">{person.name}</strong> {person.admin && <span class="tag">{said.owner}</span>}{" "}
        {person.twoStep && <span class="tag">{said.twoStep}</span>}
        <p class="note">
          {fill(said.facts, { since: day(person.created), seen })} · {count(said.answers, person.answers)}
        </p>
      </div>
      <details>
        <summary aria-label={fill(said.actionsFor, { name: person.name })}>{said.actions}</summary>
        <Actions person={person} act={act} />
      </details>
    </li>
  );
}

function Actions({ person, act }: { person: Person; act: Act<People> }) {
  const { people: said } = texts.value;
  const params = { user: String(person.id) };
  return (
    <div class="actions">
      <ResetLink person={person} />
      <button type="button" onClick={() => act(() => call("endSessionsOf", { params }))}>
        {said.endSessions}
      </button>
      <button type="button" onClick={() => act(() => call("setAdmin", { params, body: { admin: !person.admin } }))}>
        {person.admin ? said.dropOwner : said.makeOwner}
      </button>
      <Removal person={person} onConfirm={() => act(() => call("deletePerson", { params }))} />
    </div>
  );
}

function ResetLink({ person }: { person: Person }) {
  const { people: said } = texts.value;
  const [made, setMade] = useState<Reply<{ link: string }> | null>(null);
  const make = async () => setMade(await call("makeResetLink", { params: { user: String(person.id) }, body: {} }));
  return (
    <>
      <button type="button" onClick={() => void make()}>
        {said.resetLink}
      </button>
      {made?.ok === false && <Notice failure={made.failure} />}
      {made?.ok === true && (
        <>
          <MadeLink link={made.value.link} />
          <p class="note">{fill(said.resetNote, { name: person.name })}</p>
        </>
      )}
    </>
  );
}

function Removal({ person: { name }, onConfirm }: { person: Person; onConfirm: () => void }) {
  const { people: said } = texts.value;
  const [asking, setAsking] = useState(false);
  const confirm = () => {
    setAsking(false);
    onConfirm();
  };
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {said.remove}
      </button>
      {asking && (
        <Dialog title={fill(said.removeTitle, { name })} onClose={() => setAsking(false)}>
          <p>{said.removeText}</p>
          <button type="button" class="danger" onClick={confirm}>
            {said.removeButton}
          </button>
        </Dialog>
      )}
    </>
  );
}
