import { useEffect, useRef } from "preact/hooks";
import type { Question } from "#contract/practice.ts";
import { AnswerField } from "../answers/index.tsx";
import { words } from "../i18n/index.ts";
import { check, next, session } from "../practice.ts";

/** The answer to a question of any form. Enter checks; when there is a verdict, it goes on. */
export function AnswerForm({ question }: { question: Question }) {
  const { practice } = words.value;
  const { answer, attempt, outcome } = session.value;
  const onward = useRef<HTMLButtonElement>(null);
  const open = outcome === null;
  const isEmpty = answer.trim() === "";
  const checking = attempt !== null && attempt.answer !== null;

  useEffect(() => {
    if (!open) onward.current?.focus({ preventScroll: true });
  }, [open]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void (open ? check() : next());
  };
  return (
    <form class="answer" onSubmit={submit}>
      <AnswerField
        question={question}
        submit={
          <button ref={onward} type="submit" class="primary" aria-disabled={attempt !== null || (open && isEmpty)}>
            {open ? practice[checking ? "checking" : "check"] : practice.next}
          </button>
        }
      />
    </form>
  );
}
