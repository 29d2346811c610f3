import { useState } from "preact/hooks";
import type { Account } from "#contract/account.ts";
import { call } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { texts } from "../i18n/account/index.ts";
import { fill } from "../i18n/index.ts";
import { day } from "./day.ts";

/** Changes the password. */
export function Password({ account, onChange }: { account: Account; onChange: (account: Account) => void }) {
  const { own, presentPassword, newPassword, passwordNote, done } = texts.value;
  const [changed, setChanged] = useState(false);
  return (
    <section class="card">
      <h2>{own.passwordTitle}</h2>
      <p class="note">{fill(own.passwordChanged, { date: day(account.passwordChanged) })}</p>
      <details>
        <summary>{own.change}</summary>
        <p class="note">{own.changeNote}</p>
        <ActionForm
          fields={[
            { name: "present", label: presentPassword, type: "password", autocomplete: "current-password" },
            {
              name: "password",
              label: newPassword,
              note: passwordNote,
              type: "password",
              autocomplete: "new-password",
            },
          ]}
          button={own.change}
          act={({ present = "", password = "" }) => call("changePassword", { body: { present, password } })}
          onDone={(after) => {
            setChanged(true);
            onChange(after);
          }}
        />
      </details>
      <output class="note">{changed && done}</output>
    </section>
  );
}
