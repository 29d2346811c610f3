import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { cardsOf } from "../../server/db/cards.ts";
import { migrate } from "../../server/db/migrate.ts";
import { ratedLog, reviewsOf } from "../../server/db/reviews.ts";
import { model } from "./fixtures.ts";
import { openFor, temporaryFolder } from "./support.ts";
import { laterMigrations } from "./later-migrations.ts";

function start(task: string, file: string) {
  const program = join(import.meta.dirname, "killed.ts");
  return spawn(process.execPath, [program, task, file], { stdio: ["ignore", "pipe", "inherit"] });
}

test("a program killed while it stores answers has stored each that it acknowledged, whole", async () => {
  const file = join(temporaryFolder(), "drill.db");
  const program = start("answers", file);
  const acknowledged: string[] = [];
  for await (const line of createInterface(program.stdout)) {
    acknowledged.push(line);
    if (acknowledged.length === 60) program.kill("SIGKILL");
  }

  const { db } = await openFor(file);
  const log = await reviewsOf(db, 1, { after: 0, limit: 10_000 });
  const stored = log.map(({ ticket }) => ticket);
  expect(stored).toEqual(expect.arrayContaining(acknowledged));
  expect(new Map((await cardsOf(db, 1)).map((card) => [card.subject, card]))).toEqual(
    model.fold(await ratedLog(db, 1)),
  );
  expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: "ok" }]);
});

test("a program killed in the middle of a migration goes on with it", async () => {
  const file = join(temporaryFolder(), "drill.db");
  const [, signal] = (await once(start("migration", file), "exit")) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");

  const database = await openFor(file);
  expect(await migrate(database, laterMigrations, 0)).toEqual(["9002-third"]);
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info('users')`.execute(database.db);
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["second", "third"]));
});
