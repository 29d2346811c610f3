import type { z } from "zod";

/**
 * Who may call: anybody; anybody with a session (a guest is a user from the first visit on); whoever has an account;
 * an active member of the group that `params.group` names, or its tutor, or its owner; the server's own owner.
 */
export const accessRules = ["public", "user", "account", "member", "tutor", "owner", "admin"] as const;
export type Access = (typeof accessRules)[number];

/** What somebody is in a group. An owner may all that a tutor may, and a tutor all that a member may. */
export type Role = "member" | "tutor" | "owner";

/** How heavily a call is rationed: cheap reads, writes of one user, or long computations. */
export type RateClass = "read" | "write" | "compute";

/** One operation of the API as data: the server mounts it, the client calls it, OpenAPI describes it. */
export type Route = {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly access: Access;
  readonly rate: RateClass;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** What the answer is written in, where that is not JSON; it is a text then. */
  readonly media?: "text/csv";
  /** Further statuses whose body is not a problem. */
  readonly otherwise?: Readonly<Record<number, z.ZodType>>;
};

export type Input<R extends Route, K extends "params" | "query" | "body"> = R[K] extends z.ZodType
  ? z.input<R[K]>
  : undefined;
export type Parsed<R extends Route, K extends "params" | "query" | "body"> = R[K] extends z.ZodType
  ? z.output<R[K]>
  : undefined;
export type Answer<R extends Route> = z.output<R["response"]>;
