import type { NetworkDocument } from "#contract/network.ts";
import type { NotationId } from "#engine/notation/index.ts";
import type { Ask } from "./ask.ts";
import type { Card } from "./card.ts";
import type { Suspicion } from "./exhibits/derived.ts";
import type { Print } from "./exhibits/printed.ts";
import type { MistakeId } from "./mistakes/index.ts";
import type { WrittenChoice, WrittenOrder } from "./written.ts";

export type Level = 1 | 2 | 3 | 4 | 5;

/** Where an item comes from. */
export type Origin = {
  readonly skill: string;
  readonly level: Level;
  readonly seed: string;
  /** The version of the generator that made it from the seed. */
  readonly generator: number;
  readonly notation: NotationId;
};

/** A drawn network, and what is asked of it. */
export type OnNetwork = { readonly network: NetworkDocument; readonly ask: Ask };

/** One option of a choice: a number, and the mistakes that lead to it; none lead to the right one. */
export type ChoiceOption = { readonly text: string; readonly mistakes: readonly MistakeId[] };

/**
 * Ways through the network by the ids of their quantities, paths among wrong turns; null where paths are counted. With
 * products, what each chosen path is worth is asked for too, and their sum.
 */
type PathOptions = { readonly paths: readonly (readonly string[])[] | null; readonly products?: true };

/** A line of a derivation: the step to a quantity, by the right rules or by those of a mistake. */
export type Line = { readonly quantity: string; readonly mistake: MistakeId | null };

/** What a formula has to look like beside being right: without any gradient, or by means of certain ones. */
export type WantedForm =
  | { readonly form: "no gradient" }
  | { readonly form: "in terms of"; readonly quantities: readonly string[] };

/** What each form asks with. */
type Forms =
  | ({ readonly form: "number" } & OnNetwork)
  | ({ readonly form: "formula"; readonly wanted: WantedForm | null } & OnNetwork)
  | ({ readonly form: "choice"; readonly options: readonly ChoiceOption[] } & OnNetwork)
  | { readonly form: "choice"; readonly written: WrittenChoice }
  | ({ readonly form: "paths" } & PathOptions & OnNetwork)
  | ({ readonly form: "order"; readonly lines: readonly Line[] } & OnNetwork)
  /** The places of its lines, as they are shown. */
  | { readonly form: "order"; readonly written: WrittenOrder; readonly shown: readonly number[] }
  | ({ readonly form: "find" } & (Suspicion | { readonly print: Print }) & OnNetwork)
  | { readonly form: "flashcard"; readonly card: Card }
  /** The quantities of the cells, each of which reads only earlier ones. */
  | ({ readonly form: "sheet"; readonly cells: readonly string[] } & OnNetwork)
  /** The quantities of the entries, row by row. */
  | ({ readonly form: "matrix"; readonly entries: readonly (readonly string[])[] } & OnNetwork);

/**
 * A drawn question, as plain JSON. It carries its network, so that an old answer can be judged and explained again
 * after the generator has changed.
 */
export type Item = Origin & Forms;

/** An item about a network. */
export type NetworkItem = Extract<Item, OnNetwork>;

export const isOnNetwork = (item: Item): item is NetworkItem => "network" in item;
