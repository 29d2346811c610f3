import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Choice } from "../components/choice.tsx";
import { texts } from "../i18n/groups/index.ts";
import { languages, type Language } from "../i18n/index.ts";
import { GroupFailure } from "./failure.tsx";
import type { TabProps } from "./tab.ts";
import { useAct } from "./reply.ts";

/** Name, language and zone of a group. */
export function GroupForm({ group, onChange }: TabProps) {
  const { settings, create } = texts.value;
  const [name, setName] = useState(group.name);
  const [zone, setZone] = useState(group.zone);
  const [language, setLanguage] = useState<Language | null>(group.language);
  const [saved, setSaved] = useState(false);
  const { failure, act } = useAct();
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { name, zone: zone.trim(), language };
    const changed = await act(() => call("changeGroup", { params: { group: group.id }, body }));
    setSaved(changed !== null);
    if (changed !== null) onChange(changed);
  };
  const wrong = failure?.kind === "refused" ? (failure.problem?.fields?.map(({ path }) => path) ?? []) : [];
  return (
    <section class="card">
      <h3>{settings.group}</h3>
      <form class="fields" onSubmit={(event) => void save(event)} onInput={() => setSaved(false)}>
        <div class="field">
          <label for="group-name">{create.name}</label>
          <input
            id="group-name"
            type="text"
            required
            maxLength={60}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <Choice
          label={settings.language}
          value={language ?? ""}
          options={[["", settings.anyLanguage], ...Object.entries(languages)]}
          onChoose={(value) => setLanguage(value === "" ? null : (value as Language))}
        />
        <div class="field">
          <label for="group-zone">{settings.zone}</label>
          <input
            id="group-zone"
            type="text"
            required
            list="group-zones"
            autocomplete="off"
            spellcheck={false}
            value={zone}
            aria-invalid={wrong.includes("zone")}
            aria-describedby="group-zone-note"
            onInput={(event) => setZone(event.currentTarget.value)}
          />
          <datalist id="group-zones">
            {Intl.supportedValuesOf("timeZone").map((option) => (
              <option key={option} value={option}>
                {option}
              </option>
            ))}
          </datalist>
          <p id="group-zone-note" class={wrong.includes("zone") ? "fault" : "note"}>
            {wrong.includes("zone") ? settings.zoneBad : settings.zoneNote}
          </p>
        </div>
        {failure && wrong.length === 0 && <GroupFailure failure={failure} />}
        <button type="submit">{settings.save}</button>
        <output class="note">{saved && settings.saved}</output>
      </form>
    </section>
  );
}
