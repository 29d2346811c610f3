import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { endServer, startServer } from "../http/process.ts";
import type { Running } from "../http/process.ts";
import { startCeiling } from "./server/ceiling.ts";
import type { Call, Load } from "./server/load.ts";
import { load } from "./server/load.ts";
import { operations } from "./server/operations.ts";
import type { Operation } from "./server/operations.ts";
import { prepare } from "./server/prepare.ts";
import type { Member } from "./server/prepare.ts";

const CONNECTIONS = 50;
const MEMBERS = 500;
const [WARMING, MEASURED] = [4_000, 8_000];
const TICKETS = (WARMING + MEASURED) / MEMBERS + 1;

const post = async (url: string, { path, body, cookie }: Call): Promise<unknown> => {
  const headers = { "content-type": "application/json", cookie };
  const reply = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
  return reply.json();
};

/** The calls of an operation: on each connection some of the members take turns. */
function turns(operation: Operation, members: readonly Member[]): (connection: number) => Call {
  const calls = Array<number>(CONNECTIONS).fill(0);
  const each = members.length / CONNECTIONS;
  return (connection) => {
    const count = calls[connection]!++;
    return operation(members[connection * each + (count % each)]!, Math.floor(count / each) + 1);
  };
}

async function warmedUp(url: string, call: (connection: number) => Call): Promise<Load> {
  await load(url, { connections: CONNECTIONS, amount: WARMING }, call);
  return load(url, { connections: CONNECTIONS, amount: MEASURED }, call);
}

async function row(name: string, operation: Operation, server: Running, members: readonly Member[]): Promise<object> {
  const reply = await post(server.url, operation(members[0]!, 0));
  const constant = await startCeiling({ "/": reply });
  const call = turns(operation, members);
  const ceiling = await warmedUp(constant.url, (connection) => ({ ...call(connection), path: "/" }));
  constant.end();
  const { rate, p50, p99 } = await warmedUp(server.url, turns(operation, members));
  return {
    operation: name,
    "reply, bytes": JSON.stringify(reply).length,
    "ceiling, a second": Math.round(ceiling.rate),
    "a second": Math.round(rate),
    ratio: Number((rate / ceiling.rate).toFixed(3)),
    "p50, ms": p50,
    "p99, ms": p99,
  };
}

const residentMegabytes = ({ child }: Running): string => {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
  return (Number(kilobytes) / 1024).toFixed(0);
};

const dataDir = mkdtempSync(join(tmpdir(), "drill-bench-"));
const members = await prepare(dataDir, MEMBERS, TICKETS);
const server = await startServer({ DATA_DIR: dataDir, LOG_LEVEL: "error" });
const rows: object[] = [];
for (const [name, operation] of Object.entries(operations)) rows.push(await row(name, operation, server, members));
console.table(rows);
console.log(`Memory after all: ${residentMegabytes(server)} MB. Load of the machine: ${loadavg()[0]!.toFixed(1)}.`);
await endServer(server, "SIGTERM");
rmSync(dataDir, { recursive: true });
