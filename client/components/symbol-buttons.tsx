import type { RefObject } from "preact";
import type { Formula, Question } from "#contract/practice.ts";
import { printed } from "../format.ts";
import { words } from "../i18n/index.ts";
import { Mathematics } from "./mathematics.tsx";

const CHARACTERS = [
  ["−", "-"],
  ["×", "*"],
  ["/", "/"],
  ["(", "("],
  [")", ")"],
  ["e", "e"],
] as const;

type Props = { question: Question; field: RefObject<HTMLInputElement | null> };
type Given = { readonly id: string; readonly name: Formula; readonly value: string };

/** Buttons for what a phone's number keyboard hides, and for the numbers that the question gives. */
export function SymbolButtons({ question, field }: Props) {
  const { practice } = words.value;
  const insert = (text: string) => {
    const input = field.current;
    if (input === null) return;
    input.setRangeText(
      text,
      input.selectionStart ?? input.value.length,
      input.selectionEnd ?? input.value.length,
      "end",
    );
    typedInto(input);
  };
  return (
    <div class="symbols">
      <fieldset class="symbol-row" aria-label={practice.characters}>
        {CHARACTERS.map(([shown, text]) => (
          <button key={text} type="button" aria-label={`${practice.insert} ${shown}`} onClick={() => insert(text)}>
            {shown}
          </button>
        ))}
        <button type="button" aria-label={practice.backspace} onClick={() => erase(field.current)}>
          ⌫
        </button>
      </fieldset>
      <fieldset class="symbol-row values" aria-label={practice.values}>
        {givenValues(question).map(({ id, name, value }) => (
          <button key={id} type="button" onClick={() => insert(value.startsWith("-") ? `(${value})` : value)}>
            <span class="visually-hidden">{practice.insert} </span>
            <Mathematics formula={name} /> <span class="number">{printed(value)}</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function erase(input: HTMLInputElement | null): void {
  if (input === null) return;
  const end = input.selectionEnd ?? input.value.length;
  const start = input.selectionStart === end ? Math.max(0, end - 1) : (input.selectionStart ?? 0);
  input.setRangeText("", start, end, "end");
  typedInto(input);
}

/** What a button does to a field reaches the session by the field's own way. */
const typedInto = (input: HTMLInputElement): boolean => input.dispatchEvent(new InputEvent("input", { bubbles: true }));

/** The numbers of the diagram, by name. */
function givenValues({ diagram }: Question): readonly Given[] {
  if (diagram === null) return [];
  const nodes = diagram.nodes.flatMap(({ id, label, value, target }): Given[] => [
    ...(value === undefined ? [] : [{ id, name: label, value }]),
    ...(target === undefined ? [] : [{ id: `${id}-target`, name: target.label, value: target.value }]),
  ]);
  const edges = diagram.edges.flatMap(({ id, label, value }): Given[] =>
    label === undefined || value === undefined ? [] : [{ id, name: label, value }],
  );
  return [...nodes, ...edges];
}
