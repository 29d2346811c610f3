import { useEffect, useId, useRef } from "preact/hooks";
import { SymbolButtons } from "../components/symbol-buttons.tsx";
import { hasKeyboard } from "../keyboard.ts";
import { words } from "../i18n/index.ts";
import { session, tell } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";

/** One number, typed or calculated. */
export function NumberAnswer({ question, submit }: AnswerProps<"number">) {
  return <NumberField question={question} submit={submit} note={words.value.practice.answerNote} symbols />;
}

type FieldProps = Pick<AnswerProps<"number">, "question" | "submit"> & { note: string; symbols?: boolean };

/** A field for one number, with what may be written there. */
export function NumberField({ question, submit, note, symbols = false }: FieldProps) {
  const { practice } = words.value;
  const { answer, attempt, counts, outcome, unreadable } = session.value;
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const open = outcome === null;

  useEffect(() => {
    if (open && hasKeyboard()) field.current?.focus({ preventScroll: true });
  }, [open, question.ticket]);
  useEffect(() => {
    if (unreadable === null) return;
    const place = unreadable.judgement.position;
    field.current?.focus();
    field.current?.setSelectionRange(place, place + 1);
  }, [unreadable]);

  return (
    <>
      <label for={id}>{practice.answerLabel}</label>
      <div class="answer-row">
        <input
          ref={field}
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={400}
          value={answer}
          readOnly={!open || attempt !== null}
          aria-describedby={`${id}-note`}
          aria-invalid={unreadable !== null}
          onInput={(event) => tell({ type: "typed", answer: event.currentTarget.value })}
        />
        {submit}
      </div>
      <p id={`${id}-note`} class="note">
        {open && !counts ? practice.retryNote : note}
      </p>
      {open && symbols && <SymbolButtons question={question} field={field} />}
    </>
  );
}
