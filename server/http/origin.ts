import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "./errors.ts";

const isSafe = (method: string): boolean => method === "GET" || method === "HEAD";

// Every browser of today names the origin of a write; a caller without one is no browser and carries nobody's cookie.
const isOwn = (request: FastifyRequest, allowed: string | null): boolean => {
  const { origin } = request.headers;
  if (origin === undefined) return !["cross-site", "same-site"].includes(String(request.headers["sec-fetch-site"]));
  return allowed === null ? URL.parse(origin)?.host === request.host : origin === allowed;
};

/** Refuses writes that another site's page sends with our visitor's cookie. */
export const demandOwnOrigin = (app: FastifyInstance, allowed: string | null): void => {
  app.addHook("onRequest", (request, _reply, done) => {
    if (isSafe(request.method) || isOwn(request, allowed)) return done();
    return done(
      new Refusal("forbidden_origin", "This page's address is not the one that the server was set up for (ORIGIN)."),
    );
  });
};
