import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { problem } from "#contract/problem.ts";
import type { Problem } from "#contract/problem.ts";
import type { Route } from "#contract/route.ts";
import { migrations } from "../../migrations/index.ts";
import { ownCards } from "../../seeds/cards.ts";
import { ownMisprints } from "../../seeds/misprints/index.ts";
import { ownQuestions } from "../../seeds/questions.ts";
import { readConfig, settingsOf } from "../../server/config.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open.ts";
import { keepBackups } from "../../server/http/backups.ts";
import type { Compute } from "../../server/http/compute/pool.ts";
import type { Context } from "../../server/http/context.ts";

/** A clock that stands still until it is told to move. */
export type Clock = { at: number };

/** Repeatable bytes: as good as random to the server, and the same in every run. */
export const seededBytes = (seed: string) => {
  let drawn = 0;
  return (size: number): Buffer => {
    drawn += 1;
    return createHash("shake256", { outputLength: size }).update(`${seed}/${drawn}`).digest();
  };
};

const noCompute: Compute = {
  run: () => Promise.reject(new Error("This test computes nothing.")),
  close: () => Promise.resolve(),
};

const cards = ownCards();
const questions = ownQuestions();

/** What a server in a test works with: a database in memory, a clock that stands still, seeded chance. */
export const testContext = async (
  changes: Partial<Context> = {},
  environment: Record<string, string> = {},
): Promise<Context & { clock: Clock }> => {
  const clock: Clock = { at: Date.UTC(2026, 0, 15, 12) };
  const database = changes.database ?? (await openDatabase(":memory:"));
  await migrate(database, migrations, clock.at);
  const given = { RATE_LIMIT: "0", LOG_LEVEL: "silent", ...environment };
  const config = readConfig(given);
  const now = () => clock.at;
  return {
    config,
    settings: settingsOf(given),
    backups: keepBackups(database, config, now),
    compute: noCompute,
    cards,
    questions,
    misprints: ownMisprints(),
    version: "0.0.0",
    clientDir: "nowhere",
    now,
    randomBytes: seededBytes("test"),
    ...changes,
    database,
    clock,
  };
};

/** A reply; `error` is set when it is a problem, shape and all. */
export type Sent = {
  status: number;
  headers: Readonly<Record<string, unknown>>;
  text: string;
  json: unknown;
  error: Problem["error"] | null;
};

/** A browser in small: sends JSON, and keeps the cookies that it is given. */
export const visitor = (app: FastifyInstance, headers: Record<string, string> = {}) => {
  const jar = new Map<string, string>();
  const send = async (method: Route["method"], url: string, body?: object): Promise<Sent> => {
    const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ");
    const reply = await app.inject({
      method,
      url,
      headers: { ...headers, ...(cookie !== "" && { cookie }) },
      ...(body && { payload: body }),
    });
    for (const { name, value } of reply.cookies) {
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const isJson = String(reply.headers["content-type"]).startsWith("application/json");
    const json: unknown = isJson ? reply.json() : null;
    const error = problem.safeParse(json).data?.error ?? null;
    return { status: reply.statusCode, headers: reply.headers, text: reply.body, json, error };
  };
  return {
    get: (url: string) => send("GET", url),
    post: (url: string, body: object = {}) => send("POST", url, body),
    patch: (url: string, body: object) => send("PATCH", url, body),
    delete: (url: string) => send("DELETE", url),
  };
};
