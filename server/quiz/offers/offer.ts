import type { BilingualProse } from "#contract/practice.ts";
import type { Bilingual } from "../bilingual.ts";
import type { ItemOf, TaskOf } from "../items/form.ts";
import type { Rung } from "../ladder.ts";
import type { NamedMistake } from "../named-mistakes.ts";

export type ChoiceItem = ItemOf<"choice">;

/** All about the options of a choice: what is shown of them, and what each stands for. */
export type Offer = Omit<TaskOf<"choice">, "form"> & {
  /** The place of the right option. */
  readonly right: number;
  /** The mistake that leads to each option; null for the right one, and where it has no name of its own. */
  readonly names: readonly (Bilingual | null)[];
  /** Why each option is right or wrong; null where its mistake says it all. */
  readonly why: readonly BilingualProse[] | null;
  readonly ladder: () => Rung[];
  /** What is behind the option at a place. */
  readonly mistakesBehind: (place: number) => NamedMistake[];
};
