import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { problem } from "#contract/problem.ts";
import type { Route } from "#contract/route.ts";
import { assemble } from "../../server/http/assemble.ts";
import { testContext, visitor } from "./support.ts";

const note = {
  method: "POST",
  path: "/api/notes/:id",
  summary: "A note",
  access: "public",
  rate: "write",
  params: z.strictObject({ id: z.string().max(8) }),
  body: z.strictObject({ text: z.string(), at: z.union([z.number(), z.array(z.number())]).optional() }),
  response: z.strictObject({ text: z.string() }),
} as const satisfies Route;

const mine = { ...note, path: "/api/mine/:id", access: "user" } as const;
const leaky = { ...note, path: "/api/leaky/:id" } as const;
const routes = { note, mine, leaky };

const server = async (environment: Record<string, string> = {}): Promise<FastifyInstance> =>
  assemble(await testContext({}, environment), routes, {
    note: ({ body }) => ({ text: body.text }),
    mine: ({ body }) => ({ text: body.text }),
    leaky: () => ({ text: "", secret: "do not tell" }),
  });

let app: FastifyInstance;
beforeAll(async () => {
  app = await server();
});
afterAll(() => app.close());

const fieldsOf = async (url: string, body: object): Promise<unknown> => {
  const sent = await visitor(app).post(url, body);
  expect(sent.status).toBe(400);
  expect(sent.error?.code).toBe("invalid_input");
  return sent.error?.fields?.map(({ path }) => path);
};

describe("input", () => {
  test("that fits is passed on", async () => {
    expect(await visitor(app).post("/api/notes/1", { text: "a" })).toMatchObject({ status: 200, json: { text: "a" } });
  });

  test("is refused with the name of every field at fault", async () => {
    expect(await fieldsOf("/api/notes/1", {})).toEqual(["text"]);
    expect(await fieldsOf("/api/notes/1", { text: "a", more: 1, and: 2 })).toEqual(["more", "and"]);
    expect(await fieldsOf("/api/notes/1", { text: "a", at: [1, "2"] })).toEqual(["at.1"]);
    expect(await fieldsOf("/api/notes/123456789", { text: "a" })).toEqual(["id"]);
    expect(await fieldsOf("/api/notes/1?verbose=1", { text: "a" })).toEqual(["verbose"]);
  });

  test("is never coerced", async () => {
    expect(await fieldsOf("/api/notes/1", { text: 1 })).toEqual(["text"]);
    expect(await fieldsOf("/api/notes/1", { text: "a", at: "1" })).toEqual(["at"]);
  });

  test("is JSON only, well formed and of bounded size", async () => {
    const post = async (payload: string, type: string) => {
      const headers = { "content-type": type };
      const reply = await app.inject({ method: "POST", url: "/api/notes/1", payload, headers });
      return [reply.statusCode, problem.parse(reply.json()).error.code];
    };
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      expect(await post('{"text":"a"}', type)).toEqual([415, "invalid_input"]);
    }
    expect(await post('{"text":', "application/json")).toEqual([400, "invalid_input"]);
    expect(await post('{"text":"a","__proto__":{"x":1}}', "application/json")).toEqual([400, "invalid_input"]);
    expect(await post(`{"text":"${"a".repeat(70_000)}"}`, "application/json")).toEqual([413, "too_large"]);
  });
});

describe("output", () => {
  test("with an unlisted field does not leave, and the reason stays inside", async () => {
    const sent = await visitor(app).post("/api/leaky/1", { text: "a" });
    expect(sent.status).toBe(500);
    expect(sent.error?.code).toBe("internal");
    expect(sent.text).not.toMatch(/secret|tell|zod|stack|\.ts/i);
  });
});

describe("a caller", () => {
  test("without a session is told so where one is needed", async () => {
    const sent = await visitor(app).post("/api/mine/1", { text: "a" });
    expect([sent.status, sent.error?.code]).toEqual([401, "no_session"]);
  });

  test("from another site may not write", async () => {
    const from = async (headers: Record<string, string>, on = app) =>
      (await visitor(on, { host: "drill.test", ...headers }).post("/api/notes/1", { text: "a" })).status;
    expect(await from({ origin: "http://drill.test" })).toBe(200);
    expect(await from({})).toBe(200);
    expect(await from({ origin: "http://evil.test" })).toBe(403);
    expect(await from({ origin: "null" })).toBe(403);
    expect(await from({ "sec-fetch-site": "cross-site" })).toBe(403);
    const strict = await server({ ORIGIN: "https://drill.example" });
    expect(await from({ origin: "https://drill.example" }, strict)).toBe(200);
    expect(await from({ origin: "http://drill.test" }, strict)).toBe(403);
    await strict.close();
  });

  test("is believed about its address only by way of a known proxy", async () => {
    const limited = { RATE_LIMIT: "2" };
    const open = await server(limited);
    const proxied = await server({ ...limited, TRUST_PROXY: "127.0.0.1" });
    const statuses = async (on: FastifyInstance): Promise<number[]> => {
      const seen = [];
      for (const address of ["1.1.1.1", "2.2.2.2", "3.3.3.3"]) {
        seen.push((await visitor(on, { "x-forwarded-for": address }).get("/")).status);
      }
      return seen;
    };
    expect(await statuses(open)).toEqual([404, 404, 429]);
    expect(await statuses(proxied)).toEqual([404, 404, 404]);
    await open.close();
    await proxied.close();
  });

  test("that asks too often is told when to come back", async () => {
    const limited = await server({ RATE_LIMIT: "4" });
    const guest = visitor(limited);
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await guest.post("/api/notes/1", { text: "a" })).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await guest.get("/api/unknown")).status).toBe(404);
    const refused = await guest.get("/api/unknown");
    expect([refused.status, refused.error?.code]).toEqual([429, "too_many_requests"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    await limited.close();
  });
});

test("a caller that sends slowly is cut off", () => {
  expect(app.server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 });
});

describe("an address", () => {
  test("that leads nowhere answers a problem", async () => {
    for (const url of ["/api/nothing", "/api", "/nothing"]) {
      const sent = await visitor(app).get(url);
      expect([sent.status, sent.error?.code]).toEqual([404, "not_found"]);
    }
    expect((await visitor(app).get("/api/notes/1")).status).toBe(404);
  });

  test("that cannot be read answers a problem too, with the security headers", async () => {
    const sent = await visitor(app).get("/%ff");
    expect([sent.status, sent.error?.code]).toEqual([400, "invalid_input"]);
    expect(sent.headers["x-content-type-options"]).toBe("nosniff");
  });
});

test("every reply carries the security headers, and answers of the API are not cached", async () => {
  const sent = await visitor(app).post("/api/notes/1", {});
  expect(sent.headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
  });
  const policy = String(sent.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("style-src-attr 'unsafe-inline'");
  expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe");
});
