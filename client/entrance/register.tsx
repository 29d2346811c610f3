import type { Entrance } from "#contract/account.ts";
import { call } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { texts } from "../i18n/account/index.ts";
import { goIn } from "./anew.ts";

/** Makes an account of whoever reads this, where the server lets them. */
export function Register({ entrance, invite }: { entrance: Entrance; invite: string | null }) {
  const { guest, name, password, passwordNote } = texts.value;
  const open = invite !== null || entrance.registration === "open";
  return (
    <section class="card">
      <h2>{guest.register}</h2>
      {!open && <p>{entrance.registration === "closed" ? guest.closed : guest.inviteOnly}</p>}
      {open && (
        <>
          <p class="note">{guest.registerNote}</p>
          <ActionForm
            fields={[
              { name: "name", label: name, note: guest.nameNote, autocomplete: "username" },
              {
                name: "password",
                label: password,
                note: passwordNote,
                type: "password",
                autocomplete: "new-password",
              },
            ]}
            button={guest.register}
            act={(typed) =>
              call("register", {
                body: {
                  name: typed["name"] ?? "",
                  password: typed["password"] ?? "",
                  ...(invite !== null && { invite }),
                },
              })
            }
            onDone={() => goIn()}
          />
        </>
      )}
    </section>
  );
}
