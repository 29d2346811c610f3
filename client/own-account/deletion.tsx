import { call } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { openAnew } from "../entrance/anew.ts";
import { texts } from "../i18n/account/index.ts";

/** The end of an account. */
export function Deletion() {
  const { leave, presentPassword } = texts.value;
  return (
    <section class="card">
      <h2>{leave.title}</h2>
      <details>
        <summary>{leave.open}</summary>
        <p>{leave.text}</p>
        <ActionForm
          fields={[{ name: "password", label: presentPassword, type: "password", autocomplete: "current-password" }]}
          button={leave.button}
          kind="danger"
          act={({ password = "" }) => call("deleteAccount", { body: { password } })}
          onDone={() => openAnew("account")}
        />
      </details>
    </section>
  );
}
