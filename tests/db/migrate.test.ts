import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import { describe, expect, test } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { findResponse, saveResponse } from "../../server/db/attempts.ts";
import { migrate } from "../../server/db/migrate.ts";
import type { Database } from "../../server/db/schema.ts";
import { createGuest, findUser } from "../../server/db/users.ts";
import { reviewsOf } from "../../server/db/reviews.ts";
import { item, NOW, TODAY } from "./fixtures.ts";
import { openFor, temporaryFolder, ticketOf } from "./support.ts";
import { laterMigrations } from "./later-migrations.ts";

/** What a process killed in the middle of a migration leaves: a part of the work, and no commit. */
const killedAfter = (migration: Migration): Migration => ({
  async up(db) {
    await migration.up(db);
    throw new Error("killed");
  },
});

/** What a database of today has seen last. */
const newest = Object.keys(migrations).at(-1)!;

const columnsOf = async (db: Database) => {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info('users')`.execute(db);
  return rows.map(({ name }) => name);
};

test("an empty database gets the whole schema, once", async () => {
  const database = await openFor(":memory:");
  expect(await migrate(database, migrations, NOW)).toEqual(Object.keys(migrations));
  expect(await migrate(database, migrations, NOW)).toEqual([]);
  const { rows } = await sql<{ name: string; strict: number }>`
    select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite%'`.execute(database.db);
  expect(rows.map(({ name }) => name).toSorted()).toEqual([
    "accounts",
    "assignments",
    "attempts",
    "audit",
    "cards",
    "drill_tickets",
    "drills",
    "events",
    "group_invites",
    "groups",
    "guesses",
    "identities",
    "memberships",
    "migrations",
    "passes",
    "recovery_codes",
    "registration_invites",
    "reports",
    "reviews",
    "sessions",
    "sign_ons",
    "tickets",
    "totp",
    "users",
  ]);
  expect(rows.every(({ strict }) => strict === 1)).toBe(true);
});

test("the names of the migrations are in their order, since the database sorts by them", () => {
  expect(Object.keys(migrations)).toEqual(Object.keys(migrations).toSorted());
});

describe("a file with data", () => {
  test("is migrated after a verified backup, and keeps its rows", async () => {
    const folder = temporaryFolder();
    const database = await openFor(join(folder, "drill.db"));
    await migrate(database, migrations, NOW);
    expect(readdirSync(folder).filter((name) => name.endsWith(".backup"))).toEqual([]);
    const guest = await createGuest(database.db, { at: NOW });

    expect(await migrate(database, laterMigrations, NOW)).toEqual(["9001-second", "9002-third"]);
    expect(await findUser(database.db, guest.id)).toEqual(guest);
    expect(await columnsOf(database.db)).toEqual(expect.arrayContaining(["second", "third"]));

    expect(readdirSync(folder).filter((name) => name.includes("backup"))).toEqual([`drill.db.${newest}.backup`]);
    const backup = await openFor(join(folder, `drill.db.${newest}.backup`));
    expect(await findUser(backup.db, guest.id)).toEqual(guest);
    expect(await columnsOf(backup.db)).not.toContain("second");
  });

  test("stays as it was when no backup can be made", async () => {
    const folder = temporaryFolder();
    const database = await openFor(join(folder, "drill.db"));
    await migrate(database, migrations, NOW);
    const blocked = { ...database, file: join(folder, "no such folder", "drill.db") };
    await expect(migrate(blocked, laterMigrations, NOW)).rejects.toMatchObject({ code: "backup" });
    expect(await columnsOf(database.db)).not.toContain("second");
  });

  test("resumes where a killed migration left off", async () => {
    const file = join(temporaryFolder(), "drill.db");
    const killed = await openFor(file);
    await migrate(killed, migrations, NOW);
    const broken = { ...laterMigrations, "9002-third": killedAfter(laterMigrations["9002-third"]) };
    await expect(migrate(killed, broken, NOW)).rejects.toThrow("killed");
    expect(await columnsOf(killed.db)).toContain("second");
    expect(await columnsOf(killed.db)).not.toContain("third");

    const restarted = await openFor(file);
    expect(await migrate(restarted, laterMigrations, NOW)).toEqual(["9002-third"]);
    expect(existsSync(`${file}.9001-second.backup`)).toBe(true);
    expect(await columnsOf(restarted.db)).toContain("third");
  });

  test("leaves nothing of a first migration that was killed", async () => {
    const database = await openFor(join(temporaryFolder(), "drill.db"));
    const broken = { ...migrations, "0001-first": killedAfter(migrations["0001-first"]) };
    await expect(migrate(database, broken, NOW)).rejects.toThrow("killed");
    expect(await columnsOf(database.db)).toEqual([]);
    expect(await migrate(database, migrations, NOW)).toEqual(Object.keys(migrations));
  });

  test("is refused when a newer version has used it", async () => {
    const database = await openFor(join(temporaryFolder(), "drill.db"));
    await migrate(database, laterMigrations, NOW);
    const failure = migrate(database, migrations, NOW);
    await expect(failure).rejects.toMatchObject({ name: "DatabaseError", code: "newer_schema" });
    await expect(failure).rejects.toThrow('it has "9001-second"');
  });
});

describe("a log of the first release", () => {
  const review = {
    user_id: 1,
    id: 1,
    at: NOW,
    day: TODAY,
    subject_id: "chain.w1",
    verdict: "right",
    rating: "good",
    ticket_id: "ticket-1",
    hints_used: 1,
    revealed: 0,
    retrievability: 0.9,
    seconds: 4.5,
    form: "number",
    level: 3,
    notation: "mazur",
    ask_kind: "gradient_weight",
    quantity: "grads.W1.0.0",
    seed: "seed-1",
    generator: 1,
    answer: "0.0363",
    mistakes: JSON.stringify(["path.first_only"]),
    network: JSON.stringify(item().network),
  };

  test("keeps every answer with its whole question, and stays append-only", async () => {
    const database = await openFor(":memory:");
    await migrate(database, { "0001-first": migrations["0001-first"] }, NOW);
    await createGuest(database.db, { at: NOW });
    const columns = sql.join(Object.keys(review).map((name) => sql.ref(name)));
    await sql`insert into reviews (${columns}) values (${sql.join(Object.values(review))})`.execute(database.db);

    expect(await migrate(database, migrations, NOW)).toEqual(Object.keys(migrations).slice(1));
    expect(await reviewsOf(database.db, 1, { after: 0, limit: 9 })).toEqual([
      {
        id: 1,
        at: NOW,
        day: TODAY,
        ticket: "ticket-1",
        item: item(),
        answer: "0.0363",
        verdict: "right",
        mistakes: ["path.first_only"],
        rating: "good",
        credits: [],
        hints: 1,
        revealed: false,
        retrievability: 0.9,
        seconds: 4.5,
      },
    ]);
    await expect(sql`update reviews set rating = 'easy'`.execute(database.db)).rejects.toThrow("append-only");
    await expect(sql`delete from reviews`.execute(database.db)).rejects.toThrow("append-only");
  });

  test("loses its replies, which were in other words", async () => {
    const database = await openFor(":memory:");
    await migrate(database, { "0001-first": migrations["0001-first"] }, NOW);
    const { id: user } = await createGuest(database.db, { at: NOW });
    await ticketOf(database.db, user);
    const key = { user, ticket: "ticket-1", attempt: "attempt-1" };
    await saveResponse(database.db, key, { right: true });

    await migrate(database, migrations, NOW);
    expect(await findResponse(database.db, key)).toBeNull();
  });
});
