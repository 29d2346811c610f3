import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { routes } from "#contract/routes.ts";
import type { Route } from "#contract/route.ts";
import type { RouteName } from "#contract/routes.ts";
import { guestOf, learner, wholeServer } from "./learner.ts";

const attempt = "00000000-0000-4000-8000-000000000001";

/** A valid body for each operation on a ticket. */
const bodies: Partial<Record<RouteName, object>> = {
  another: {},
  answer: { attempt, answer: "1" },
  hint: {},
  giveUp: { attempt },
  report: { comment: "?" },
};

const names = Object.keys(routes) as RouteName[];
const entry = (name: RouteName): Route => routes[name];

let server: Awaited<ReturnType<typeof wholeServer>>;
let app: FastifyInstance;
beforeAll(async () => {
  server = await wholeServer();
  app = server.app;
});
afterAll(() => server.close());

const cookieOf = (headers: Readonly<Record<string, unknown>>): string => String(headers["set-cookie"]);

describe("a first visit", () => {
  test("makes a guest, who is the same on the next", async () => {
    const guest = learner(app);
    const first = await guest.send("me");
    expect(cookieOf(first.headers)).toMatch(/^session=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/);
    server.clock.at += 1000;
    expect((await guest.send("me")).json).toEqual(first.json);
    expect(await guest.call("me", {})).toMatchObject({ guest: true, created: "2026-01-15T12:00:00.000Z" });
  });

  test("over https gives a cookie that no other host can set", async () => {
    const secure = await wholeServer({}, { ORIGIN: "https://drill.example", TRUST_PROXY: "127.0.0.1" });
    const headers = { origin: "https://drill.example", "x-forwarded-proto": "https" };
    const guest = learner(secure.app, headers);
    expect(cookieOf((await guest.send("me")).headers)).toMatch(
      /^__Host-session=[^;]+; .*HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await guest.send("progress")).status).toBe(200);
    await secure.close();
  });

  test("stores the token as a hash only", async () => {
    const guest = learner(app);
    const token =
      cookieOf((await guest.send("me")).headers)
        .slice("session=".length)
        .split(";")[0] ?? "";
    const sessions = await server.context.database.db.selectFrom("sessions").selectAll().execute();
    expect(JSON.stringify(sessions)).not.toContain(token);
  });

  test("is refused where guests are not wanted", async () => {
    const closed = await wholeServer({}, { GUESTS: "off" });
    const sent = await learner(closed.app).send("me");
    expect([sent.status, sent.error?.code]).toEqual([401, "login_needed"]);
    expect(sent.headers["set-cookie"]).toBeUndefined();
    await closed.close();
  });

  test("lasts for 400 days after the last one", async () => {
    const day = 86_400_000;
    const old = await wholeServer();
    const guest = await guestOf(old.app);
    old.clock.at += 399 * day;
    await guest.call("me", {});
    old.clock.at += 399 * day;
    expect((await guest.send("progress")).status).toBe(200);
    old.clock.at += 2 * day;
    expect((await guest.send("progress")).status).toBe(401);
    await old.close();
  });
});

describe("nobody", () => {
  test.each(names.filter((name) => entry(name).access === "user"))("may call %s without a session", async (name) => {
    for (const headers of [{}, { cookie: "session=forged" }] as Record<string, string>[]) {
      const sent = await learner(app, headers).send(name, {
        params: { ticket: "x" },
        body: bodies[name],
      });
      expect([sent.status, sent.error?.code]).toEqual([401, "no_session"]);
    }
  });

  test.each(names.filter((name) => entry(name).path.includes(":ticket")))("may %s another's question", async (name) => {
    const owner = await guestOf(app);
    const stranger = await guestOf(app);
    const ticket = (await owner.call("next", { body: {} })).question?.ticket ?? "";
    const body = bodies[name];
    const foreign = await stranger.send(name, { params: { ticket }, body });
    const none = await stranger.send(name, { params: { ticket: "none" }, body });
    expect([foreign.status, foreign.error?.code]).toEqual([404, "not_found"]);
    expect(foreign.json).toEqual(none.json);
    expect((await owner.send(name, { params: { ticket }, body })).status).toBe(200);
  });
});

describe("settings", () => {
  test("change one by one and stay", async () => {
    const guest = await guestOf(app);
    const before = (await guest.call("me", {})).settings;
    const changed = await guest.call("changeSettings", { body: { language: "zh", zone: "Asia/Shanghai" } });
    expect(changed).toEqual({ ...before, language: "zh", zone: "Asia/Shanghai" });
    expect((await guest.call("me", {})).settings).toEqual(changed);
  });

  test("refuse a zone that does not exist, and what is no setting", async () => {
    const guest = await guestOf(app);
    for (const [path, body] of [
      ["zone", { zone: "Mars/Olympus" }],
      ["admin", { admin: true }],
      ["rolloverHour", { rolloverHour: "4" }],
    ] as const) {
      const sent = await guest.send("changeSettings", { body });
      expect([sent.status, sent.error?.fields?.[0]?.path]).toEqual([400, path]);
    }
  });
});
