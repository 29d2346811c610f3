import { useEffect, useId, useRef } from "preact/hooks";
import type { Question } from "#contract/practice.ts";
import { words } from "../i18n/index.ts";
import { check, next, session, tell } from "../practice.ts";
import { SymbolButtons } from "./symbol-buttons.tsx";

/** Whether the reader has a keyboard, so that focus may go to a field without one sliding over the page. */
const hasKeyboard = (): boolean => matchMedia("(pointer: fine)").matches;

/** The answer field. Enter checks; when there is a verdict, it goes on. */
export function AnswerForm({ question }: { question: Question }) {
  const { practice } = words.value;
  const { answer, attempt, counts, outcome, unreadable } = session.value;
  const field = useRef<HTMLInputElement>(null);
  const onward = useRef<HTMLButtonElement>(null);
  const id = useId();
  const open = outcome === null;
  const checking = attempt !== null && attempt.answer !== null;

  useEffect(() => {
    if (open && hasKeyboard()) field.current?.focus({ preventScroll: true });
  }, [open, question.ticket]);
  useEffect(() => {
    if (!open) onward.current?.focus({ preventScroll: true });
  }, [open]);
  useEffect(() => {
    if (unreadable === null) return;
    const place = unreadable.judgement.position;
    field.current?.focus();
    field.current?.setSelectionRange(place, place + 1);
  }, [unreadable]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void (open ? check() : next());
  };
  return (
    <form class="answer" onSubmit={submit}>
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
        <button ref={onward} type="submit" class="primary" aria-disabled={attempt !== null}>
          {open ? practice[checking ? "checking" : "check"] : practice.next}
        </button>
      </div>
      <p id={`${id}-note`} class="note">
        {open && !counts ? practice.retryNote : practice.answerNote}
      </p>
      {open && <SymbolButtons question={question} field={field} />}
    </form>
  );
}
