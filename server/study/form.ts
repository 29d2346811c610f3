import type { Card } from "./memory.ts";

/** The form in which a skill is asked next: its first one at first, then each in turn. */
export const formFor = <F>(forms: readonly F[], card: Card | undefined): F =>
  forms[(card?.reviews ?? 0) % forms.length]!;

/** The flashcard whose turn it is: the next one whenever all forms of the skill have had theirs. */
export const flashcardFor = <C>(cards: readonly C[], forms: number, card: Card | undefined): C | undefined =>
  cards[Math.floor((card?.reviews ?? 0) / forms) % cards.length];
