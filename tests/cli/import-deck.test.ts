import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const root = join(import.meta.dirname, "../..");

function importing(content: string | null) {
  const folder = mkdtempSync(join(tmpdir(), "drill-import-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "mine.csv");
  if (content !== null) writeFileSync(file, content);
  const env = { ...process.env, DATA_DIR: join(folder, "data") };
  const run = spawnSync(process.execPath, ["server/cli/import-deck.ts", file], { cwd: root, encoding: "utf8", env });
  return { ...run, folder, file };
}

test("a deck without fault is put where the server finds it", () => {
  const { status, stdout, stderr, folder, file } = importing("#deck:Losses\nWhy?,So.,loss.bce\n");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("Losses: 1 cards");
  expect(readFileSync(join(folder, "data/decks/mine.csv"))).toEqual(readFileSync(file));
});

test("a deck with a fault is not, and the line is told; no more is a file that does not exist", () => {
  const faulty = importing("Why?,So.\n");
  expect(faulty.status).toBe(1);
  expect(faulty.stderr).toContain("mine.csv, line 1: belongs to no skill");
  expect(readdirSync(faulty.folder)).toEqual(["mine.csv"]);
  const missing = importing(null);
  expect(missing.status).toBe(1);
  expect(missing.stderr).toMatch(/^ENOENT[^\n]*\n$/);
});
