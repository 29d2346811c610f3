import type { Generated, Kysely } from "kysely";
import type { Item } from "#quiz/item.ts";
import type { Rating } from "#study/rating.ts";

/** Flags are 0 or 1, instants milliseconds since 1970, days study days, and JSON is text: the same in every SQL. */
type Flag = 0 | 1;
type Instant = number;
type Day = number;
type Json = string;

/** A learner. A guest is a row from the first visit on, so that an account later moves no data. */
export type UsersTable = {
  id: Generated<number>;
  kind: "guest" | "account";
  created_at: Instant;
  language: "en" | "zh" | null;
  notation: "case1" | "perceptron" | "mazur" | "layered" | null;
  zone: string;
  rollover_hour: number;
  new_per_day: number;
};

/** A browser that is somebody. Only the hash of its token is stored. */
export type SessionsTable = {
  token_hash: string;
  user_id: number;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
};

/**
 * A learner's memory of a subject: the fold of its reviews, cached. A subject never reviewed has no card. The
 * queue weighs all cards of a learner, which the key keeps side by side.
 */
export type CardsTable = {
  user_id: number;
  subject_id: string;
  stability: number;
  difficulty: number;
  due_day: Day;
  first_day: Day;
  last_day: Day;
  reviews: number;
  lapses: number;
};

/** The truth: one row for every valid answer, never changed. It holds all that the question was, for good. */
export type ReviewsTable = {
  user_id: number;
  /** Counts a learner's answers. */
  id: number;
  at: Instant;
  day: Day;
  subject_id: string;
  verdict: "right" | "wrong" | "gave_up";
  /** Null when it was a later try, which does not count for the card. */
  rating: Rating | null;
  ticket_id: string;
  hints_used: number;
  revealed: Flag;
  /** The predicted chance of a right answer; null for a later try or a subject never reviewed. */
  retrievability: number | null;
  seconds: number | null;
  form: Item["form"];
  level: Item["level"];
  answer: string;
  mistakes: Json;
  /** The whole question. Long columns come last, so that a scan of the short ones does not read them. */
  item: Json;
};

/** A question that was handed out, with the seed that the learner may not see. */
export type TicketsTable = {
  id: string;
  user_id: number;
  reason: "due" | "new" | "again" | "chosen";
  /** Leaves "open" once: by its first valid answer, or when another network was asked for. */
  state: "open" | "answered" | "dropped";
  created_at: Instant;
  hints_used: number;
  revealed: Flag;
  item: Json;
};

/** What was replied to a submission, so that the same one sent twice counts once. */
export type AttemptsTable = {
  ticket_id: string;
  attempt: string;
  response: Json;
};

/** What learners did that is no answer: asked for another network. */
export type EventsTable = {
  id: Generated<number>;
  user_id: number;
  at: Instant;
  kind: "another";
  subject_id: string;
  ticket_id: string;
};

/** Items that learners hold to be wrong or unclear, with what makes them again. */
export type ReportsTable = {
  id: Generated<number>;
  user_id: number;
  at: Instant;
  ticket_id: string;
  subject_id: string;
  seed: string;
  generator: number;
  answer: string | null;
  comment: string;
};

export type Schema = {
  users: UsersTable;
  sessions: SessionsTable;
  cards: CardsTable;
  reviews: ReviewsTable;
  tickets: TicketsTable;
  attempts: AttemptsTable;
  events: EventsTable;
  reports: ReportsTable;
};

/** A connection, or a transaction on it. */
export type Database = Kysely<Schema>;
