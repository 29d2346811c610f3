import { useEffect, useRef } from "preact/hooks";
import { hasKeyboard } from "../keyboard.ts";
import { session, tell } from "../practice.ts";

/** What stands between the cells of an answer; a cell itself never holds it. */
const BETWEEN = /[\n,;，；、\t&]/;
const EVERY_BETWEEN = new RegExp(BETWEEN, "g");

/**
 * The fields of an answer of several numbers, which is one text in the session. Enter goes on to the next empty field;
 * when none is left it checks.
 */
export function useCells(ticket: string, write: (cells: readonly string[]) => string) {
  const { answer, attempt, outcome, unreadable } = session.value;
  const holder = useRef<HTMLFieldSetElement>(null);
  /** The field that the symbol buttons write into. */
  const current = useRef<HTMLInputElement>(null);
  const cells = answer.split(BETWEEN);
  const open = outcome === null && attempt === null;
  const faulty = unreadable && unreadable.answer.slice(0, unreadable.judgement.position ?? 0).split(BETWEEN).length - 1;

  useEffect(() => {
    if (open && hasKeyboard()) fieldsIn(holder.current)[0]?.focus({ preventScroll: true });
  }, [open, ticket]);
  useEffect(() => {
    if (faulty !== null) holder.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [unreadable, faulty]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing || !open) return;
    const next = nextEmpty(fieldsIn(holder.current), event.currentTarget as HTMLInputElement);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const field = (i: number, count: number) => ({
    type: "text" as const,
    inputMode: "decimal" as const,
    autocomplete: "off" as const,
    autocapitalize: "off" as const,
    spellcheck: false,
    maxLength: 200,
    value: cells[i] ?? "",
    readOnly: !open,
    "aria-invalid": faulty === i,
    onKeyDown,
    onFocus: (event: FocusEvent) => (current.current = event.currentTarget as HTMLInputElement),
    onInput: (event: InputEvent) => {
      const { value } = event.currentTarget as HTMLInputElement;
      const text = value.replaceAll(EVERY_BETWEEN, "");
      const changed = Array.from({ length: count }, (_, j) => (j === i ? text : (cells[j] ?? "")));
      tell({ type: "typed", answer: write(changed) });
    },
  });
  return { holder, current, open, cells, field };
}

const fieldsIn = (holder: HTMLElement | null): HTMLInputElement[] => [
  ...(holder?.querySelectorAll<HTMLInputElement>("input[type=text]") ?? []),
];

/** The first empty field behind this one, or else from the start. */
function nextEmpty(fields: readonly HTMLInputElement[], field: HTMLInputElement): HTMLInputElement | undefined {
  const here = fields.indexOf(field);
  return [...fields.slice(here + 1), ...fields.slice(0, here)].find(({ value }) => value.trim() === "");
}
