import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import type { RateClass } from "#contract/route.ts";
import { Refusal } from "./errors.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** How a route is rationed; what names no class, unknown addresses included, is a read. */
    rate?: RateClass;
  }
}

/** The part of an address's minute that calls of one class may fill; reads may fill it all. */
const share = { write: 1 / 2, compute: 1 / 2 } as const satisfies Record<Exclude<RateClass, "read">, number>;

/** Rations the requests of an address: all of them together, and within that the writes and the long computations. */
export const addRateLimits = async (app: FastifyInstance, perMinute: number): Promise<void> => {
  if (perMinute === 0) return;
  await app.register(rateLimit, { global: false });
  const limiter = (part: number) => app.createRateLimit({ max: Math.ceil(perMinute * part), timeWindow: 60_000 });
  const every = limiter(1);
  const within = { write: limiter(share.write), compute: limiter(share.compute) };

  app.addHook("onRequest", async (request, reply) => {
    const { rate = "read" } = request.routeOptions.config;
    for (const limit of rate === "read" ? [every] : [every, within[rate]]) {
      const state = await limit(request);
      if (state.isAllowed || !state.isExceeded) continue;
      reply.header("retry-after", state.ttlInSeconds);
      throw new Refusal("too_many_requests", `Too many requests. Try again in ${state.ttlInSeconds} s.`);
    }
  });
};
