import type { Route } from "./route.ts";
import { accountRoutes } from "./routes/account.ts";
import { adminRoutes } from "./routes/admin.ts";
import { calculatorRoutes } from "./routes/calculators.ts";
import { groupRoutes } from "./routes/group.ts";
import { practiceRoutes } from "./routes/practice.ts";

/** The whole HTTP API. One entry in a table and its handler make an operation; nothing else is registered anywhere. */
export const routes = {
  ...adminRoutes,
  ...calculatorRoutes,
  ...accountRoutes,
  ...groupRoutes,
  ...practiceRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
