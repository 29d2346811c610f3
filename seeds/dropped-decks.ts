import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { type Card, type Deck, DeckError, readDeck, refuseHuge } from "./decks.ts";
import { readNotes } from "./notes.ts";

/** The folder in the data folder that decks are dropped into. */
export const DECKS = "decks";

/** How the files of a deck are read, by the end of their names. */
const READERS: Readonly<Record<string, (file: string, content: Uint8Array) => Deck>> = {
  ".yaml": readDeck,
  ".yml": readDeck,
  ".csv": readNotes,
  ".tsv": readNotes,
  ".txt": readNotes,
};
const MOST_FILES = 200;

/** A deck, or why it cannot be used: by file, and line or card. */
export type Imported = { readonly deck: Deck } | { readonly faults: string };

/** The deck that a file holds: YAML in our own words, or notes with commas or tabs. */
export function importDeck(file: string, content: Uint8Array): Imported {
  const read = READERS[extname(file).toLowerCase()];
  if (!read) return { faults: `${file}: is no deck; its name has to end in ${Object.keys(READERS).join(", ")}` };
  try {
    return { deck: read(file, content) };
  } catch (error) {
    if (error instanceof DeckError) return { faults: error.message };
    throw error;
  }
}

/** The decks that somebody dropped into a folder, and what is wrong with the files that hold none: those are passed over. */
export function droppedDecks(folder: string, taken: ReadonlySet<string>): { decks: Deck[]; faults: string[] } {
  const files = filesIn(folder);
  const decks: Deck[] = [];
  const faults = files.length > MOST_FILES ? [`${folder}: only the first ${MOST_FILES} files are read`] : [];
  const ids = new Set(taken);
  for (const file of files.slice(0, MOST_FILES)) {
    const imported = importFile(folder, file);
    const repeated = "deck" in imported ? imported.deck.cards.find(({ id }) => ids.has(id)) : undefined;
    if ("faults" in imported) faults.push(imported.faults);
    else if (repeated) faults.push(`${file}: card ${repeated.id} occurs in another deck`);
    else {
      decks.push(imported.deck);
      for (const { id } of imported.deck.cards) ids.add(id);
    }
  }
  return { decks, faults };
}

/** Looked at before it is read: a file too large to be a deck is not loaded. */
function importFile(folder: string, file: string): Imported {
  const path = join(folder, file);
  try {
    refuseHuge(file, statSync(path).size);
    return importDeck(file, readFileSync(path));
  } catch (error) {
    if (error instanceof Error)
      return { faults: error instanceof DeckError ? error.message : `${file}: ${error.message}` };
    throw error;
  }
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() && !entry.name.startsWith(".") ? [entry.name] : [])).toSorted();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Flashcards by their skill, those of another hand behind our own. */
export function withDropped(
  own: ReadonlyMap<string, readonly Card[]>,
  decks: readonly Deck[],
): ReadonlyMap<string, readonly DroppedCard[]> {
  const foreign = decks.flatMap(({ cards }) => cards.map((card): DroppedCard => ({ ...card, foreign: true })));
  return Map.groupBy([...[...own.values()].flat(), ...foreign], ({ skill }) => skill);
}

type DroppedCard = Card & { readonly foreign?: true };
