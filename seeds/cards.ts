import { join } from "node:path";
import { type Card, readDecks } from "./decks.ts";

/** The flashcards of the product's own decks by their skill, in the order of the decks. */
export function ownCards(): ReadonlyMap<string, readonly Card[]> {
  const decks = readDecks(join(import.meta.dirname, "decks"));
  return Map.groupBy(
    decks.flatMap(({ cards }) => cards),
    ({ skill }) => skill,
  );
}
