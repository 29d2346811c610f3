import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import { DeckError, MOST_BYTES, readDeck, readDecks } from "../../seeds/decks.ts";

const card = {
  id: "loss.bce.why",
  skill: "loss.bce",
  front: { en: "Why $\\ln$?", zh: "为什么取对数？" },
  back: { en: "Because.", zh: "因为。" },
};
const deck = { id: "mine", name: { en: "Mine", zh: "我的" }, cards: [card] };
const withCard = (changes: object) => ({ ...deck, cards: [{ ...card, ...changes }] });

const read = (yaml: string) => readDeck("mine.yaml", new TextEncoder().encode(yaml));
const faultsOf = (reading: () => unknown): string => {
  try {
    reading();
  } catch (error) {
    if (error instanceof DeckError) return error.message;
    throw error;
  }
  return "none";
};

test("a deck is read as it is written, with no checks unless it has some", () => {
  expect(read(stringify(deck))).toEqual({ ...deck, cards: [{ ...card, checks: [] }] });
  const full = withCard({ checks: ["1/2 = 0.5"], plot: "sigmoid" });
  expect(read(stringify(full))).toEqual(full);
});

describe("a fault is told by file, card and field", () => {
  const inCard = "mine.yaml, card 1 (loss.bce.why)";
  test.each<[string, object, string]>([
    ["unknown skill", withCard({ skill: "loss.foo" }), `${inCard}, skill: is no skill of the syllabus`],
    ["foreign skill", withCard({ skill: "loss.ce" }), `${inCard}, id: has to begin with the card's skill and a dot`],
    ["no skill", withCard({ skill: undefined }), `${inCard}, skill: is missing`],
    ["missing language", withCard({ back: { en: "Because." } }), `${inCard}, back.zh: is missing`],
    ["empty language", withCard({ back: { en: "Because.", zh: " " } }), `${inCard}, back.zh: is empty`],
    [
      "another language",
      withCard({ front: { ...card.front, fr: "?" } }),
      `${inCard}, front.fr: is not a field of a deck`,
    ],
    [
      "no text",
      withCard({ front: { en: 1, zh: "一" } }),
      `${inCard}, front.en: Invalid input: expected string, received number`,
    ],
    [
      "open formula",
      withCard({ front: { en: "Why $x?", zh: "为什么？" } }),
      `${inCard}, front.en: has a $ that opens no formula or closes none`,
    ],
    [
      "empty formula",
      withCard({ front: { en: "Why $$?", zh: "为什么？" } }),
      `${inCard}, front.en: has a $ that opens no formula or closes none`,
    ],
    ["unknown plot", withCard({ plot: "sine" }), `${inCard}, plot: is no activation function`],
    ["unknown field", withCard({ hint: "?" }), `${inCard}, hint: is not a field of a deck`],
    [
      "shouted id",
      withCard({ id: "LOSS" }),
      "mine.yaml, card 1 (LOSS), id: has to be words of small letters and digits, joined by . or -\nmine.yaml, card 1 (LOSS), id: has to begin with the card's skill and a dot",
    ],
    ["no id", withCard({ id: undefined }), "mine.yaml, card 1, id: is missing"],
    [
      "duplicate",
      { ...deck, cards: [card, structuredClone(card)] },
      "mine.yaml: card loss.bce.why occurs more than once",
    ],
    ["no cards", { ...deck, cards: [] }, "mine.yaml, cards: holds no card"],
    ["no name", { ...deck, name: undefined }, "mine.yaml, name: is missing"],
    ["another file's id", { ...deck, id: "yours" }, "mine.yaml, id: has to be the name of the file"],
  ])("%s", (_fault, given, message) => {
    expect(faultsOf(() => read(stringify(given)))).toBe(message);
  });

  test("all faults at once", () => {
    const faults = faultsOf(() => read(stringify(withCard({ skill: "loss.foo", plot: "sine", back: {} }))));
    expect(faults.split("\n")).toHaveLength(4);
  });
});

describe("what is no deck is refused", () => {
  test.each([
    ["nothing", "", "mine.yaml: Invalid input: expected object, received null"],
    ["a list", "- 1", "mine.yaml: Invalid input: expected object, received array"],
    ["broken YAML", "id: [1\nname: 2", "mine.yaml: Flow sequence in block collection must be sufficiently indented"],
    ["a field twice", "id: a\nid: b", "mine.yaml: Map keys must be unique at line 2, column 1"],
    ["two documents", "--- 1\n--- 2", "mine.yaml: Source contains multiple documents"],
    ["a tag", "id: !!js/function x", "mine.yaml: Unresolved tag"],
    ["a prototype", "__proto__: { id: mine }", "mine.yaml, id: is missing"],
    ["an alias", "id: &a mine\nname: *a", "mine.yaml: has an alias (*), which decks may not use"],
    ["aliases of aliases", bombOf(30), "mine.yaml: has an alias (*), which decks may not use"],
    ["depth", "[".repeat(MOST_BYTES), "mine.yaml: Maximum call stack size exceeded"],
    ["depth in blocks", "- ".repeat(MOST_BYTES / 2), "mine.yaml: Maximum call stack size exceeded"],
    ["size", " ".repeat(MOST_BYTES + 1), "mine.yaml: is larger than 256 kB"],
  ])("%s", (_what, yaml, message) => {
    expect(faultsOf(() => read(yaml)).slice(0, message.length)).toBe(message);
  });

  test("another encoding", () => {
    expect(faultsOf(() => readDeck("mine.yaml", Uint8Array.of(0xce, 0xd2, 0xb5, 0xc4)))).toBe(
      "mine.yaml: is not written in UTF-8",
    );
  });
});

/** Each list holds the one before it nine times. */
function bombOf(levels: number): string {
  const lists = Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
  return ["a0: &a0 boom", ...lists].join("\n");
}

describe("a directory of decks", () => {
  const directoryOf = (files: Readonly<Record<string, string>>): string => {
    const directory = mkdtempSync(join(tmpdir(), "decks-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
    return directory;
  };
  const other = { ...withCard({ id: "loss.bce.what" }), id: "other" };

  test("is read in the order of the names, YAML files only", () => {
    const directory = directoryOf({ "other.yml": stringify(other), "mine.yaml": stringify(deck), "README.md": "?" });
    expect(readDecks(directory).map(({ id }) => id)).toEqual(["mine", "other"]);
  });

  test("holds each card once", () => {
    const directory = directoryOf({ "mine.yaml": stringify(deck), "other.yaml": stringify({ ...deck, id: "other" }) });
    expect(faultsOf(() => readDecks(directory))).toBe(`${directory}: card loss.bce.why occurs more than once`);
  });

  test("is not read where a file is huge", () => {
    const directory = directoryOf({ "mine.yaml": " ".repeat(MOST_BYTES + 1) });
    expect(faultsOf(() => readDecks(directory))).toBe("mine.yaml: is larger than 256 kB");
  });
});
