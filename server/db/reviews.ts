import type { Insertable, Selectable } from "kysely";
import type { Item } from "#quiz/item.ts";
import type { RatedReview } from "#study/memory.ts";
import type { Credit, Rating } from "#study/rating.ts";
import type { Database, ReviewsTable } from "./schema.ts";

type Verdict = ReviewsTable["verdict"];

/** A valid answer, with all that the question was. */
export type Review = {
  readonly id: number;
  readonly at: number;
  readonly day: number;
  readonly ticket: string;
  readonly item: Item;
  readonly answer: string;
  readonly verdict: Verdict;
  readonly mistakes: readonly string[];
  readonly rating: Rating | null;
  /** The ratings of other subjects that parts of the answer were about. */
  readonly credits: readonly Credit[];
  readonly hints: number;
  readonly revealed: boolean;
  readonly retrievability: number | null;
  readonly seconds: number | null;
};

/** Adds an answer to the end of a learner's log, and says which one it is. */
export async function appendReview(db: Database, user: number, review: Omit<Review, "id">): Promise<number> {
  const { last } = await db
    .selectFrom("reviews")
    .select(({ fn }) => fn.max("id").as("last"))
    .where("user_id", "=", user)
    .executeTakeFirstOrThrow();
  const id = (last ?? 0) + 1;
  await db
    .insertInto("reviews")
    .values(toRow(user, { ...review, id }))
    .execute();
  return id;
}

/** The rated answers of a study day, oldest first. */
export async function ratedOn(
  db: Database,
  user: number,
  day: number,
): Promise<{ subject: string; rating: Rating; verdict: Verdict }[]> {
  return db
    .selectFrom("reviews")
    .select(["subject_id as subject", "rating", "verdict"])
    .where("user_id", "=", user)
    .where("day", "=", day)
    .where("rating", "is not", null)
    .orderBy("id")
    .$narrowType<{ rating: Rating }>()
    .execute();
}

/** All that a learner's cards are folded from, oldest first. */
export async function ratedLog(db: Database, user: number): Promise<RatedReview[]> {
  const rows = await db
    .selectFrom("reviews")
    .select(["subject_id as subject", "rating", "day", "credits"])
    .where("user_id", "=", user)
    .where("rating", "is not", null)
    .orderBy("id")
    .$narrowType<{ rating: Rating }>()
    .execute();
  return rows.flatMap(({ credits, ...review }) => [
    review,
    ...creditsIn(credits).map((credit) => ({ ...credit, day: review.day })),
  ]);
}

const creditsIn = (json: string): Credit[] => JSON.parse(json) as Credit[];

/** A page of a learner's log, in order, beginning after an answer's id. */
export async function reviewsOf(db: Database, user: number, page: { after: number; limit: number }): Promise<Review[]> {
  const rows = await db
    .selectFrom("reviews")
    .selectAll()
    .where("user_id", "=", user)
    .where("id", ">", page.after)
    .orderBy("id")
    .limit(page.limit)
    .execute();
  return rows.map(toReview);
}

/** What a learner last answered to a question. */
export async function lastAnswer(db: Database, user: number, ticket: string): Promise<string | null> {
  const row = await db
    .selectFrom("reviews")
    .select("answer")
    .where("user_id", "=", user)
    .where("ticket_id", "=", ticket)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.answer ?? null;
}

/** The question about a subject that a learner was rated for last. */
export async function lastAsked(db: Database, user: number, subject: string): Promise<Item | null> {
  const row = await db
    .selectFrom("reviews")
    .select("item")
    .where("user_id", "=", user)
    .where("subject_id", "=", subject)
    .where("rating", "is not", null)
    // Days first: so they lie in the index, which leaves the long rows alone.
    .orderBy("day", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? (JSON.parse(row.item) as Item) : null;
}

function toRow(user: number, review: Review): Insertable<ReviewsTable> {
  const { item } = review;
  return {
    user_id: user,
    id: review.id,
    at: review.at,
    day: review.day,
    subject_id: item.skill,
    verdict: review.verdict,
    rating: review.rating,
    ticket_id: review.ticket,
    hints_used: review.hints,
    revealed: review.revealed ? 1 : 0,
    retrievability: review.retrievability,
    seconds: review.seconds,
    form: item.form,
    level: item.level,
    answer: review.answer,
    mistakes: JSON.stringify(review.mistakes),
    credits: JSON.stringify(review.credits),
    item: JSON.stringify(item),
  };
}

function toReview(row: Selectable<ReviewsTable>): Review {
  return {
    id: row.id,
    at: row.at,
    day: row.day,
    ticket: row.ticket_id,
    item: JSON.parse(row.item) as Item,
    answer: row.answer,
    verdict: row.verdict,
    mistakes: JSON.parse(row.mistakes) as string[],
    credits: creditsIn(row.credits),
    rating: row.rating,
    hints: row.hints_used,
    revealed: row.revealed === 1,
    retrievability: row.retrievability,
    seconds: row.seconds,
  };
}
