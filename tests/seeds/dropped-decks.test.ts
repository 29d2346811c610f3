import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import { ownCards } from "../../seeds/cards.ts";
import { MOST_BYTES } from "../../seeds/decks.ts";
import { droppedDecks, withDropped } from "../../seeds/dropped-decks.ts";

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "drill-decks-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const yaml = stringify({
  id: "mine",
  name: { en: "Mine", zh: "我的" },
  cards: [
    { id: "loss.kl.mine", skill: "loss.kl", front: { en: "Why?", zh: "为何？" }, back: { en: "So.", zh: "因此。" } },
  ],
});

test("every file that holds a deck is read, and each of the others is told, with its line or card", () => {
  const folder = folderOf({
    "a.csv": "Why?,So.,loss.bce\n",
    "b.tsv": "Why?\tSo.\n",
    "mine.yaml": yaml,
    "other.yaml": yaml,
    "huge.txt": "x".repeat(MOST_BYTES + 1),
    "notes.docx": "x",
    ".DS_Store": "x",
  });
  mkdirSync(join(folder, "folder.csv"));
  const { decks, faults } = droppedDecks(folder, new Set());
  expect(decks.map(({ id }) => id)).toEqual(["a", "mine"]);
  expect(faults.map((fault) => fault.slice(0, 40))).toEqual([
    expect.stringContaining("b.tsv, line 1: belongs to no skill"),
    expect.stringContaining("huge.txt: is larger than"),
    expect.stringContaining("notes.docx: is no deck"),
    expect.stringContaining("other.yaml, id: has to be"),
  ]);
});

test("no card is held twice, neither ours nor that of another file", () => {
  const folder = folderOf({ "mine.yaml": yaml });
  const { decks, faults } = droppedDecks(folder, new Set(["loss.kl.mine"]));
  expect([decks, faults]).toEqual([[], ["mine.yaml: card loss.kl.mine occurs in another deck"]]);
});

test("without the folder there are no decks, and nothing is wrong", () => {
  expect(droppedDecks(join(tmpdir(), "no such folder"), new Set())).toEqual({ decks: [], faults: [] });
});

test("cards of another hand come behind our own and are marked", () => {
  const { decks } = droppedDecks(folderOf({ "mine.yaml": yaml }), new Set());
  const own = ownCards().get("loss.kl")!;
  const all = withDropped(ownCards(), decks);
  expect(all.get("loss.kl")!.map(({ id, foreign }) => [id, foreign])).toEqual([
    ...own.map(({ id }) => [id, undefined]),
    ["loss.kl.mine", true],
  ]);
  expect(all.get("loss.bce")).toEqual(ownCards().get("loss.bce"));
});
