import { useEffect, useState } from "preact/hooks";
import type { Settings } from "#contract/practice.ts";
import { changeSettings, ready, settings } from "../account.ts";
import type { Failure } from "../api.ts";
import { Choice } from "../components/choice.tsx";
import { FailureNotice } from "../components/failure.tsx";
import { chooseLanguage, fill, language, languages, words, type Language } from "../i18n/index.ts";
import { notations } from "../notations.ts";
import { theme, themes } from "../theme.ts";

/** The reader's settings. Each one is stored as soon as it is chosen. */
export function SettingsPage() {
  const { settings: texts, notations: names, common } = words.value;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [saved, setSaved] = useState(false);
  const [drafts, setDrafts] = useState<Drafts>({});
  const draft = (field: keyof Drafts): Draft => ({
    typed: drafts[field],
    keep: (text) => setDrafts((before) => ({ ...before, [field]: text })),
  });
  const enter = async () => setFailure(await ready());
  useEffect(() => void enter(), []);
  const save = async (change: Partial<Settings>) => {
    setSaved(false);
    const reply = await changeSettings(change);
    setFailure(reply.ok ? null : reply.failure);
    setSaved(reply.ok);
    return reply.ok;
  };
  const current = settings.value;
  return (
    <div class="page narrow">
      <h1>{texts.title}</h1>
      {failure && <FailureNotice failure={failure} onRetry={() => void enter()} />}
      <form class="fields" onSubmit={(event) => event.preventDefault()}>
        <Choice
          label={texts.language}
          value={language.value}
          options={Object.entries(languages)}
          onChoose={(value) => {
            chooseLanguage(value as Language);
            void save({ language: value as Language });
          }}
        />
        <Choice
          label={texts.theme}
          value={theme.value}
          options={themes.map((name) => [name, texts.themes[name]])}
          onChoose={(value) => {
            theme.value = themes.find((name) => name === value) ?? "system";
          }}
        />
        {current === null && !failure && <p class="waiting">{common.loading}</p>}
        {current && (
          <>
            <Choice
              label={texts.notation}
              value={current.notation ?? "auto"}
              options={[["auto", names.auto], ...notations.map((id): [string, string] => [id, names[id]])]}
              onChoose={(value) => void save({ notation: notations.find((id) => id === value) ?? null })}
            />
            <ZoneField zone={current.zone} draft={draft("zone")} save={save} />
            <Choice
              label={texts.rollover}
              value={String(current.rolloverHour)}
              options={Array.from({ length: 24 }, (_, hour) => [String(hour), fill(texts.hour, { hour })])}
              onChoose={(value) => void save({ rolloverHour: Number(value) })}
            />
            <NewPerDayField value={current.newPerDay} draft={draft("newPerDay")} save={save} />
          </>
        )}
        <output class="note">
          {saved && Object.values(drafts).every((text) => text === undefined) && texts.saved}
        </output>
      </form>
    </div>
  );
}

/** What was typed into a field and is not stored yet. */
type Drafts = { readonly zone?: string | undefined; readonly newPerDay?: string | undefined };
type Draft = { readonly typed: string | undefined; readonly keep: (text: string | undefined) => void };
type Save = (change: Partial<Settings>) => Promise<boolean>;

function ZoneField({ zone, draft, save }: { zone: string; draft: Draft; save: Save }) {
  const { settings: texts } = words.value;
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <CheckedField
        id="zone"
        label={texts.zone}
        note={texts.zoneNote}
        value={zone}
        draft={draft}
        problem={(text) => (isZone(text) ? null : texts.zoneBad)}
        store={(text) => save({ zone: text })}
        list={Intl.supportedValuesOf("timeZone")}
      />
      {here !== zone && (
        <button type="button" class="quiet" onClick={() => (draft.keep(undefined), void save({ zone: here }))}>
          {fill(texts.zoneHere, { zone: here })}
        </button>
      )}
    </>
  );
}

function NewPerDayField({ value, draft, save }: { value: number; draft: Draft; save: Save }) {
  const { settings: texts } = words.value;
  return (
    <CheckedField
      id="new-per-day"
      label={texts.newPerDay}
      note={texts.newPerDayNote}
      value={String(value)}
      draft={draft}
      numeric
      problem={(text) => (/^\d{1,3}$/.test(text) && Number(text) <= 200 ? null : texts.newPerDayBad)}
      store={(text) => save({ newPerDay: Number(text) })}
    />
  );
}

type FieldProps = {
  id: string;
  label: string;
  note: string;
  value: string;
  draft: Draft;
  numeric?: boolean;
  list?: readonly string[];
  problem: (text: string) => string | null;
  store: (text: string) => Promise<boolean>;
};

/** A text field that is stored when it is left, and says what is wrong instead when it cannot be. */
function CheckedField({ id, label, note, value, draft, numeric = false, list, problem, store }: FieldProps) {
  const text = draft.typed ?? value;
  const fault = text.trim() === value ? null : problem(text.trim());
  const leave = async () => {
    if (fault !== null) return;
    const stored = text.trim() === value || (await store(text.trim()));
    if (stored) draft.keep(undefined);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        inputMode={numeric ? "numeric" : "text"}
        list={list ? `${id}-list` : undefined}
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-note`}
        onInput={(event) => draft.keep(event.currentTarget.value)}
        onChange={() => void leave()}
      />
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </datalist>
      )}
      <p id={`${id}-note`} class={fault === null ? "note" : "fault"}>
        {fault ?? note}
      </p>
    </div>
  );
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
