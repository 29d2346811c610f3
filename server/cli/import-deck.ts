import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ConfigError, readConfig } from "../config.ts";
import { DECKS, importDeck } from "../../seeds/dropped-decks.ts";

const USAGE = "npm run import-deck -- <file.csv, .tsv, .txt or .yaml>";

/** Looks through a deck and, if it has no fault, puts it where the server finds it at its next start. */
function main([path]: readonly string[]): number {
  if (path === undefined) return complain(USAGE);
  const file = basename(path);
  const imported = importDeck(file, readFileSync(path));
  if ("faults" in imported) return complain(imported.faults);
  const folder = join(readConfig(process.env).dataDir, DECKS);
  mkdirSync(folder, { recursive: true });
  copyFileSync(path, join(folder, file));
  const { name, cards } = imported.deck;
  console.log(`${name.en}: ${cards.length} cards, kept in ${join(folder, file)}. The server reads it when it starts.`);
  return 0;
}

function complain(why: string): number {
  console.error(why);
  return 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  const isPlain = error instanceof ConfigError || (error instanceof Error && "syscall" in error);
  console.error(isPlain ? error.message : error);
  process.exitCode = 1;
}
