import {
  clipParameters,
  createEmptyCard,
  default_w,
  fsrs,
  GenSeedStrategyWithCardId,
  Rating as Grade,
  State,
  StrategyMode,
} from "ts-fsrs";
import type { CardInput, FSRS } from "ts-fsrs";
import type { Rating } from "./rating.ts";

/** What is known about a learner's memory of one subject. Days are study days, so no zone is needed here. */
export type Card = {
  readonly subject: string;
  /** Days until the chance of remembering has fallen to 90 %. */
  readonly stability: number;
  /** 1 (easy) to 10. */
  readonly difficulty: number;
  readonly due: number;
  readonly first: number;
  readonly last: number;
  readonly reviews: number;
  readonly lapses: number;
};

/** One rated answer: a line of the log that cards are folded from. */
export type RatedReview = { readonly subject: string; readonly rating: Rating; readonly day: number };

/** The forgetting model with one learner's weights. */
export type Memory = {
  /** The card after one more review; null is a subject never reviewed. */
  readonly review: (card: Card | null, review: RatedReview) => Card;
  /** The chance, 0..1, of remembering on a study day. */
  readonly retrievability: (card: Pick<Card, "last" | "stability">, day: number) => number;
  /** The cards that a log of reviews, oldest first, leads to. */
  readonly fold: (log: Iterable<RatedReview>) => Map<string, Card>;
};

const DAY = 86_400_000;
const RETENTION = 0.9;

const grades = { again: Grade.Again, hard: Grade.Hard, good: Grade.Good, easy: Grade.Easy } as const;

/** FSRS with these 21 weights; without steps, since a failed card comes back within the session by our own queue. */
export function memory(weights: readonly number[] = default_w): Memory {
  const model = fsrs({
    w: checkedWeights(weights),
    request_retention: RETENTION,
    enable_fuzz: true,
    learning_steps: [],
    relearning_steps: [],
  });
  // Spreads equal cards over different days, and gives the same day whenever the log is replayed.
  model.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId("subject"));

  const review = (card: Card | null, entry: RatedReview) => reviewed(model, card, entry);
  return {
    review,
    retrievability: (card, day) => model.forgetting_curve(Math.max(0, day - card.last), card.stability),
    fold(log) {
      const cards = new Map<string, Card>();
      for (const entry of log) cards.set(entry.subject, review(cards.get(entry.subject) ?? null, entry));
      return cards;
    },
  };
}

function reviewed(model: FSRS, card: Card | null, { subject, rating, day }: RatedReview): Card {
  // Flying west may repeat a study day; time that runs backwards is no time.
  const today = Math.max(day, card?.last ?? day);
  const { card: next } = model.next(toFsrs(card, subject, today), today * DAY, grades[rating]);
  return {
    subject,
    stability: next.stability,
    difficulty: next.difficulty,
    due: next.due.getTime() / DAY,
    first: card?.first ?? today,
    last: today,
    reviews: (card?.reviews ?? 0) + 1,
    lapses: next.lapses,
  };
}

/** FSRS's card; it carries the subject along for the seed, and sees midnights UTC only, the days that it counts. */
function toFsrs(card: Card | null, subject: string, today: number): CardInput & { subject: string } {
  const empty = { ...createEmptyCard(today * DAY), subject };
  if (!card) return empty;
  return {
    ...empty,
    state: State.Review,
    stability: card.stability,
    difficulty: card.difficulty,
    due: card.due * DAY,
    last_review: card.last * DAY,
    scheduled_days: card.due - card.last,
    reps: card.reviews,
    lapses: card.lapses,
  };
}

/** ts-fsrs replaces bad weights silently, which would schedule by other weights than those stored. */
function checkedWeights(weights: readonly number[]): number[] {
  if (weights.length !== default_w.length) {
    throw new RangeError(`FSRS needs ${default_w.length} weights, not ${weights.length}`);
  }
  const allowed = clipParameters([...weights], 0);
  const wrong = weights.findIndex((weight, index) => weight !== allowed[index]);
  if (wrong >= 0) throw new RangeError(`FSRS weight ${wrong} is out of range: ${weights[wrong]}`);
  return allowed;
}
