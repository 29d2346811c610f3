import { useEffect, useId, useRef } from "preact/hooks";
import { Prose } from "../components/prose.tsx";
import { said, words } from "../i18n/index.ts";
import { hasKeyboard } from "../keyboard.ts";
import { session, tell } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";

/** One of several options; the digits of the keyboard choose too. */
export function ChoiceAnswer({ question, task, submit }: AnswerProps<"choice">) {
  const { practice } = words.value;
  const { answer, attempt, counts, outcome } = session.value;
  const first = useRef<HTMLInputElement>(null);
  const name = useId();
  const open = outcome === null && attempt === null;

  useEffect(() => {
    if (hasKeyboard()) first.current?.focus({ preventScroll: true });
  }, [question.ticket]);

  const choose = (number: string) => open && tell({ type: "typed", answer: number });
  return (
    <>
      <fieldset class="options" disabled={!open}>
        <legend>{practice.chooseLabel}</legend>
        {task.options.map((option, i) => {
          const number = String(i + 1);
          return (
            <label key={number} class="option">
              <input
                ref={i === 0 ? first : null}
                type="radio"
                name={name}
                value={number}
                data-digit={number}
                checked={answer === number}
                onChange={() => choose(number)}
              />
              <kbd aria-hidden="true">{number}</kbd>
              <span class="visually-hidden">{number}: </span>
              <Prose text={said(option)} />
            </label>
          );
        })}
      </fieldset>
      <div class="answer-row">{submit}</div>
      {outcome === null && !counts && <p class="note">{practice.retryNote}</p>}
    </>
  );
}
