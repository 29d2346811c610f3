import { z } from "zod";
import { deriveRequest, deriveResponse, diagnoseRequest, diagnoseResponse, namedNetwork } from "../calculators.ts";
import type { Route } from "../route.ts";

/** Computations about anybody's network; they store nothing. */
export const calculatorRoutes = {
  networks: {
    method: "GET",
    path: "/api/networks",
    summary: "Well-known networks by name",
    access: "public",
    rate: "read",
    response: z.strictObject({ networks: z.array(namedNetwork) }),
  },
  derive: {
    method: "POST",
    path: "/api/derive",
    summary: "Every quantity of a network, and the derivation of those asked for",
    access: "public",
    rate: "compute",
    body: deriveRequest,
    response: deriveResponse,
  },
  diagnose: {
    method: "POST",
    path: "/api/diagnose",
    summary: "Judge an answer about a network and name the mistake behind it",
    access: "public",
    rate: "compute",
    body: diagnoseRequest,
    response: diagnoseResponse,
  },
} as const satisfies Record<string, Route>;
