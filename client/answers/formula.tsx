import { useEffect, useRef, useState } from "preact/hooks";
import type { Question } from "#contract/practice.ts";
import { Marked } from "../components/marked.tsx";
import { Mathematics } from "../components/mathematics.tsx";
import { type Character, CharacterButtons } from "../components/symbol-buttons.tsx";
import { said, words } from "../i18n/index.ts";
import { breakable } from "../mathematics.ts";
import { session } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";
import type { FormulaReader } from "./formula-reader.ts";
import { type Field, insert, TextField } from "./text-field.tsx";

/** A formula, typed as text or LaTeX or put together by buttons, and set as mathematics while it grows. */
export function FormulaAnswer({ question, task, submit }: AnswerProps<"formula">) {
  const { practice } = words.value;
  const field = useRef<HTMLInputElement>(null);
  const reader = useReader(question);
  const open = session.value.outcome === null;
  return (
    <>
      <TextField
        ticket={question.ticket}
        field={field}
        label={practice.formulaLabel}
        note={practice.formulaNote}
        inputMode="text"
        submit={submit}
      />
      {open && <Preview reader={reader} text={session.value.answer} />}
      {open && <FormulaKeys reader={reader} field={field} gradients={task.wanted?.form !== "no gradient"} />}
    </>
  );
}

/** The reader of formulas, once it has arrived; without it a formula can be typed all the same. */
function useReader(question: Question): FormulaReader | null {
  const [reader, setReader] = useState<FormulaReader | null>(null);
  useEffect(() => {
    void import("./formula-reader.ts").then(
      ({ readerFor }) => setReader(readerFor(question)),
      () => undefined,
    );
  }, [question]);
  return reader;
}

/** So many characters are shown on both sides of the one at which reading stopped. */
const AROUND = 10;

/** What is understood of a formula so far. */
function Preview({ reader, text }: { reader: FormulaReader | null; text: string }) {
  const read = text.trim() === "" ? undefined : reader?.read(text);
  return (
    <fieldset class="preview" aria-label={words.value.practice.previewLabel}>
      <Understood read={read} text={text} />
    </fieldset>
  );
}

function Understood({ read, text }: { read: ReturnType<FormulaReader["read"]> | undefined; text: string }) {
  if (read === undefined) return <p class="note">{words.value.practice.previewNote}</p>;
  if (!("reason" in read)) return <Mathematics formula={breakable(read)} roomy />;
  const start = Math.max(0, read.position - AROUND);
  return (
    <p class="note">
      {said(read.reason)} <Marked text={text.slice(start, read.position + AROUND)} position={read.position - start} />
    </p>
  );
}

const CHARACTERS: readonly Character[] = [
  ["+", "+"],
  ["−", "-"],
  ["×", "*"],
  ["/", "/"],
  ["(", "("],
  [")", ")"],
];

const FUNCTIONS: readonly Character[] = [
  ["x²", "^2"],
  ["xⁿ", "^"],
  ["½", "1/2"],
  ["σ", "σ("],
  ["tanh", "tanh("],
  ["exp", "exp("],
  ["ln", "ln("],
  ["√", "sqrt("],
];

type KeysProps = { reader: FormulaReader | null; field: Field; gradients: boolean };

/** Buttons for the signs, the functions and the names that a formula of this network is made of. */
function FormulaKeys({ reader, field, gradients }: KeysProps) {
  const { practice } = words.value;
  const rows = { given: practice.namesGiven, forward: practice.namesForward, gradients: practice.namesGradients };
  return (
    <div class="symbols formula-keys">
      <CharacterButtons characters={CHARACTERS} field={field} />
      <fieldset class="symbol-row values functions" aria-label={practice.functions}>
        {FUNCTIONS.map(([shown, text]) => (
          <button
            key={text}
            type="button"
            aria-label={`${practice.insert} ${shown}`}
            onClick={() => insert(field, text)}
          >
            {shown}
          </button>
        ))}
      </fieldset>
      {(["given", "forward", "gradients"] as const).map((row) => {
        if (row === "gradients" && !gradients) return null;
        return (
          <fieldset key={row} class="symbol-row values names" aria-label={rows[row]}>
            {reader?.names[row].map((name) => (
              <button key={name.text} type="button" onClick={() => insert(field, name.text)}>
                <span class="visually-hidden">{practice.insert} </span>
                <Mathematics formula={name} />
              </button>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
