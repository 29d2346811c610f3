import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import type { FastifyInstance } from "fastify";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../server/db/open.ts";
import { loggedPath } from "../../server/http/log.ts";
import { guestOf, wholeServer } from "./learner.ts";
import { endServer, failServer, startServer } from "./process.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOKEN = "a-token-of-the-metrics";

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "drill-operation-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const serverOnDisk = async (environment: Record<string, string> = {}) => {
  const database = await openDatabase(join(temporaryFolder(), "drill.db"));
  const server = await wholeServer({ database }, environment);
  onTestFinished(() => server.close());
  return server;
};

describe("the nightly backup", () => {
  test("is made once a night, and old ones go", async () => {
    const { context, clock } = await serverOnDisk({ BACKUP_HOUR: "3", BACKUP_DAYS: "2", BACKUP_WEEKS: "0" });
    const { backups } = context;
    const evening = new Date(clock.at).setHours(20, 0, 0, 0);
    clock.at = evening;
    expect(await backups.makeIfDue()).toBeNull();
    clock.at = evening + 6 * HOUR;
    expect(await backups.makeIfDue()).toBeNull();
    clock.at = evening + 7 * HOUR;
    const first = await backups.makeIfDue();
    expect(first).toMatchObject({ at: evening + 7 * HOUR, rows: { users: 0 } });
    clock.at += HOUR;
    expect(await backups.makeIfDue()).toBeNull();
    for (const night of [1, 2, 3]) {
      clock.at = evening + 7 * HOUR + night * DAY;
      expect(await backups.makeIfDue()).not.toBeNull();
    }
    expect(backups.list().map(({ at }) => at)).toEqual([clock.at, clock.at - DAY]);
  });

  test("can be turned off, and made at once by hand", async () => {
    const { context, clock } = await serverOnDisk({ BACKUP_DAYS: "0" });
    clock.at += 10 * DAY;
    expect(await context.backups.makeIfDue()).toBeNull();
    const [one, same] = await Promise.all([context.backups.make(), context.backups.make()]);
    expect(same).toBe(one);
    expect(context.backups.list()).toHaveLength(1);
  });
});

describe("metrics", () => {
  const metricsOf = (app: FastifyInstance, authorization?: string) =>
    app.inject({ url: "/metrics", headers: authorization === undefined ? {} : { authorization } });

  test("are not there unless a token is set", async () => {
    const { app } = await serverOnDisk();
    expect((await metricsOf(app, "Bearer off")).statusCode).toBe(404);
    expect((await metricsOf(app, "Bearer null")).statusCode).toBe(404);
  });

  test("are not there for whoever lacks the token", async () => {
    const { app } = await serverOnDisk({ METRICS_TOKEN: TOKEN });
    for (const authorization of [undefined, "", "Bearer", `Bearer ${TOKEN}x`, TOKEN, "Basic YTpi"]) {
      const reply = await metricsOf(app, authorization);
      expect([reply.statusCode, reply.json()]).toMatchObject([404, { error: { code: "not_found" } }]);
    }
  });

  test("count requests by route, and tell how the database and the backups are", async () => {
    const { app, context, clock } = await serverOnDisk({ METRICS_TOKEN: TOKEN });
    const guest = await guestOf(app);
    await guest.send("hint", { params: { ticket: "no-such-ticket" } });
    await app.inject("/nowhere/at/all");
    await context.backups.make();
    const reply = await metricsOf(app, `Bearer ${TOKEN}`);
    expect([reply.statusCode, reply.headers["content-type"]]).toEqual([200, expect.stringContaining("text/plain")]);
    expect(reply.body).toContain('drill_http_request_seconds_count{method="GET",route="/api/me",status="200"} 1');
    expect(reply.body).toContain('route="/api/practice/:ticket/hint",status="404"} 1');
    expect(reply.body).toContain('route="none",status="404"} 1');
    expect(reply.body).not.toMatch(/no-such-ticket|nowhere/);
    expect(reply.body).toContain("drill_database_up 1");
    expect(reply.body).toContain(`drill_last_backup_timestamp_seconds ${Math.floor(clock.at / 1000)}`);
  });
});

describe("over https", () => {
  const lasting = async (environment: Record<string, string>, headers: Record<string, string> = {}) => {
    const { app } = await serverOnDisk(environment);
    return (await app.inject({ url: "/api/health", headers })).headers["strict-transport-security"];
  };

  test("browsers are told to come no other way", async () => {
    expect(await lasting({ ORIGIN: "https://drill.example" })).toBe("max-age=31536000");
    const proxied = { "x-forwarded-proto": "https" };
    expect(await lasting({ TRUST_PROXY: "127.0.0.1" }, proxied)).toBe("max-age=31536000");
    expect(await lasting({}, proxied)).toBeUndefined();
    expect(await lasting({ ORIGIN: "http://drill.example" })).toBeUndefined();
  });
});

describe("the log", () => {
  test("shows of an address no more than its route, or its short parts", () => {
    expect(loggedPath("/api/practice/abc/hint?token=secret", "/api/practice/:ticket/hint")).toBe(
      "/api/practice/:ticket/hint",
    );
    expect(loggedPath("/join/K7QW-M2XD-PLRS-9VTA?code=secret#secret", undefined)).toBe("/join/…");
    expect(loggedPath("/assets/app.js", "/*")).toBe("/assets/app.js");
  });

  test("says everything but secrets, at its loudest", { timeout: 60_000 }, async () => {
    const environment = { LOG_LEVEL: "trace", METRICS_TOKEN: TOKEN, BASE_PATH: "/study" };
    const server = await startServer({ DATA_DIR: temporaryFolder(), ...environment });
    const lines: string[] = [];
    const { stdout } = server.child;
    if (stdout === null) throw new Error("The server has no output.");
    createInterface(stdout).on("line", (line) => lines.push(line));

    const me = await fetch(`${server.url}/api/me`);
    const cookie = me.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const secret = cookie.split("=")[1] ?? "";
    expect(secret.length).toBeGreaterThan(40);
    const headers = { cookie, authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
    await fetch(`${server.url}/metrics`, { headers });
    await fetch(`${server.url}/api/practice/${secret}/hint?token=${secret}`, { method: "POST", headers, body: "{}" });
    await fetch(`${server.url}/join/${secret}?code=${secret}`, { headers });
    await fetch(`${server.url}/api/practice/next`, { method: "POST", headers, body: `{"${secret}` });
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.end(
      `GET /api/me HTTP/1.1\r\nCookie: ${cookie}\r\nAuthorization: Bearer ${TOKEN}\r\nbroken ${secret}\r\n\r\n`,
    );
    socket.resume();
    await once(socket, "close");
    expect(await endServer(server, "SIGTERM")).toBe(0);

    const log = lines.join("\n");
    expect(log).toContain('"path":"/api/practice/:ticket/hint"');
    expect(log).toContain('"path":"/join/…"');
    expect(log).toContain("client error");
    expect(log).not.toContain(secret);
    expect(log).not.toContain(TOKEN);
    // Bytes listed one by one would hide a secret from the lines above.
    expect(log).not.toMatch(/"data":\[|rawPacket/);
  });

  test("tells more while SIGUSR2 wants it to", { timeout: 60_000 }, async () => {
    const server = await startServer({ DATA_DIR: temporaryFolder() });
    const { stdout } = server.child;
    if (stdout === null) throw new Error("The server has no output.");
    const lines: string[] = [];
    createInterface(stdout).on("line", (line) => line.startsWith("{") && lines.push(line));
    await fetch(`${server.url}/api/skills`);
    server.child.kill("SIGUSR2");
    // The signal and the requests arrive in no certain order.
    while (lines.length === 0) await fetch(`${server.url}/api/networks`);
    expect(lines[0]).toContain('"path":"/api/networks"');
    expect(await endServer(server, "SIGTERM")).toBe(0);
  });
});

test("below a path, the server answers with and without it, as the proxy in front has it", async () => {
  const { app } = await serverOnDisk({ BASE_PATH: "/study/drill" });
  const statusOf = async (url: string) => (await app.inject(url)).statusCode;
  for (const url of ["/study/drill/api/health", "/api/health", "/study/drill/api/docs/"])
    expect(await statusOf(url)).toBe(200);
  for (const url of ["/study/drillapi/health", "/study/api/health", "/study/drill/study/drill/api/health"]) {
    expect([url, await statusOf(url)]).toEqual([url, 404]);
  }
  const { servers } = (await app.inject("/api/openapi.json")).json<{ servers: unknown }>();
  expect(servers).toEqual([{ url: "/study/drill" }]);
});

test("a second server on the same data says which process is in its way", { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const server = await startServer({ DATA_DIR: folder });
  const { code, said } = await failServer({ DATA_DIR: folder });
  expect([code, said]).toEqual([1, `the data in ${folder} is in use by process ${server.child.pid}; stop it first\n`]);
  await endServer(server, "SIGKILL");
  await endServer(await startServer({ DATA_DIR: folder }), "SIGTERM");
});
