import type { z } from "zod";

/** Who may call: anybody, or anybody with a session (a guest is a user from the first visit on). */
export type Access = "public" | "user";

/** How heavily a call is rationed: cheap reads, writes of one user, or long computations. */
export type RateClass = "read" | "write" | "compute";

/** One operation of the API as data: the server mounts it, the client calls it, OpenAPI describes it. */
export type Route = {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly access: Access;
  readonly rate: RateClass;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
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
