import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Choice } from "../components/choice.tsx";
import { texts } from "../i18n/groups/index.ts";
import { GroupFailure } from "./failure.tsx";
import type { TabProps } from "./tab.ts";
import { useAct, useReply } from "./reply.ts";

/** Makes somebody else the owner. */
export function HandOver({ group, onChange }: TabProps) {
  const { settings } = texts.value;
  const params = { group: group.id };
  const { value } = useReply("members", { params });
  const [chosen, choose] = useState<string | null>(null);
  const { failure, act } = useAct();
  const others = value?.members.filter(({ you }) => !you) ?? [];
  const member = chosen ?? others[0]?.id;
  if (member === undefined) return null;
  const handOver = async () => {
    if ((await act(() => call("transferGroup", { params, body: { member } }))) === null) return;
    const changed = await act(() => call("group", { params }));
    if (changed !== null) onChange(changed);
  };
  return (
    <section class="card">
      <h3>{settings.handOver}</h3>
      <p class="note">{settings.handOverNote}</p>
      <Choice
        label={settings.to}
        value={member}
        options={others.map(({ id, name }): [string, string] => [id, name])}
        onChoose={choose}
      />
      {failure && <GroupFailure failure={failure} />}
      <button type="button" onClick={() => void handOver()}>
        {settings.handOverYes}
      </button>
    </section>
  );
}
