import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { texts } from "../i18n/account/index.ts";
import { fill } from "../i18n/index.ts";
import { Login } from "./login.tsx";

/** Sets a new password by a link from the server's owner. */
export function Reset({ token }: { token: string }) {
  const { reset, newPassword, passwordNote } = texts.value;
  const [name, setName] = useState<string | null>(null);
  if (name !== null)
    return (
      <>
        <output class="notice good">{fill(reset.done, { name })}</output>
        <Login />
      </>
    );
  return (
    <section class="card">
      <h2>{reset.title}</h2>
      <p>{reset.text}</p>
      <ActionForm
        fields={[
          {
            name: "password",
            label: newPassword,
            note: passwordNote,
            type: "password",
            autocomplete: "new-password",
          },
        ]}
        button={reset.save}
        act={({ password = "" }) => call("resetPassword", { body: { token, password } })}
        onDone={(done) => setName(done.name)}
      />
    </section>
  );
}
