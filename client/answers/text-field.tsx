import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useId } from "preact/hooks";
import { hasKeyboard } from "../keyboard.ts";
import { words } from "../i18n/index.ts";
import { session, tell } from "../practice.ts";

export type Field = RefObject<HTMLInputElement | null>;

type Props = {
  /** The question that it belongs to. */
  ticket: string;
  field: Field;
  label: string;
  /** What may be written. */
  note: string;
  inputMode: "decimal" | "text";
  submit: ComponentChildren;
};

/** The line into which an answer is typed; where reading stopped it is selected. */
export function TextField({ ticket, field, label, note, inputMode, submit }: Props) {
  const { answer, attempt, counts, outcome, unreadable } = session.value;
  const id = useId();
  const open = outcome === null;

  useEffect(() => {
    if (open && hasKeyboard()) field.current?.focus({ preventScroll: true });
  }, [open, ticket, field]);
  useEffect(() => {
    if (unreadable === null) return;
    const { position } = unreadable.judgement;
    field.current?.focus();
    if (position !== null) field.current?.setSelectionRange(position, position + 1);
  }, [unreadable, field]);

  return (
    <>
      <label for={id}>{label}</label>
      <div class="answer-row">
        <input
          ref={field}
          id={id}
          type="text"
          inputMode={inputMode}
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
        {open && !counts ? words.value.practice.retryNote : note}
      </p>
    </>
  );
}

/** Writes where the caret stands, in place of what is selected. */
export function insert(field: Field, text: string): void {
  const input = field.current;
  if (input === null) return;
  const { value, selectionStart, selectionEnd } = input;
  input.setRangeText(text, selectionStart ?? value.length, selectionEnd ?? value.length, "end");
  typedInto(input);
}

/** Takes back what is selected, or the character before the caret. */
export function erase(field: Field): void {
  const input = field.current;
  if (input === null) return;
  const end = input.selectionEnd ?? input.value.length;
  const start = input.selectionStart === end ? Math.max(0, end - 1) : (input.selectionStart ?? 0);
  input.setRangeText("", start, end, "end");
  typedInto(input);
}

/** What a button does to a field reaches the session by the field's own way. */
const typedInto = (input: HTMLInputElement): boolean => input.dispatchEvent(new InputEvent("input", { bubbles: true }));
