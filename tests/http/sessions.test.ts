import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { browserOf } from "../../server/http/account/browser.ts";
import { accountOf, answerNext, loggedIn, PASSWORD } from "./accounts.ts";
import { guestOf, learner, wholeServer } from "./learner.ts";

let server: Awaited<ReturnType<typeof wholeServer>>;
let app: FastifyInstance;
beforeAll(async () => {
  server = await wholeServer();
  app = server.app;
});
afterAll(() => server.close());

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

describe("sessions", () => {
  test("are listed with browser and times, and the one that asks is marked", async () => {
    const here = await accountOf(app, "Ada");
    server.clock.at += 60_000;
    const there = learner(app, { "user-agent": firefox });
    await there.call("login", { body: { name: "Ada", password: PASSWORD, takeAlong: false } });
    const { sessions } = await here.call("account", {});
    expect(sessions).toMatchObject([
      { browser: "Firefox · Linux", created: "2026-01-15T12:01:00.000Z", current: false },
      { created: "2026-01-15T12:00:00.000Z", lastSeen: "2026-01-15T12:00:00.000Z", current: true },
    ]);
    server.clock.at += 60_000;
    await here.call("me", {});
    expect((await here.call("account", {})).sessions[0]).toMatchObject({
      lastSeen: "2026-01-15T12:02:00.000Z",
      current: true,
    });
  });

  test("end one by one; another's is as good as none", async () => {
    const here = await accountOf(app, "Bose");
    const there = await loggedIn(app, "Bose");
    const session = (await there.call("account", {})).sessions.find(({ current }) => current)?.id ?? "";
    const stranger = await accountOf(app, "Cantor");
    const foreign = await stranger.send("endSession", { params: { session } });
    const none = await stranger.send("endSession", { params: { session: "none" } });
    expect([foreign.status, foreign.text]).toEqual([404, none.text]);
    expect((await there.send("progress")).status).toBe(200);
    const left = await here.call("endSession", { params: { session } });
    expect(left.sessions).toMatchObject([{ current: true }]);
    expect((await there.send("progress")).status).toBe(401);
  });

  test("end all at once, this one too", async () => {
    const here = await accountOf(app, "Dirac");
    const there = await loggedIn(app, "Dirac");
    await here.call("endSessions", {});
    for (const browser of [here, there]) expect((await browser.send("account")).status).toBe(401);
    await loggedIn(app, "Dirac");
  });

  test("of a guest are not listed: a guest has no account", async () => {
    const sent = await (await guestOf(app)).send("account");
    expect([sent.status, sent.error?.code]).toEqual([403, "account_needed"]);
  });
});

describe("an account that is deleted", () => {
  test("takes everything along, the log too, and its name is free again", async () => {
    const person = await accountOf(app, "Erdős");
    const there = await loggedIn(app, "Erdős");
    await answerNext(server.context, person, 1);
    expect((await person.send("deleteAccount", { body: { password: "something else" } })).error?.code).toBe(
      "wrong_password",
    );
    const { db } = server.context.database;
    const count = async (table: "reviews" | "cards" | "tickets") =>
      (await db.selectFrom(table).select("user_id").execute()).length;
    expect(await count("reviews")).toBe(1);
    await person.call("deleteAccount", { body: { password: PASSWORD } });
    for (const table of ["reviews", "cards", "tickets"] as const) expect(await count(table)).toBe(0);
    for (const browser of [person, there]) expect((await browser.send("account")).status).toBe(401);
    await accountOf(app, "Erdős");
  });

  test("first hands over the groups that nobody else owns", async () => {
    const owner = await accountOf(app, "Feynman");
    const { id: group } = await owner.call("createGroup", { body: { name: "Paths", language: null, zone: "UTC" } });
    const sent = await owner.send("deleteAccount", { body: { password: PASSWORD } });
    expect([sent.status, sent.error?.code, sent.error?.fields?.[0]?.message]).toEqual([409, "last_owner", "Paths"]);
    await owner.call("deleteGroup", { params: { group } });
    expect((await owner.send("deleteAccount", { body: { password: PASSWORD } })).status).toBe(200);
  });
});

test.each([
  [firefox, "Firefox · Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Edge · Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    "Safari · iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    "Chrome · Android",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Chrome · macOS",
  ],
  ["curl/8.17.0", ""],
  [undefined, ""],
])("a browser that calls itself %s is known as %j", (userAgent, name) => {
  expect(browserOf(userAgent)).toBe(name);
});
