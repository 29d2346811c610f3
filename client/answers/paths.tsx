import { useEffect, useRef } from "preact/hooks";
import { Mathematics } from "../components/mathematics.tsx";
import { SymbolButtons } from "../components/symbol-buttons.tsx";
import { fill, words } from "../i18n/index.ts";
import { hasKeyboard } from "../keyboard.ts";
import { session, tell } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";
import { useCells } from "./cells.ts";
import { NumberField } from "./number.tsx";
import { picksOf, toggled } from "./picks.ts";
import { lookedAt } from "./traced-paths.ts";

type Props = AnswerProps<"paths">;
type Option = NonNullable<Props["task"]["paths"]>[number];

/** Which paths contribute, of those listed, perhaps with what each is worth; or how many there are. */
export function PathsAnswer({ question, task: { paths, products }, submit }: Props) {
  if (paths !== null) return <PathList question={question} options={paths} products={products} submit={submit} />;
  return <NumberField question={question} submit={submit} note={words.value.practice.countNote} />;
}

type ListProps = Pick<Props, "question" | "submit"> & { options: readonly Option[]; products: boolean };

/**
 * A box for each path; the one in focus lights up in the diagram, where paths can be pressed too. Where products are
 * asked for, each chosen path gets a field, and their sum the last one.
 */
function PathList({ question, options, products, submit }: ListProps) {
  const { practice } = words.value;
  const { answer, counts, outcome } = session.value;
  const first = useRef<HTMLInputElement>(null);
  const { holder, current, open, field } = useCells(question.ticket, (cells) => cells.join("\n"));
  const picks = picksOf(answer);
  /** The first line holds the picks, the next ones their products. */
  const line = (i: number) => field(i + 1, picks.length + 2);

  useEffect(() => {
    if (hasKeyboard()) first.current?.focus({ preventScroll: true });
    return () => (lookedAt.value = null);
  }, [question.ticket]);

  return (
    <>
      <fieldset ref={holder} class="options" disabled={!open}>
        <legend>{practice.pathsLabel}</legend>
        {options.map(({ formula }, i) => {
          const number = String(i + 1);
          const place = picks.indexOf(number);
          return (
            <div key={formula.text}>
              <label class="option">
                <input
                  ref={i === 0 ? first : null}
                  type="checkbox"
                  value={number}
                  data-digit={number}
                  aria-label={`${number}: ${formula.text}`}
                  checked={place >= 0}
                  onChange={() => tell({ type: "typed", answer: toggled(answer, number) })}
                  onFocus={() => (lookedAt.value = i)}
                  onBlur={() => (lookedAt.value = null)}
                />
                <kbd aria-hidden="true">{number}</kbd>
                <Mathematics formula={formula} />
              </label>
              {products && place >= 0 && (
                <NumberCell name={fill(practice.pathProduct, { number })} field={line(place)} />
              )}
            </div>
          );
        })}
        {products && <NumberCell name={practice.pathSum} field={line(picks.length)} />}
      </fieldset>
      <p class="note">{practice[products ? "productsNote" : "pathsNote"]}</p>
      {question.diagram && <p class="note">{practice.pathsDiagram}</p>}
      <div class="answer-row">{submit}</div>
      {outcome === null && !counts && <p class="note">{practice.retryNote}</p>}
      {open && products && <SymbolButtons question={question} field={current} />}
    </>
  );
}

type CellProps = { name: string; field: ReturnType<ReturnType<typeof useCells>["field"]> };

/** A field for one of several numbers. */
function NumberCell({ name, field }: CellProps) {
  return (
    <label class="path-number">
      <span>{name}</span>
      <input {...field} />
    </label>
  );
}
