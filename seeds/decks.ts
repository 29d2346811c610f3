import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, parse } from "node:path";
import { parseDocument } from "yaml";
import { type core, z } from "zod";
import { type ActivationId, isActivation } from "#engine/activations.ts";
import { piecesOf } from "#quiz/card-text.ts";
import { isSkill, type SkillId } from "#quiz/syllabus.ts";

/** Room for 200 long cards; a hostile file of this size is refused within a second. */
export const MOST_BYTES = 256 * 1024;

/** A name that never changes: what a learner remembers, and every log, hangs on it. */
export const identifier = z
  .string()
  .regex(/^[a-z0-9_]+(?:[.-][a-z0-9_]+)*$/, "has to be words of small letters and digits, joined by . or -");

const text = z
  .string()
  .refine((value) => value.trim() !== "", "is empty")
  .refine((value) => piecesOf(value) !== undefined, "has a $ that opens no formula or closes none");

/** A text in both languages, with formulas between dollar signs. */
export const inBoth = z.strictObject({ en: text, zh: text });

/** The id of a skill. */
export const ofSyllabus = z.custom<SkillId>(
  (given) => typeof given === "string" && isSkill(given),
  "is no skill of the syllabus",
);

const card = z
  .strictObject({
    /** Stable forever: what a learner remembers hangs on it. */
    id: identifier,
    skill: ofSyllabus,
    front: inBoth,
    back: inBoth,
    /** Arithmetic such as "0.5^2 = 0.25" for the numbers of the card; a test evaluates it. */
    checks: z.array(z.string()).default([]),
    /** An activation function to draw beside the card, with its derivative. */
    plot: z
      .custom<ActivationId>((given) => typeof given === "string" && isActivation(given), "is no activation function")
      .optional(),
  })
  .refine((one) => one.id.startsWith(`${one.skill}.`), {
    path: ["id"],
    message: "has to begin with the card's skill and a dot",
  });

const deck = z.strictObject({
  id: identifier,
  name: inBoth,
  cards: z.array(card).min(1, "holds no card"),
});

/** A flashcard: a question and what a strong candidate answers, in both languages. */
export type Card = Readonly<z.output<typeof card>>;
export type Deck = Readonly<z.output<typeof deck>>;

/** A deck that cannot be used; the message names the file, the card and the field. */
export class DeckError extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.name = "DeckError";
  }
}

/** All decks of a directory, in the order of their names. Every card's id is unique over all of them. */
export function readDecks(directory: string): Deck[] {
  const files = readdirSync(directory).filter((file) => /\.ya?ml$/.test(file));
  const decks = files.toSorted().map((file) => {
    const path = join(directory, file);
    refuseHuge(file, statSync(path).size);
    return readDeck(file, readFileSync(path));
  });
  refuse(repeated(decks.flatMap(({ cards }) => cards)).map((fault) => `${directory}: ${fault}`));
  return decks;
}

/** The deck that a file holds; throws a DeckError with every fault that it finds. */
export function readDeck(file: string, content: Uint8Array): Deck {
  refuseHuge(file, content.length);
  const given = parsed(file, decoded(file, content));
  const { data, error } = deck.safeParse(given);
  if (!data) throw new DeckError(error.issues.flatMap((issue) => worded(issue, given).map((fault) => file + fault)));
  if (data.id !== parse(file).name) throw new DeckError([`${file}, id: has to be the name of the file`]);
  refuse(repeated(data.cards).map((fault) => `${file}: ${fault}`));
  return data;
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new DeckError(faults);
}

/** Nobody writes as much by hand. */
export function refuseHuge(file: string, bytes: number): void {
  if (bytes > MOST_BYTES) throw new DeckError([`${file}: is larger than ${MOST_BYTES / 1024} kB`]);
}

function repeated(cards: readonly Card[]): string[] {
  const ids = cards.map((one) => one.id);
  const again = ids.filter((one, i) => ids.indexOf(one) !== i);
  return [...new Set(again)].map((one) => `card ${one} occurs more than once`);
}

/** Chinese text is easily stored in another encoding without notice. */
export function decoded(file: string, content: Uint8Array): string {
  const yaml = new TextDecoder().decode(content);
  if (yaml.includes("\uFFFD")) throw new DeckError([`${file}: is not written in UTF-8`]);
  return yaml;
}

/** Without aliases a file cannot stand for more than its own size. */
function parsed(file: string, yaml: string): unknown {
  const document = parseDocument(yaml, { logLevel: "error" });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw new DeckError([`${file}: ${fault.message.trimEnd()}`]);
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError) throw new DeckError([`${file}: has an alias (*), which decks may not use`]);
    throw error;
  }
}

/** Where in the deck, in a contributor's words: ", card 3 (loss.bce.why), back.zh: is missing". */
function worded({ path, message, ...issue }: core.$ZodIssue, given: unknown): string[] {
  const [list, index, ...rest] = path;
  const isOfCard = list === "cards" && typeof index === "number";
  const place = isOfCard ? `, card ${index + 1}${bracketedId(given, index)}` : "";
  const fields = isOfCard ? rest : path;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => `${place}${field([...fields, key])}: is not a field of a deck`);
  return [`${place}${field(fields)}: ${at(given, path) === undefined ? "is missing" : message}`];
}

const field = (path: readonly PropertyKey[]): string => (path.length === 0 ? "" : `, ${path.map(String).join(".")}`);

function bracketedId(given: unknown, index: number): string {
  const id = at(given, ["cards", index, "id"]);
  return typeof id === "string" ? ` (${id})` : "";
}

function at(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    given,
  );
}
