import { useState } from "preact/hooks";
import { progress } from "../account.ts";
import { call } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { texts } from "../i18n/account/index.ts";
import { goIn } from "./anew.ts";

/** A login that waits for its code. */
type Half = { readonly token: string; readonly takeAlong: boolean };

/** Whether there is anything to take along into an account. */
export const hasAnswered = (): boolean => progress.value?.skills.some(({ reviews }) => reviews > 0) ?? false;

/** Comes back to an account: by name and password, and by a code where a second step is on. */
export function Login() {
  const { guest, name, password } = texts.value;
  const [half, setHalf] = useState<Half | null>(null);
  const [along, setAlong] = useState(false);
  if (half !== null) return <CodeStep half={half} onBack={() => setHalf(null)} />;
  return (
    <section class="card">
      <h2>{guest.login}</h2>
      <ActionForm
        fields={[
          { name: "name", label: name, autocomplete: "username" },
          { name: "password", label: password, type: "password", autocomplete: "current-password" },
        ]}
        button={guest.login}
        act={(typed) => {
          const takeAlong = typed["takeAlong"] === "on";
          setAlong(takeAlong);
          return call("login", {
            body: { name: typed["name"] ?? "", password: typed["password"] ?? "", takeAlong },
          });
        }}
        onDone={(reply) => (reply.step === "done" ? goIn() : setHalf({ token: reply.token, takeAlong: along }))}
      >
        {hasAnswered() && <TakeAlong />}
      </ActionForm>
    </section>
  );
}

/** Whether what was answered as a guest goes along. */
export function TakeAlong() {
  return (
    <label class="box">
      <input type="checkbox" name="takeAlong" defaultChecked />
      <span>{texts.value.guest.takeAlong}</span>
    </label>
  );
}

function CodeStep({ half, onBack }: { half: Half; onBack: () => void }) {
  const { guest } = texts.value;
  return (
    <section class="card">
      <h2>{guest.codeTitle}</h2>
      <ActionForm
        fields={[{ name: "code", label: guest.code, note: guest.codeNote, autocomplete: "one-time-code" }]}
        button={guest.goOn}
        act={({ code = "" }) => call("loginCode", { body: { ...half, code } })}
        onDone={() => goIn()}
      />
      <button type="button" class="quiet" onClick={onBack}>
        {guest.back}
      </button>
    </section>
  );
}
