import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { namedNetworks } from "../../seeds/networks/index.ts";
import { endServer, failServer, startServer } from "./process.ts";

const dataDir = mkdtempSync(join(tmpdir(), "drill-start-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

const oneLine = /^[^\n]+\n$/;

describe("a server that cannot start says why in one line:", () => {
  test("a broken value of the environment", async () => {
    const { code, said } = await failServer({ DATA_DIR: dataDir, PORT: "many" });
    expect([code, said]).toEqual([1, expect.stringMatching(oneLine)]);
    expect(said).toContain("PORT");
  });

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, said } = await failServer({ DATA_DIR: dataDir, PORT: String(port) });
    other.close();
    expect([code, said]).toEqual([1, expect.stringMatching(oneLine)]);
    expect(said).toContain(String(port));
    expect(readdirSync(dataDir).toSorted()).toEqual(["drill.db", "server.lock"]);
  });

  test.each(["", "data"])("a file in the place of the data folder, or above it (%j)", async (below) => {
    const file = join(mkdtempSync(join(dataDir, "blocked-")), "file");
    writeFileSync(file, "");
    const { code, said } = await failServer({ DATA_DIR: join(file, below) });
    expect([code, said]).toEqual([1, expect.stringMatching(oneLine)]);
    expect(said).toContain(`${file} is not a folder`);
    expect(said).toContain("DATA_DIR has to be a folder");
  });
});

test("a stop drops no reply that is on its way", { timeout: 30_000 }, async () => {
  const server = await startServer({ DATA_DIR: dataDir });
  const network = {
    ...namedNetworks.find(({ id }) => id === "S4")?.network,
    optimizer: { name: "sgd", lr: 0.5, steps: 2_000 },
  };
  const headers = { "content-type": "application/json", expect: "100-continue" };
  const sent = request(`${server.url}/api/derive`, { method: "POST", headers });
  sent.flushHeaders();
  await once(sent, "continue");
  sent.end(JSON.stringify({ network }));
  const exit = endServer(server, "SIGTERM");
  const [reply] = (await once(sent, "response")) as [NodeJS.ReadableStream & { statusCode: number }];
  const chunks = await Array.fromAsync(reply);
  expect(reply.statusCode).toBe(200);
  expect(JSON.parse(chunks.join(""))).toHaveProperty("trajectory");
  expect(await exit).toBe(0);
});

test("a stop lets a connection that is kept alive go, and ends with code 0", { timeout: 20_000 }, async () => {
  const server = await startServer({ DATA_DIR: dataDir });
  const agent = new Agent({ keepAlive: true });
  const asked = request(`${server.url}/api/health`, { agent }).end();
  const [reply] = (await once(asked, "response")) as [NodeJS.ReadableStream & { statusCode: number }];
  reply.resume();
  await once(reply, "end");
  expect(reply.statusCode).toBe(200);
  const closed = once(asked.socket ?? asked, "close");
  expect(await endServer(server, "SIGTERM")).toBe(0);
  await closed;
  agent.destroy();
});

test("decks in the data folder are read; a file that holds none is told and does not keep the server from starting", async () => {
  const folder = mkdtempSync(join(dataDir, "decks-"));
  mkdirSync(join(folder, "decks"));
  writeFileSync(join(folder, "decks", "mine.csv"), "Why so <b>late</b>?,Because $x$.,code.mlp_numpy\n");
  writeFileSync(join(folder, "decks", "broken.csv"), "Why?,So.\n");
  const server = await startServer({ DATA_DIR: folder });
  const health = await fetch(`${server.url}/api/health`);
  expect(health.status).toBe(200);
  expect(await endServer(server, "SIGTERM")).toBe(0);
  expect(await server.complaints).toContain("broken.csv, line 1: belongs to no skill");
});
