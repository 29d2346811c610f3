import { z } from "zod";
import type { Route } from "../route.ts";

const health = z.strictObject({
  status: z.enum(["ok", "unavailable"]),
  version: z.string(),
  database: z.enum(["ok", "missing", "read_only", "error"]),
});

/** The server itself, and what only its owner may do. */
export const adminRoutes = {
  health: {
    method: "GET",
    path: "/api/health",
    summary: "Is the server able to read and write?",
    access: "public",
    rate: "write",
    response: health,
    otherwise: { 503: health },
  },
} as const satisfies Record<string, Route>;
