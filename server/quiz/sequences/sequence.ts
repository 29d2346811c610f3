import type { Symbol } from "#engine/expression.ts";
import type { Bilingual } from "../bilingual.ts";
import type { ItemOf, SolutionOf, TaskOf } from "../items/form.ts";
import type { Rung } from "../ladder.ts";
import type { NamedMistake } from "../named-mistakes.ts";

export type OrderItem = ItemOf<"order">;

/** All about the lines that are to be put in order. */
export type Sequence = {
  /** What is asked, where it is about no network. */
  readonly ask: TaskOf<"order">["ask"];
  readonly lines: readonly Symbol[];
  /** The places of the right lines, in a right order. */
  readonly right: readonly number[];
  /** What makes each line wrong, null for a right one. */
  readonly names: readonly (Bilingual | null)[];
  /** The lines that stand before something they need, when they are placed so. */
  readonly early: (placed: readonly number[]) => SolutionOf<"order">["early"];
  readonly ladder: () => Rung[];
  /** The mistake behind a wrong line, where it has a name of its own. */
  readonly mistakesBehind: (line: number) => NamedMistake[];
};
