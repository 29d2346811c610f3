import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../server/db/open.ts";
import { guestOf, rightAnswer, wholeServer } from "./learner.ts";

const attemptNumber = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

test("on a full disk nothing is acknowledged that is not stored, and the same attempts count once there is room", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drill-full-"));
  const server = await wholeServer({ database: await openDatabase(join(folder, "drill.db")) });
  const { db } = server.context.database;
  const guest = await guestOf(server.app);
  const ticket = (await guest.call("next", { body: {} })).question?.ticket ?? "";
  const answer = await rightAnswer(server.context, ticket);
  const submit = (number: number) =>
    guest.send("answer", { params: { ticket }, body: { attempt: attemptNumber(number), answer } });
  const stored = async () => (await db.selectFrom("attempts").selectAll().execute()).length;

  // SQLite refuses further pages just as it does when the disk has none.
  await sql`pragma max_page_count = 1`.execute(db);
  let acknowledged = 0;
  let reply = await submit(acknowledged);
  while (reply.status === 200) {
    acknowledged += 1;
    reply = await submit(acknowledged);
  }
  expect([reply.status, reply.error?.code]).toEqual([503, "unavailable"]);
  expect(await stored()).toBe(acknowledged);

  await sql`pragma max_page_count = 1073741823`.execute(db);
  expect((await submit(acknowledged)).status).toBe(200);
  expect((await submit(acknowledged)).status).toBe(200);
  expect(await stored()).toBe(acknowledged + 1);
  await server.close();
  rmSync(folder, { recursive: true });
});
