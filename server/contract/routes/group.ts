import type { Route } from "../route.ts";

/** Groups and their members. */
export const groupRoutes = {} as const satisfies Record<string, Route>;
