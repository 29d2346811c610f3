import type { FormId, Solution, Task } from "#contract/forms.ts";
import type { Random } from "#engine/random.ts";
import type { Bilingual } from "../bilingual.ts";
import type { Card } from "../card.ts";
import type { Diagnosis } from "../diagnose.ts";
import type { Item, OnNetwork, Origin } from "../item.ts";
import type { Rung } from "../ladder.ts";
import type { Misprint } from "../misprint.ts";
import type { NamedMistake } from "../named-mistakes.ts";
import type { WrittenQuestion } from "../written.ts";

export type { FormId };
export type ItemOf<F extends FormId> = Extract<Item, { readonly form: F }>;
export type TaskOf<F extends FormId> = Extract<Task, { form: F }>;
export type SolutionOf<F extends FormId> = Extract<Solution, { form: F }>;

type WithoutOrigin<I> = I extends Item ? Omit<I, keyof Origin> : never;
/** What a form adds to an item's origin. */
export type DetailOf<F extends FormId> = WithoutOrigin<ItemOf<F>>;

/** What a question is made of. */
export type Source = {
  /** Draws a network with what is asked of it; undefined when the draft is unfair. */
  readonly instance: () => OnNetwork | undefined;
  /** The flashcards of the skill. */
  readonly cards: readonly Card[];
  /** The questions of the skill that are written out. */
  readonly questions: readonly WrittenQuestion[];
  /** The published misprint to find, should this be asked about one. */
  readonly misprint: Misprint | undefined;
  readonly random: Random;
};

/**
 * An answer that says nothing, or not in the form that is wanted: what was expected, and where reading stopped; null
 * where all could be read. It costs nothing.
 */
export type Unreadable = {
  readonly verdict: "unreadable";
  readonly reason: Bilingual;
  readonly position: number | null;
};

/** What became of a readable answer. */
export type Judged<F extends FormId = FormId> = {
  readonly verdict: "right" | "wrong";
  readonly certainty: Diagnosis["certainty"];
  mistakes: NamedMistake[];
  readonly solution: SolutionOf<F>;
};

/** One form of question: how it is drawn, shown, answered and judged. */
export type Form<F extends FormId> = {
  /** Makes the question; undefined when this draft does not suit. */
  readonly draw: (source: Source) => DetailOf<F> | undefined;
  /** What is shown beside the network before the answer; never the key. */
  readonly task: (item: ItemOf<F>) => TaskOf<F>;
  /** What helps, in order; only the last rung may give the answer away. */
  readonly ladder: (item: ItemOf<F>) => Rung[];
  /** Reads an answer, which is text: of several parts each has a line of its own. */
  readonly judge: (item: ItemOf<F>, answer: string) => Judged<F> | Unreadable;
  /** What somebody who gives up is shown. */
  readonly solution: (item: ItemOf<F>) => SolutionOf<F>;
};
