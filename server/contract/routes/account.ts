import { z } from "zod";
import { settings } from "../practice.ts";
import type { Route } from "../route.ts";

/** Who the caller is, and how they want to learn. */
export const accountRoutes = {
  me: {
    method: "GET",
    path: "/api/me",
    summary: "Who the caller is; a first visit makes a guest",
    access: "public",
    rate: "write",
    response: z.strictObject({ guest: z.boolean(), created: z.iso.datetime(), settings }),
  },
  changeSettings: {
    method: "PATCH",
    path: "/api/me/settings",
    summary: "Change some of the caller's settings",
    access: "user",
    rate: "write",
    body: settings.partial(),
    response: settings,
  },
} as const satisfies Record<string, Route>;
