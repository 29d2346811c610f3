import { useRef, useState } from "preact/hooks";
import { Mathematics } from "../components/mathematics.tsx";
import { fill, words } from "../i18n/index.ts";
import { session, tell } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";
import { useDragging } from "./dragging.ts";
import { useFocusAfterPick } from "./focus-after-pick.ts";
import { PlacedLine } from "./placed-line.tsx";
import { moved, picksOf, toggled } from "./picks.ts";

/** The steps of a derivation, pressed one after another, then moved by buttons or dragged. */
export function OrderAnswer({ task, submit }: AnswerProps<"order">) {
  const { practice } = words.value;
  const { answer, attempt, counts, outcome } = session.value;
  const [said, say] = useState("");
  const form = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const open = outcome === null && attempt === null;
  const placed = picksOf(answer);

  const change = (line: string, next: string) => {
    if (!open || next === answer) return;
    tell({ type: "typed", answer: next });
    const place = picksOf(next).indexOf(line) + 1;
    const news = place > 0 ? practice.lineMoved : practice.lineTaken;
    say(fill(news, { line, place, total: picksOf(next).length }));
  };
  const keepFocus = useFocusAfterPick(form, answer);
  const toggle = (line: string, button: HTMLElement) => {
    keepFocus(line, button);
    change(line, toggled(answer, line));
  };
  const move = (line: string, to: number) => change(line, moved(answer, line, to));
  const { held, hold } = useDragging(list, move);

  return (
    <div class="ordering" ref={form}>
      <fieldset class="options">
        <legend>{practice.orderLabel}</legend>
        {task.lines.map((line, i) => {
          const number = String(i + 1);
          return placed.includes(number) ? null : (
            <button
              key={number}
              type="button"
              class="option"
              data-digit={number}
              aria-disabled={!open}
              onClick={(event) => toggle(number, event.currentTarget)}
            >
              <kbd aria-hidden="true">{number}</kbd>
              <span class="visually-hidden">{fill(practice.line, { line: number })}: </span>
              <Mathematics formula={line} roomy />
            </button>
          );
        })}
      </fieldset>
      <section class="ordered" aria-labelledby="ordered">
        <h2 id="ordered">{practice.ordered}</h2>
        {placed.length === 0 && <p class="note">{practice.orderedNone}</p>}
        <ol ref={list}>
          {placed.map((number, place) => (
            <PlacedLine
              key={number}
              number={number}
              formula={task.lines[Number(number) - 1]!}
              place={place}
              total={placed.length}
              open={open}
              onMove={(to) => move(number, to)}
              onTakeBack={(button) => toggle(number, button)}
              held={held === number}
              onHold={() => hold(number)}
            />
          ))}
        </ol>
        <p class="visually-hidden" aria-live="polite">
          {said}
        </p>
      </section>
      <p class="note">{outcome === null && !counts ? practice.retryNote : practice.orderNote}</p>
      <div class="answer-row">{submit}</div>
    </div>
  );
}
