import type { Generated, Kysely } from "kysely";
import type { Item } from "#quiz/item.ts";
import type { Rating } from "#study/rating.ts";
import type { Day, Flag, Instant, Json } from "./columns.ts";
import type { GroupTables } from "./group-tables.ts";

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
  /** What the browser calls itself, in short; empty when it is not known. */
  browser: string;
};

/** What a learner who is no guest has beyond being a user. */
export type AccountsTable = {
  user_id: number;
  name: string;
  /** The name as it is compared: names that read alike are one name. */
  name_key: string;
  /** Null for whoever only comes in by another server's word. */
  password_hash: string | null;
  is_admin: Flag;
  created_at: Instant;
  password_changed_at: Instant;
};

/** Who an account is to another server, which may vouch for them. */
export type IdentitiesTable = {
  issuer: string;
  subject: string;
  user_id: number;
  created_at: Instant;
};

/** Attempts to prove who one is, by the hash of the name that was tried, whether there is such an account or not. */
export type GuessesTable = {
  id: Generated<number>;
  name_hash: string;
  at: Instant;
};

/** What makes an account's one-time codes. Not in force until a first code has confirmed it. */
export type TotpTable = {
  user_id: number;
  secret: string;
  confirmed_at: Instant | null;
  /** The time step of the last code that was used: no code counts twice. */
  last_step: number;
};

/** What stands in for a one-time code, once each: a row goes with its use. */
export type RecoveryCodesTable = {
  user_id: number;
  code_hash: string;
};

/** Links that let somebody register, and the one that makes whoever takes it the server's owner. */
export type RegistrationInvitesTable = {
  token_hash: string;
  /** Null for the server itself, or a user who has left. */
  created_by: number | null;
  created_at: Instant;
  /** Null: never. */
  expires_at: Instant | null;
  uses_left: number;
  makes_admin: Flag;
};

/** What lets whoever holds the token be somebody, once: end a login, set a new password, go on on another device. */
export type PassesTable = {
  token_hash: string;
  purpose: "second_step" | "reset" | "carry";
  user_id: number;
  expires_at: Instant;
};

/** A sign-on that has gone to another server and not come back yet; with a user, it adds an identity to them. */
export type SignOnsTable = {
  token_hash: string;
  user_id: number | null;
  verifier: string;
  nonce: string;
  invite_hash: string | null;
  takes_along: Flag;
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
  /** What parts of the answer say about other subjects, as ratings. */
  credits: Json;
};

/** A question that was handed out, with the seed that the learner may not see. */
export type TicketsTable = {
  id: string;
  user_id: number;
  reason: "due" | "new" | "again" | "chosen" | "drill" | "assigned";
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
  /** Null for a report of old whose ticket was forgotten. */
  item: Json | null;
  /** When the server's owner was done with it. */
  closed_at: Instant | null;
};

/** Who changed whose rights; append-only, and it outlives whom it is about. */
export type AuditTable = {
  id: Generated<number>;
  at: Instant;
  actor_id: number | null;
  act:
    | "admin.granted"
    | "admin.revoked"
    | "registration.invited"
    | "registration.revoked"
    | "reset_link.made"
    | "sessions.ended"
    | "user.deleted"
    | "group.created"
    | "group.deleted"
    | "group.invited"
    | "group.invite_revoked"
    | "group.joined"
    | "group.left"
    | "group.removed"
    | "group.role";
  subject_id: number | null;
  group_id: string | null;
  detail: string | null;
};

export type Schema = {
  users: UsersTable;
  sessions: SessionsTable;
  accounts: AccountsTable;
  identities: IdentitiesTable;
  guesses: GuessesTable;
  totp: TotpTable;
  recovery_codes: RecoveryCodesTable;
  registration_invites: RegistrationInvitesTable;
  passes: PassesTable;
  sign_ons: SignOnsTable;
  cards: CardsTable;
  reviews: ReviewsTable;
  tickets: TicketsTable;
  attempts: AttemptsTable;
  events: EventsTable;
  reports: ReportsTable;
  audit: AuditTable;
} & GroupTables;

/** A connection, or a transaction on it. */
export type Database = Kysely<Schema>;
