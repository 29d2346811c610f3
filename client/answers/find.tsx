import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { StepLines } from "../components/derivation.tsx";
import { said, words } from "../i18n/index.ts";
import { hasKeyboard } from "../keyboard.ts";
import { session, tell } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";

/** Which line of a derivation is the first wrong one, then which mistake is behind it: a line of the answer for each. */
export function FindAnswer({ question, task, submit }: AnswerProps<"find">) {
  const { practice, find } = words.value;
  const { answer, counts, outcome } = session.value;
  const first = useRef<HTMLInputElement>(null);
  const [line = "", suspect = ""] = answer.split("\n");

  useEffect(() => {
    if (hasKeyboard()) first.current?.focus({ preventScroll: true });
  }, [question.ticket]);

  return (
    <>
      {task.source && (
        <p class="note">
          {find.source} <Publication {...task.source} />
        </p>
      )}
      <Options
        legend={find.line}
        chosen={line}
        onChoose={(number) => tell({ type: "typed", answer: `${number}\n${suspect}` })}
        digits={line === ""}
        first={first}
        options={task.lines.map((step) => ({
          label: step.text,
          shown: (
            <span class="found-line">
              <StepLines step={step} />
            </span>
          ),
        }))}
      />
      <Options
        legend={find.mistake}
        chosen={suspect}
        onChoose={(number) => tell({ type: "typed", answer: `${line}\n${number}` })}
        digits={line !== ""}
        options={task.suspects.map((name) => ({ label: said(name), shown: said(name) }))}
      />
      <div class="answer-row">{submit}</div>
      {outcome === null && !counts && <p class="note">{practice.retryNote}</p>}
    </>
  );
}

function Publication({ title, url }: NonNullable<AnswerProps<"find">["task"]["source"]>) {
  if (url === null) return <cite>{title}</cite>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {title}
    </a>
  );
}

type OptionsProps = {
  legend: string;
  chosen: string;
  onChoose: (number: string) => void;
  /** Whether the digits of the keyboard choose here: in the lines first, then among the mistakes. */
  digits: boolean;
  first?: { current: HTMLInputElement | null };
  options: readonly { label: string; shown: ComponentChildren }[];
};

function Options({ legend, chosen, onChoose, digits, first, options }: OptionsProps) {
  const { attempt, outcome } = session.value;
  const name = useId();
  return (
    <fieldset class="options" disabled={outcome !== null || attempt !== null}>
      <legend>{legend}</legend>
      {options.map(({ label, shown }, i) => {
        const number = String(i + 1);
        return (
          <label key={label} class="option">
            <input
              ref={i === 0 ? (first ?? null) : null}
              type="radio"
              name={name}
              value={number}
              {...(digits ? { "data-digit": number } : {})}
              aria-label={`${number}: ${label}`}
              checked={chosen === number}
              onChange={() => onChoose(number)}
            />
            <kbd aria-hidden="true">{number}</kbd>
            {shown}
          </label>
        );
      })}
    </fieldset>
  );
}
