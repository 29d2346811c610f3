import type { Item } from "#quiz/item.ts";
import type { Flag, Instant, Json } from "./columns.ts";

/** A study group. The secret seeds its weekly drills, and never leaves the server. */
export type GroupsTable = {
  id: string;
  name: string;
  created_at: Instant;
  /** What its pages are shared in; null leaves it to each member. */
  language: "en" | "zh" | null;
  /** The zone whose weeks and dates the group lives by. */
  zone: string;
  secret: string;
};

/** Somebody's place in a group. It stays when they go, so that who was removed does not slip in by an old invite. */
export type MembershipsTable = {
  group_id: string;
  user_id: number;
  /** What others know the member by. */
  id: string;
  role: "owner" | "tutor" | "member";
  status: "active" | "left" | "removed";
  joined_at: Instant;
  ended_at: Instant | null;
  shows_effort: Flag;
};

/** What leads into a group, so often and for so long. Only the hash of its code is stored. */
export type GroupInvitesTable = {
  id: string;
  group_id: string;
  code_hash: string;
  role: "tutor" | "member";
  created_at: Instant;
  expires_at: Instant;
  uses_left: number;
  revoked_at: Instant | null;
};

/** What a group drills in a week. */
export type DrillsTable = {
  group_id: string;
  week: string;
  /** Chosen by a tutor; null for the group's weakest. */
  skills: Json | null;
  /** The questions, drawn for the first member who opens the drill and the same for all; null until then. */
  items: Json | null;
};

/** A question of a weekly drill in the hands of a member. */
export type DrillTicketsTable = {
  group_id: string;
  user_id: number;
  week: string;
  /** Its place in the drill, from 0. */
  position: number;
  ticket_id: string;
  /** The answer in the member's log; null until there is one. */
  review_id: number | null;
};

/** What the members of a group are to have practised by a date of the group's zone. */
export type AssignmentsTable = {
  id: string;
  group_id: string;
  created_at: Instant;
  due_date: string;
  /** Null: at whichever level a member is. */
  level: Item["level"] | null;
  skills: Json;
};

/** What groups are made of. */
export type GroupTables = {
  groups: GroupsTable;
  memberships: MembershipsTable;
  group_invites: GroupInvitesTable;
  drills: DrillsTable;
  drill_tickets: DrillTicketsTable;
  assignments: AssignmentsTable;
};
