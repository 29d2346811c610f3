import { createHash } from "node:crypto";
import { parse as nameOf } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { piecesOf } from "#quiz/card-text.ts";
import { isSkill, type SkillId } from "#quiz/syllabus.ts";
import { type Headers, readHeaders } from "./anki-headers.ts";
import { type Card, type Deck, DeckError, decoded, refuseHuge } from "./decks.ts";
import { textOfHtml, withFormulas } from "./field-text.ts";

/** So many notes make a deck, and so many characters a field. */
export const MOST_NOTES = 2_000;
const MOST_CHARACTERS = 4_000;
/** So many faults are told. */
const MOST_FAULTS = 20;

/** What a column may hold; a side without a language is read in both. */
const COLUMNS: Readonly<Record<string, Column>> = {
  front: "front",
  question: "front",
  正面: "front",
  问题: "front",
  back: "back",
  answer: "back",
  背面: "back",
  答案: "back",
  front_en: "front_en",
  front_zh: "front_zh",
  back_en: "back_en",
  back_zh: "back_zh",
  tags: "tags",
  标签: "tags",
  skill: "skill",
  guid: "guid",
};

type Column = "front" | "back" | "front_en" | "front_zh" | "back_en" | "back_zh" | "tags" | "skill" | "guid";
type Row = { readonly fields: readonly string[]; readonly line: number };
type Note = Partial<Record<Column, string>>;

/**
 * The deck that a file of notes holds, with commas, tabs or another separator, and the headers that Anki writes. Each
 * note belongs to a skill, by a column of that name or by a tag. Throws a DeckError with every fault, by its line.
 */
export function readNotes(file: string, content: Uint8Array): Deck {
  refuseHuge(file, content.length);
  const { headers, body, firstLine } = readHeaders(decoded(file, content));
  const rows = rowsOf(file, headers, body, firstLine);
  const { columns, isNamed } = columnsOf(headers, rows[0]);
  const faults: string[] = [];
  const notes = isNamed ? rows.slice(1) : rows;
  if (notes.length === 0) throw new DeckError([`${file}: holds no card`]);
  if (notes.length > MOST_NOTES) throw new DeckError([`${file}: holds more than ${MOST_NOTES} cards`]);
  const id = slugOf(nameOf(file).name);
  const cards = notes.flatMap(({ fields, line }) => {
    const card = cardOf(noteOf(columns, fields), headers, id);
    if (typeof card !== "string") return [card];
    faults.push(`${file}, line ${line}: ${card}`);
    return [];
  });
  refuse(file, faults);
  refuse(
    file,
    repeated(cards, notes).map((line) => `${file}, line ${line}: has the same front as a card before it`),
  );
  const name = headers.deck ?? nameOf(file).name;
  return { id, name: { en: name, zh: name }, cards };
}

function refuse(file: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const rest = faults.length - MOST_FAULTS;
  throw new DeckError([...faults.slice(0, MOST_FAULTS), ...(rest > 0 ? [`${file}: and ${rest} more like these`] : [])]);
}

function rowsOf(file: string, { separator }: Headers, body: string, firstLine: number): Row[] {
  try {
    const records = parse(body, {
      delimiter: separator,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: MOST_NOTES + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ fields: record, line: info.lines + firstLine - 1 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error["lines"] ?? 1) + firstLine - 1;
    throw new DeckError([`${file}, line ${line}: ${error.message}`]);
  }
}

const columnNamed = (name: string): Column | undefined => {
  const word =
    name
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.join("_") ?? "";
  return Object.hasOwn(COLUMNS, word) ? COLUMNS[word] : undefined;
};

/** What each column holds: as a header says, else the first row where it names both sides, else front, back, tags. */
function columnsOf({ columns, special }: Headers, first: Row | undefined) {
  const names = first?.fields.map(columnNamed) ?? [];
  const isNamed = columns === undefined && hasSides(names);
  const named = columns?.map(columnNamed) ?? (isNamed ? names : undefined);
  const width = Math.max(named?.length ?? 0, first?.fields.length ?? 0);
  const plain = (["front", "back", "tags"] as const).values();
  const held = Array.from({ length: width }, (_, i) => {
    const other = special.get(i);
    if (other !== undefined) return columnNamed(other);
    return named ? named[i] : plain.next().value;
  });
  return { columns: hasSides(held) ? held : sidesFirst(held, special), isNamed };
}

/** Names of columns that mean nothing here, as those of somebody's own note type: the first two are the sides. */
function sidesFirst(held: readonly (Column | undefined)[], special: ReadonlyMap<number, string>) {
  const sides = (["front", "back"] as const).values();
  return held.map((column, i) => (special.has(i) || column !== undefined ? column : sides.next().value));
}

const hasSides = (columns: readonly (Column | undefined)[]): boolean =>
  (["front", "back"] as const).every((side) => columns.includes(side) || columns.includes(`${side}_en`));

function noteOf(columns: readonly (Column | undefined)[], fields: readonly string[]): Note {
  return Object.fromEntries(columns.flatMap((column, i) => (column ? [[column, fields[i] ?? ""]] : [])));
}

/** The card of a note, or what is wrong with it. */
function cardOf(note: Note, headers: Headers, deck: string): Card | string {
  const text = (field: string | undefined): string =>
    withFormulas(headers.html ? textOfHtml(field ?? "") : (field ?? ""));
  const side = (of: "front" | "back") => {
    const [en, zh] = [text(note[`${of}_en`] ?? note[of]), text(note[`${of}_zh`] ?? note[of])];
    return { en: en || zh, zh: zh || en };
  };
  const [front, back] = [side("front"), side("back")];
  const skill = skillOf(note, headers);
  if (typeof skill !== "string") return skill.fault;
  const fault = faultIn("the front", front) ?? faultIn("the back", back);
  if (fault !== undefined) return fault;
  const guid = note.guid?.trim() ?? "";
  const digest = createHash("sha256")
    .update(guid === "" ? front.en : guid)
    .digest("hex")
    .slice(0, 12);
  return { id: `${skill}.${deck}.${digest}`, skill, front, back, checks: [] };
}

/** The skill that a column names, or a tag: the last part of "backprop::loss.bce". */
function skillOf({ skill = "", tags = "" }: Note, headers: Headers): SkillId | { fault: string } {
  const named = skill.trim();
  if (isSkill(named)) return named;
  if (named !== "") return { fault: `"${named}" is no skill of the syllabus` };
  const all = [...tags.split(/\s+/), ...headers.tags].map((tag) => tag.split("::").at(-1)!);
  const found = all.find(isSkill);
  return found ?? { fault: 'belongs to no skill: give it a tag such as "loss.bce", or a column "skill"' };
}

function faultIn(what: string, { en, zh }: { readonly en: string; readonly zh: string }): string | undefined {
  for (const text of [en, zh]) {
    if (text === "") return `${what} is empty`;
    if (text.length > MOST_CHARACTERS) return `${what} is longer than ${MOST_CHARACTERS} characters`;
    if (/\{\{c\d+::/.test(text)) return `${what} is a cloze; a card here is a question with its answer`;
    if (piecesOf(text) === undefined) return `${what} has a $ that opens no formula or closes none`;
  }
  return undefined;
}

/** The lines of cards whose ids occurred before. */
function repeated(cards: readonly Card[], notes: readonly Row[]): number[] {
  const ids = cards.map(({ id }) => id);
  return ids.flatMap((id, i) => (ids.indexOf(id) < i ? [notes[i]!.line] : []));
}

/** A file's name as part of an identifier. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "") || "deck";
