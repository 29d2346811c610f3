import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { backupFolder, keptOf, listBackups, makeBackup, pruneBackups } from "../../server/db/backups.ts";
import { copyDatabase } from "../../server/db/copy.ts";
import { inspect } from "../../server/db/inspect.ts";
import { migrate } from "../../server/db/migrate.ts";
import { createGuest } from "../../server/db/users.ts";
import { NOW } from "./fixtures.ts";
import { openFor, temporaryFolder } from "./support.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const withGuests = async (count: number) => {
  const folder = temporaryFolder();
  const opened = await openFor(join(folder, "drill.db"));
  await migrate(opened, migrations, NOW);
  for (let made = 0; made < count; made += 1) await createGuest(opened.db, { at: NOW });
  return { ...opened, folder, file: join(folder, "drill.db") };
};

describe("a backup", () => {
  test("is made beside a database in use, holds all its rows, and is named by its moment", async () => {
    const database = await withGuests(3);
    const backup = await makeBackup(database, NOW + 450);
    expect(backup).toMatchObject({ name: "drill-2026-11-24T12-00-00Z.db", at: NOW });
    expect(listBackups(database.file)).toEqual([{ name: backup.name, at: NOW, bytes: backup.bytes }]);
    const file = join(backupFolder(database.file), backup.name);
    expect(inspect(file)).toMatchObject({ faults: [], migrations: Object.keys(migrations), rows: { users: 3 } });
    expect(backup.rows).toEqual(inspect(file).rows);
  });

  test("that fails leaves nothing that looks like one", async () => {
    const database = await withGuests(1);
    writeFileSync(backupFolder(database.file), "in the way");
    await expect(makeBackup(database, NOW)).rejects.toThrow("EEXIST");
    const other = { ...database, file: join(database.folder, "missing", "drill.db") };
    mkdirSync(join(database.folder, "missing"));
    await expect(makeBackup(other, NOW)).rejects.toThrow("there is no file");
    expect(listBackups(other.file)).toEqual([]);
  });
});

test("a copy replaces the rest of one that was cut off", async () => {
  const { file, folder } = await withGuests(2);
  writeFileSync(join(folder, "copy.db.unfinished"), "half");
  expect(copyDatabase(file, join(folder, "copy.db")).rows["users"]).toBe(2);
  expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual(["copy.db"]);
});

describe("a file is found unsound:", () => {
  test("bytes that changed", async () => {
    const { file, folder } = await withGuests(2);
    const copy = join(folder, "copy.db");
    copyDatabase(file, copy);
    const bytes = readFileSync(copy);
    const page = bytes.readUInt16BE(16);
    writeFileSync(copy, bytes.fill(0xff, 3 * page, 4 * page));
    expect(inspect(copy).faults).toEqual(["database disk image is malformed"]);
  });

  test("rows that belong to nobody", async () => {
    const { file, folder } = await withGuests(1);
    const orphaned = await openFor(join(folder, "orphaned.db"));
    await migrate(orphaned, migrations, NOW);
    await sql`pragma foreign_keys = off`.execute(orphaned.db);
    await orphaned.db
      .insertInto("sessions")
      .values({ token_hash: "hash", user_id: 99, created_at: NOW, last_seen_at: NOW, expires_at: NOW, browser: "" })
      .execute();
    expect(inspect(join(folder, "orphaned.db")).faults).toEqual(["a row of sessions belongs to none of users"]);
    expect(() => copyDatabase(join(folder, "orphaned.db"), join(folder, "copy.db"))).toThrow("the copy is damaged");
    expect(inspect(file).faults).toEqual([]);
  });

  test("another program's database, or no database", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "empty.db"), "");
    writeFileSync(join(folder, "text.db"), "not a database, but long enough to be looked at".repeat(100));
    expect(inspect(join(folder, "empty.db")).faults).toEqual(["it is not a database of this program"]);
    expect(inspect(join(folder, "text.db")).faults).toEqual(["file is not a database"]);
    expect(() => inspect(join(folder, "none.db"))).toThrow("there is no file");
  });
});

describe("of all backups are kept", () => {
  const nightly = Array.from({ length: 60 }, (_, night) => NOW - night * DAY);
  const daysAgo = (keep: { days: number; weeks: number }, moments = nightly) =>
    [...keptOf(moments, keep, NOW)].map((at) => (NOW - at) / DAY).toSorted((a, b) => a - b);

  test("the newest of each day and of each week, Monday to Sunday", () => {
    // NOW is a Tuesday: the weeks before ended 2, 9 and 16 days ago.
    expect(daysAgo({ days: 7, weeks: 4 })).toEqual([0, 1, 2, 3, 4, 5, 6, 9, 16]);
    expect(daysAgo({ days: 1, weeks: 0 })).toEqual([0]);
  });

  test("days and weeks without one do not count", () => {
    expect(daysAgo({ days: 2, weeks: 2 }, [NOW - 10 * DAY, NOW - 20 * DAY, NOW - 40 * DAY])).toEqual([10, 20]);
  });

  test("all of the last 24 hours", () => {
    expect(daysAgo({ days: 1, weeks: 1 }, [NOW, NOW - HOUR, NOW - 11 * HOUR, NOW - 30 * HOUR])).toHaveLength(3);
  });

  test("and the others' files are deleted, whatever else lies there", async () => {
    const database = await withGuests(1);
    for (const night of [0, 1, 2, 3]) await makeBackup(database, NOW - night * DAY);
    const folder = backupFolder(database.file);
    writeFileSync(join(folder, "drill-mine.db"), "");
    writeFileSync(join(folder, "drill-2026-11-23T00-00-00Z.db.unfinished"), "cut off");
    writeFileSync(join(folder, "drill-2026-11-24T11-59-00Z.db.unfinished"), "being made");
    expect(pruneBackups(database.file, { days: 2, weeks: 1 }, NOW)).toEqual([
      "drill-2026-11-22T12-00-00Z.db",
      "drill-2026-11-21T12-00-00Z.db",
      "drill-2026-11-23T00-00-00Z.db.unfinished",
    ]);
    expect(readdirSync(folder).toSorted()).toEqual([
      "drill-2026-11-23T12-00-00Z.db",
      "drill-2026-11-24T11-59-00Z.db.unfinished",
      "drill-2026-11-24T12-00-00Z.db",
      "drill-mine.db",
    ]);
  });
});
