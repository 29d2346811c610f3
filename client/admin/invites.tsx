import { useId, useState } from "preact/hooks";
import type { RegistrationInvite } from "#contract/admin.ts";
import { call } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { texts } from "../i18n/admin/index.ts";
import { count, fill } from "../i18n/index.ts";
import { moment } from "./format.ts";
import { MadeLink } from "./made-link.tsx";
import { Part } from "./part.tsx";

type Invites = { invites: RegistrationInvite[] };

const load = () => call("registrationInvites", {});

/** The links by which people can register, and new ones. */
export function InvitesPart() {
  const { invites: said } = texts.value;
  const [link, setLink] = useState<string | null>(null);
  return (
    <Part<Invites> title={said.title} load={load}>
      {({ invites }, act) => (
        <>
          {invites.length === 0 && <p class="note">{said.none}</p>}
          <ul class="session-list">
            {invites.map((invite) => (
              <Row
                key={invite.id}
                invite={invite}
                onWithdraw={() => act(() => call("withdrawInvite", { params: { invite: invite.id } }))}
              />
            ))}
          </ul>
          {link !== null && <MadeLink link={link} />}
          <ActionForm
            fields={[]}
            button={said.make}
            act={({ uses, days }) => call("inviteToRegister", { body: { uses: Number(uses), days: Number(days) } })}
            onDone={(made) => {
              setLink(made.link);
              act(() => call("registrationInvites", {}));
            }}
          >
            <NumberField name="uses" label={said.uses} first={1} most={500} />
            <NumberField name="days" label={said.days} first={7} most={365} />
          </ActionForm>
        </>
      )}
    </Part>
  );
}

function Row({ invite, onWithdraw }: { invite: RegistrationInvite; onWithdraw: () => void }) {
  const { invites: said } = texts.value;
  const until = invite.expires === null ? "" : moment(invite.expires);
  return (
    <li>
      <div>
        {count(said.row, invite.usesLeft)}
        <p class="note">{fill(said.until, { until, by: invite.by ?? said.commandLine })}</p>
      </div>
      <button
        type="button"
        class="small"
        aria-label={fill(said.withdrawLabel, { created: moment(invite.created) })}
        onClick={onWithdraw}
      >
        {said.withdraw}
      </button>
    </li>
  );
}

function NumberField({ name, label, first, most }: { name: string; label: string; first: number; most: number }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} name={name} type="number" min={1} max={most} defaultValue={String(first)} required />
    </div>
  );
}
