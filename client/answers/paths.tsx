import { useEffect, useRef } from "preact/hooks";
import { Mathematics } from "../components/mathematics.tsx";
import { words } from "../i18n/index.ts";
import { hasKeyboard } from "../keyboard.ts";
import { session, tell } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";
import { NumberField } from "./number.tsx";
import { toggled } from "./picks.ts";
import { lookedAt } from "./traced-paths.ts";

type Props = AnswerProps<"paths">;
type Option = NonNullable<Props["task"]["paths"]>[number];

/** Which paths contribute, of those listed, or how many there are. */
export function PathsAnswer({ question, task, submit }: Props) {
  if (task.paths !== null) return <PathList question={question} options={task.paths} submit={submit} />;
  return <NumberField question={question} submit={submit} note={words.value.practice.countNote} />;
}

/** A box for each path; the one in focus lights up in the diagram, where paths can be pressed too. */
function PathList({ question, options, submit }: Pick<Props, "question" | "submit"> & { options: readonly Option[] }) {
  const { practice } = words.value;
  const { answer, attempt, counts, outcome } = session.value;
  const first = useRef<HTMLInputElement>(null);
  const open = outcome === null && attempt === null;

  useEffect(() => {
    if (hasKeyboard()) first.current?.focus({ preventScroll: true });
    return () => (lookedAt.value = null);
  }, [question.ticket]);

  return (
    <>
      <fieldset class="options" disabled={!open}>
        <legend>{practice.pathsLabel}</legend>
        {options.map(({ formula }, i) => {
          const number = String(i + 1);
          return (
            <label key={formula.text} class="option">
              <input
                ref={i === 0 ? first : null}
                type="checkbox"
                value={number}
                data-digit={number}
                aria-label={`${number}: ${formula.text}`}
                checked={answer.includes(number)}
                onChange={() => tell({ type: "typed", answer: toggled(answer, number) })}
                onFocus={() => (lookedAt.value = i)}
                onBlur={() => (lookedAt.value = null)}
              />
              <kbd aria-hidden="true">{number}</kbd>
              <Mathematics formula={formula} />
            </label>
          );
        })}
      </fieldset>
      <p class="note">{practice.pathsNote}</p>
      {question.diagram && <p class="note">{practice.pathsDiagram}</p>}
      <div class="answer-row">{submit}</div>
      {outcome === null && !counts && <p class="note">{practice.retryNote}</p>}
    </>
  );
}
