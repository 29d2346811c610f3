import { useState } from "preact/hooks";
import { Sentence } from "../components/prose.tsx";
import { SymbolButtons } from "../components/symbol-buttons.tsx";
import { fill, words } from "../i18n/index.ts";
import { session, tell } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";
import { useCells } from "./cells.ts";

/** So many rows and columns can be chosen. */
const SIZES = [1, 2, 3, 4, 5, 6];

/** A shape to choose, and then a field for each entry. */
export function MatrixAnswer({ question, task, submit }: AnswerProps<"matrix">) {
  const { practice, matrix } = words.value;
  const [{ rows, columns }, choose] = useState({ rows: 0, columns: 0 });
  const { holder, current, open, cells, field } = useCells(question.ticket, inRows(columns));
  const { counts, outcome } = session.value;
  const count = rows * columns;
  const reshape = (shape: { rows: number; columns: number }) => {
    choose(shape);
    const texts = Array.from({ length: shape.rows * shape.columns }, (_, i) => cells[i] ?? "");
    tell({ type: "typed", answer: inRows(shape.columns)(texts) });
  };
  return (
    <>
      <fieldset class="matrix-shape" disabled={!open}>
        <legend>{matrix.shape}</legend>
        <Size name={matrix.rows} value={rows} onChoose={(size) => reshape({ rows: size, columns })} />
        <span aria-hidden="true">×</span>
        <Size name={matrix.columns} value={columns} onChoose={(size) => reshape({ rows, columns: size })} />
      </fieldset>
      <p class="note">
        <Sentence
          text={fill(matrix.entry, { row: task.entry.row, column: task.entry.column })}
          formulas={{ symbol: task.entry.symbol }}
        />
      </p>
      <fieldset ref={holder} aria-label={practice.answerLabel} class="matrix" style={{ "--columns": columns }}>
        {Array.from({ length: count }, (_, i) => {
          const place = { row: Math.floor(i / columns) + 1, column: (i % columns) + 1 };
          return <input key={i} {...field(i, count)} aria-label={fill(matrix.place, place)} />;
        })}
      </fieldset>
      <div class="answer-row">{submit}</div>
      {outcome === null && !counts && <p class="note">{practice.retryNote}</p>}
      {open && count > 0 && <SymbolButtons question={question} field={current} />}
    </>
  );
}

/** The entries as text, a line for each row. */
const inRows =
  (columns: number) =>
  (cells: readonly string[]): string =>
    cells.map((text, i) => (i === 0 ? text : `${i % columns === 0 ? "\n" : ","}${text}`)).join("");

type SizeProps = { name: string; value: number; onChoose: (size: number) => void };

function Size({ name, value, onChoose }: SizeProps) {
  return (
    <label>
      {name}{" "}
      <select value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        <option value={0} disabled>
          –
        </option>
        {SIZES.map((size) => (
          <option key={size} value={size}>
            {size}
          </option>
        ))}
      </select>
    </label>
  );
}
