import { useEffect, useRef, useState } from "preact/hooks";
import { Plot } from "../components/plot.tsx";
import { Prose } from "../components/prose.tsx";
import { said, words } from "../i18n/index.ts";
import { hasKeyboard } from "../keyboard.ts";
import { check, session, tell } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";

const GRADES = ["again", "hard", "good", "easy"] as const;

/** A card to turn, and to grade oneself by. The buttons keep their place; what is on the back comes below them. */
export function FlashcardAnswer({ question, task, submit }: AnswerProps<"flashcard">) {
  const { card } = words.value;
  const [turned, turn] = useState(question.answered);
  const { outcome } = session.value;
  return (
    <>
      {outcome !== null ? (
        <div class="answer-row">{submit}</div>
      ) : turned ? (
        <Grades />
      ) : (
        <TurnButton onTurn={() => turn(true)} />
      )}
      {(turned || outcome !== null) && (
        <section class="card-back" aria-labelledby="card-back" aria-live="polite">
          <h2 id="card-back">{card.back}</h2>
          <p>
            <Prose text={said(task.back)} />
          </p>
          {task.plot && <Plot plot={task.plot} />}
        </section>
      )}
    </>
  );
}

function TurnButton({ onTurn }: { onTurn: () => void }) {
  const { card } = words.value;
  const button = useFocusAtOnce();
  return (
    <div class="answer-row">
      <button ref={button} type="button" class="primary turn" data-digit="1" onClick={onTurn}>
        {card.turn}
      </button>
    </div>
  );
}

/** How well it was known; "good" is what Enter says, and the digits say each. */
function Grades() {
  const { card } = words.value;
  const usual = useFocusAtOnce();
  const { attempt } = session.value;
  const grade = (answer: string) => {
    if (attempt !== null) return;
    tell({ type: "typed", answer });
    void check();
  };
  return (
    <fieldset class="grades">
      <legend class="visually-hidden">{card.grade}</legend>
      {GRADES.map((name, i) => (
        <button
          key={name}
          ref={name === "good" ? usual : null}
          type="button"
          class={name === "good" ? "primary" : ""}
          data-digit={i + 1}
          aria-disabled={attempt !== null}
          onClick={() => grade(name)}
        >
          <span>{card.grades[name]}</span>
          <kbd class="keyboard-only" aria-hidden="true">
            {i + 1}
          </kbd>
        </button>
      ))}
    </fieldset>
  );
}

/** With a keyboard, Enter goes on from here. */
function useFocusAtOnce() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (hasKeyboard()) button.current?.focus({ preventScroll: true });
  }, []);
  return button;
}
