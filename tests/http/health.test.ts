import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../server/db/open.ts";
import { learner, wholeServer } from "./learner.ts";

test("the server is well, and says which it is", async () => {
  const server = await wholeServer({ version: "3.2.1" });
  expect(await learner(server.app).call("health", {})).toEqual({ status: "ok", version: "3.2.1", database: "ok" });
  await server.close();
});

test("a database file that was deleted under the server turns its health red", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drill-health-"));
  const file = join(folder, "drill.db");
  const server = await wholeServer({ database: await openDatabase(file) });
  rmSync(file);
  const sent = await learner(server.app).send("health");
  expect(sent).toMatchObject({ status: 503, json: { status: "unavailable", database: "missing" } });
  await server.close();
  rmSync(folder, { recursive: true });
});

test("skills and networks are listed for anybody", async () => {
  const server = await wholeServer();
  const anybody = learner(server.app);
  const { skills } = await anybody.call("skills", {});
  expect(skills.length).toBe(129);
  expect(skills.filter((skill) => skill.available).length).toBeGreaterThanOrEqual(12);
  const { networks } = await anybody.call("networks", {});
  expect(networks.map(({ id }) => id)).toEqual(["S1", "S2", "S4"]);
  await server.close();
});
