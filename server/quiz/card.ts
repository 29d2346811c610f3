import type { ActivationId } from "#engine/activations.ts";
import type { Bilingual } from "./bilingual.ts";

/** A flashcard: a question and what a strong candidate answers. Formulas stand between dollar signs. */
export type Card = {
  readonly id: string;
  readonly front: Bilingual;
  readonly back: Bilingual;
  /** An activation function to draw on the back, with its derivative. */
  readonly plot?: ActivationId | undefined;
  /** Of a deck that somebody else brought along: its formulas are set in the browser alone. */
  readonly foreign?: true | undefined;
};
