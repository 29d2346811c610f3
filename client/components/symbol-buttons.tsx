import { erase, type Field, insert } from "../answers/text-field.tsx";
import type { Formula, Question } from "#contract/practice.ts";
import { printed } from "../format.ts";
import { words } from "../i18n/index.ts";
import { Mathematics } from "./mathematics.tsx";

const CHARACTERS: readonly Character[] = [
  ["+", "+"],
  ["−", "-"],
  ["×", "*"],
  ["/", "/"],
  ["(", "("],
  [")", ")"],
  ["e", "e"],
];

type Props = { question: Question; field: Field };
type Given = { readonly id: string; readonly name: Formula; readonly value: string };

/** Buttons for what a phone's number keyboard hides, and for the numbers that the question gives. */
export function SymbolButtons({ question, field }: Props) {
  const { practice } = words.value;
  return (
    <div class="symbols">
      <CharacterButtons characters={CHARACTERS} field={field} />
      <fieldset class="symbol-row values" aria-label={practice.values}>
        {givenValues(question).map(({ id, name, value }) => (
          <button key={id} type="button" onClick={() => insert(field, value.startsWith("-") ? `(${value})` : value)}>
            <span class="visually-hidden">{practice.insert} </span>
            <Mathematics formula={name} /> <span class="number">{printed(value)}</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

/** A character as it is shown, and what it writes. */
export type Character = readonly [shown: string, text: string];

/** Buttons for single characters, and one that takes the last one back. */
export function CharacterButtons({ characters, field }: { characters: readonly Character[]; field: Field }) {
  const { practice } = words.value;
  return (
    <fieldset class="symbol-row" aria-label={practice.characters}>
      {characters.map(([shown, text]) => (
        <button key={text} type="button" aria-label={`${practice.insert} ${shown}`} onClick={() => insert(field, text)}>
          {shown}
        </button>
      ))}
      <button type="button" aria-label={practice.backspace} onClick={() => erase(field)}>
        ⌫
      </button>
    </fieldset>
  );
}

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
