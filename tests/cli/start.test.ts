import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fingerprint } from "../../server/cli/build-client.ts";

describe("the fingerprint of the client's sources", () => {
  let base: string;
  const write = (name: string, text: string) => writeFileSync(join(base, name), text);
  const now = () => fingerprint(base, ["client", "lock.json"]);

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "fingerprint-"));
    mkdirSync(join(base, "client/pages"), { recursive: true });
    write("client/main.tsx", "main");
    write("client/pages/practice.tsx", "practice");
    write("lock.json", "{}");
  });
  afterEach(() => rmSync(base, { recursive: true }));

  test("stays while the contents stay, whatever the files' times", () => {
    const before = now();
    utimesSync(join(base, "client/main.tsx"), 0, 0);
    write("README.md", "not a source");
    expect(now()).toBe(before);
  });

  test.each<[string, () => void]>([
    ["a file is edited", () => write("client/pages/practice.tsx", "practise")],
    ["a file is added", () => write("client/pages/explore.tsx", "")],
    ["a file is removed", () => rmSync(join(base, "client/main.tsx"))],
    ["text moves from one file to the next", () => (write("client/main.tsx", "mai"), write("lock.json", "n{}"))],
    ["a dependency changes", () => write("lock.json", '{ "preact": 12 }')],
  ])("changes when %s", (_, change) => {
    const before = now();
    change();
    expect(now()).not.toBe(before);
  });
});

test("on an old Node, the start ends with one clear line", () => {
  const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.19.0' })";
  const start = resolve(import.meta.dirname, "../../server/cli/start.js");
  const run = spawnSync(process.execPath, ["--import", `data:text/javascript,${pretend}`, start], { encoding: "utf8" });
  expect(run.status).toBe(1);
  expect(run.stdout).toBe("");
  expect(run.stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(/^Backprop Drill needs Node 26.*npm start/)]);
});
