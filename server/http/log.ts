import type { FastifyRequest, FastifyServerOptions } from "fastify";
import type { Config } from "../config.ts";

/** Tokens and codes are no shorter. */
const LONG = 12;

/** An address as it may be logged: its route, or else its path without whatever could be somebody's token. */
export const loggedPath = (url: string, route: string | undefined): string => {
  if (route?.startsWith("/api/")) return route;
  const [path = ""] = url.split(/[?#]/, 1);
  return path
    .split("/")
    .map((part) => (part.length < LONG ? part : "…"))
    .join("/");
};

/**
 * How the server logs: JSON lines that name routes and callers, and no secret. Headers and bodies are never
 * listed; a request that could not be parsed is carried by its error as raw bytes, and these are left out.
 */
export const logger = (level: Config["logLevel"]): Exclude<FastifyServerOptions["logger"], boolean | undefined> => ({
  level,
  redact: {
    paths: [
      "url",
      "originalUrl",
      "err.rawPacket",
      "err.headers",
      "*.cookie",
      "*.authorization",
      "*.password",
      "*.token",
    ],
    remove: true,
  },
  serializers: {
    req: (request: FastifyRequest) => ({
      method: request.method,
      path: loggedPath(request.url, request.routeOptions.url),
      address: request.ip,
    }),
  },
});
