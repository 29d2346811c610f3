import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { Failure, Reply } from "../api.ts";
import { FailureNotice } from "./failure.tsx";

/** A text to type; its name is that of the operation's input. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly note?: string;
  readonly type?: "text" | "password";
  readonly autocomplete: string;
};

/** What was typed, field by field; a box that was ticked is "on". */
export type Values = Readonly<Record<string, string>>;

type Props<T> = {
  fields: readonly Field[];
  button: string;
  kind?: "primary" | "plain" | "danger";
  act: (values: Values) => Promise<Reply<T>>;
  onDone: (value: T) => void;
  children?: ComponentChildren;
};

/** A form that asks the server for one thing, and says what went wrong with it. */
export function ActionForm<T>({ fields, button, kind = "primary", act, onDone, children }: Props<T>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waiting, setWaiting] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (waiting) return;
    setWaiting(true);
    const reply = await act(Object.fromEntries(new FormData(form)) as Values);
    setWaiting(false);
    setFailure(reply.ok ? null : reply.failure);
    if (!reply.ok) return;
    form.reset();
    onDone(reply.value);
  };
  const atFault = failure?.kind === "refused" ? (failure.problem?.fields?.map(({ path }) => path) ?? []) : [];
  return (
    <form class="fields" onSubmit={(event) => void submit(event)}>
      {fields.map((field) => (
        <TextField key={field.name} field={field} isWrong={atFault.includes(field.name)} />
      ))}
      {children}
      {failure && <FailureNotice failure={failure} />}
      <button type="submit" class={kind} aria-disabled={waiting}>
        {button}
      </button>
    </form>
  );
}

function TextField({ field, isWrong }: { field: Field; isWrong: boolean }) {
  const id = useId();
  const { name, label, note, type, autocomplete } = field;
  const shared = {
    id,
    name,
    autocomplete,
    autocapitalize: "none",
    spellcheck: false,
    required: true,
    "aria-invalid": isWrong,
    "aria-describedby": note === undefined ? undefined : `${id}-note`,
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === "password" ? <input type="password" {...shared} /> : <input type="text" {...shared} />}
      {note !== undefined && (
        <p id={`${id}-note`} class="note">
          {note}
        </p>
      )}
    </div>
  );
}
