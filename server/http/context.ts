import type { Card } from "#quiz/card.ts";
import type { Misprint } from "#quiz/misprint.ts";
import type { WrittenQuestion } from "#quiz/written.ts";
import type { Config, Setting } from "../config.ts";
import type { OpenDatabase } from "../db/open.ts";
import type { Backups } from "./backups.ts";
import type { Compute } from "./compute/pool.ts";

/** All that the handlers work with. Time and chance come in here, so that a test can hold both still. */
export type Context = {
  readonly config: Omit<Config, "host" | "port" | "dataDir">;
  /** The same as the server's owner is shown it. */
  readonly settings: readonly Setting[];
  readonly backups: Backups;
  readonly database: OpenDatabase;
  readonly compute: Compute;
  /** The flashcards of each skill. */
  readonly cards: ReadonlyMap<string, readonly Card[]>;
  /** The questions of each skill that are written out. */
  readonly questions: ReadonlyMap<string, readonly WrittenQuestion[]>;
  /** The published misprints that each skill finds. */
  readonly misprints: ReadonlyMap<string, readonly Misprint[]>;
  readonly version: string;
  /** The built client; it may be missing. */
  readonly clientDir: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
};
