import type { Symbol } from "#engine/expression.ts";
import type { Ask } from "./ask.ts";
import type { Bilingual } from "./bilingual.ts";
import type { OnNetwork } from "./item.ts";

/** A number as a source prints it: of a quantity of its network, or of something that only the source names. */
export type PrintedLine =
  | { readonly quantity: string; readonly printed: string }
  | { readonly symbol: Symbol; readonly printed: string };

/** Where a worked example is published; some have no address that lasts. */
export type Publication = { readonly title: string; readonly url: string | null };

/** A published example with wrong numbers in it. */
export type Misprint = OnNetwork & {
  readonly id: string;
  readonly source: Publication;
  readonly lines: readonly PrintedLine[];
  /** The place of the first wrong number, which is of a quantity that is asked for. */
  readonly wrong: number;
  readonly ask: Ask;
  /** How the wrong number came about, and then how else it might have. */
  readonly origins: readonly Bilingual[];
  readonly remedy: Bilingual;
};
