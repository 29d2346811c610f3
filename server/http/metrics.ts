import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { databaseHealth } from "../db/health.ts";
import type { Context } from "./context.ts";
import { Refusal } from "./errors.ts";

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const isBearer = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));

const timeRequests = (app: FastifyInstance, registry: Registry): void => {
  const seconds = new Histogram({
    name: "drill_http_request_seconds",
    help: "Time to the end of the reply, by method, route and status",
    labelNames: ["method", "route", "status"],
    buckets: SECONDS,
    registers: [registry],
  });
  app.addHook("onResponse", (request, reply, done) => {
    // Addresses that lead nowhere are one route: anybody can invent as many as they like.
    const route = request.routeOptions.url ?? "none";
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
};

const watchStorage = ({ database, backups }: Context, registry: Registry): void => {
  const registers = [registry];
  const healthy: Gauge = new Gauge({
    name: "drill_database_up",
    help: "1 while answers can be stored",
    registers,
    async collect() {
      healthy.set((await databaseHealth(database)) === "ok" ? 1 : 0);
    },
  });
  const backup: Gauge = new Gauge({
    name: "drill_last_backup_timestamp_seconds",
    help: "When the newest backup was made; 0 when there is none",
    registers,
    collect() {
      backup.set((backups.list()[0]?.at ?? 0) / 1000);
    },
  });
};

/** Serves metrics for Prometheus to whoever sends the token; without a token in the settings there are none. */
export const addMetrics = (app: FastifyInstance, context: Context): void => {
  const { metricsToken } = context.config;
  if (metricsToken === null) return;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  timeRequests(app, registry);
  watchStorage(context, registry);
  app.get("/metrics", async (request, reply) => {
    // The same answer as on a server without metrics.
    if (!isBearer(request.headers.authorization, metricsToken)) {
      throw new Refusal("not_found", "There is nothing at this address.");
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
};
