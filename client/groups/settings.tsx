import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Confirm } from "../components/hints.tsx";
import { texts } from "../i18n/groups/index.ts";
import { words } from "../i18n/index.ts";
import { go } from "../router.ts";
import { GroupFailure } from "./failure.tsx";
import type { TabProps } from "./tab.ts";
import { GroupForm } from "./group-form.tsx";
import { HandOver } from "./hand-over.tsx";
import { useAct } from "./reply.ts";

/** What a group is called and lives by; who sees what; and ways out. */
export function SettingsTab({ group, onChange }: TabProps) {
  const { settings, join, tabs, roles } = texts.value;
  const isOwner = group.role === "owner";
  return (
    <section class="tab narrow" aria-labelledby="settings-title">
      <h2 id="settings-title">{tabs.settings}</h2>
      {isOwner && <GroupForm group={group} onChange={onChange} />}
      <section class="card">
        <h3>{settings.staff}</h3>
        <ul class="entries">
          {group.staff.map(({ name, role }) => (
            <li key={name}>
              <span class="named">{name}</span>
              <span class="note">{roles[role]}</span>
            </li>
          ))}
        </ul>
        <p>{join.staffSees}</p>
        <p>{join.staffNot}</p>
        <p>{join.othersSee}</p>
      </section>
      {isOwner && <HandOver group={group} onChange={onChange} />}
      <WayOut
        button={settings.leave}
        ask={settings.leaveAsk}
        act={() => call("leaveGroup", { params: { group: group.id }, body: {} })}
      />
      {isOwner && (
        <WayOut
          button={settings.delete}
          ask={settings.deleteAsk}
          act={() => call("deleteGroup", { params: { group: group.id } })}
        />
      )}
    </section>
  );
}

type WayOutProps = { button: string; ask: string; act: () => ReturnType<typeof call<"leaveGroup">> };

/** Something that ends with the reader out of the group, after being asked once more. */
function WayOut({ button, ask, act: goAway }: WayOutProps) {
  const [asks, setAsks] = useState(false);
  const { failure, act } = useAct();
  const leave = async () => {
    setAsks(false);
    if ((await act(goAway)) !== null) go("groups");
  };
  return (
    <>
      {failure && <GroupFailure failure={failure} />}
      {asks ? (
        <Confirm
          text={ask}
          yes={button}
          no={words.value.common.cancel}
          onYes={() => void leave()}
          onNo={() => setAsks(false)}
        />
      ) : (
        <p>
          <button type="button" class="danger" onClick={() => setAsks(true)}>
            {button}
          </button>
        </p>
      )}
    </>
  );
}
