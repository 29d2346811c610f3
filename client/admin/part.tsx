import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Failure, Reply } from "../api.ts";
import { texts } from "../i18n/admin/index.ts";
import { words } from "../i18n/index.ts";

/** Asks the server for something whose answer takes the place of what is shown, or says why not. */
export type Act<T> = (ask: () => Promise<Reply<T>>) => void;

type Props<T> = {
  title: string;
  /** The same function at every drawing: another one asks anew. */
  load: () => Promise<Reply<T>>;
  children: (value: T, act: Act<T>) => ComponentChildren;
};

/** One part of the page: asks for what it shows, and for what is changed in it. */
export function Part<T>({ title, load, children }: Props<T>) {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ask = async (wanted: () => Promise<Reply<T>>) => {
    const reply = await wanted();
    setFailure(reply.ok ? null : reply.failure);
    if (reply.ok) setValue(reply.value);
  };
  useEffect(() => void ask(load), [load]);
  return (
    <section class="card">
      <h2>{title}</h2>
      {failure && <Notice failure={failure} />}
      {value === null && failure === null && <p class="waiting">{words.value.common.loading}</p>}
      {value !== null && children(value, (wanted) => void ask(wanted))}
    </section>
  );
}

/** Why something could not be done, in words that fit this page. */
export function Notice({ failure }: { failure: Failure }) {
  const own: Readonly<Record<string, string>> = texts.value.failure;
  const code = failure.kind === "offline" ? "offline" : (failure.problem?.code ?? "internal");
  return (
    <div class="notice bad" role="alert">
      <p>{own[code] ?? words.value.failure[code]}</p>
    </div>
  );
}
