import { useRef } from "preact/hooks";
import { SymbolButtons } from "../components/symbol-buttons.tsx";
import { words } from "../i18n/index.ts";
import { session } from "../practice.ts";
import type { AnswerProps } from "./answer.ts";
import { TextField } from "./text-field.tsx";

/** One number, typed or calculated. */
export function NumberAnswer({ question, submit }: AnswerProps<"number">) {
  return <NumberField question={question} submit={submit} note={words.value.practice.answerNote} symbols />;
}

type FieldProps = Pick<AnswerProps<"number">, "question" | "submit"> & { note: string; symbols?: boolean };

/** A field for one number, with what may be written there. */
export function NumberField({ question, submit, note, symbols = false }: FieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const label = words.value.practice.answerLabel;
  return (
    <>
      <TextField ticket={question.ticket} field={field} label={label} note={note} inputMode="decimal" submit={submit} />
      {session.value.outcome === null && symbols && <SymbolButtons question={question} field={field} />}
    </>
  );
}
