import { Mathematics } from "../components/mathematics.tsx";
import { SymbolButtons } from "../components/symbol-buttons.tsx";
import { words } from "../i18n/index.ts";
import { session } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";
import { useCells } from "./cells.ts";

/** A field for each number on the way. */
export function SheetAnswer({ question, task, submit }: AnswerProps<"sheet">) {
  const { practice, sheet } = words.value;
  const { holder, current, open, field } = useCells(question.ticket, (cells) => cells.join("\n"));
  const { counts, outcome } = session.value;
  return (
    <>
      <fieldset ref={holder} aria-label={practice.answerLabel} class="sheet">
        {task.cells.map((symbol, i) => (
          <label key={symbol.text} class="sheet-cell">
            <Mathematics formula={symbol} />
            <input {...field(i, task.cells.length)} aria-label={symbol.text} />
          </label>
        ))}
      </fieldset>
      <div class="answer-row">{submit}</div>
      <p class="note">{outcome === null && !counts ? practice.retryNote : sheet.note}</p>
      {open && <SymbolButtons question={question} field={current} />}
    </>
  );
}
