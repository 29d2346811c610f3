import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { copyDatabase } from "../../server/db/copy.ts";
import { databaseFile, holdData, openExisting } from "../../server/db/data-folder.ts";
import { inspect } from "../../server/db/inspect.ts";
import { lockFolder, runningIn } from "../../server/db/lock.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open.ts";
import { restore } from "../../server/db/restore.ts";
import { createGuest } from "../../server/db/users.ts";
import { NOW } from "./fixtures.ts";
import { temporaryFolder } from "./support.ts";
import { laterMigrations } from "./later-migrations.ts";

/** How many more calls of the file system are let through; as if killed, none after the last. */
const life = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY, calls: 0 }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  const mortal = <A extends unknown[], R>(call: (...given: A) => R) => {
    return (...given: A): R => {
      life.calls += 1;
      life.left -= 1;
      if (life.left < 0) throw new Error("killed");
      return call(...given);
    };
  };
  const { openSync, closeSync, fsyncSync, renameSync, rmSync, existsSync: exists, readdirSync: list, statSync } = real;
  return {
    ...real,
    openSync: mortal(openSync),
    closeSync: mortal(closeSync),
    fsyncSync: mortal(fsyncSync),
    renameSync: mortal(renameSync),
    rmSync: mortal(rmSync),
    existsSync: mortal(exists),
    readdirSync: mortal(list as (folder: string) => string[]),
    statSync: mortal(statSync as (path: string) => ReturnType<typeof statSync>),
  };
});

afterEach(() => {
  life.left = Number.POSITIVE_INFINITY;
});

const known = Object.keys(migrations);

const makeDatabase = async (file: string, guests: number): Promise<void> => {
  const opened = await openDatabase(file);
  await migrate(opened, migrations, NOW);
  for (let made = 0; made < guests; made += 1) await createGuest(opened.db, { at: NOW });
  await opened.close();
};

/** A folder whose database has five guests, and a backup of when there were two. */
const scene = async () => {
  const folder = temporaryFolder();
  const file = databaseFile(folder);
  const backup = join(folder, "backup.db");
  await makeDatabase(join(folder, "then.db"), 2);
  copyDatabase(join(folder, "then.db"), backup);
  await makeDatabase(file, 5);
  return { folder, file, backup };
};

const guestsIn = (file: string): number | undefined => inspect(file).rows["users"];

describe("a restore", () => {
  test("puts the backup in place, keeps what was there, and leaves the backup as it is", async () => {
    const { folder, file, backup } = await scene();
    const { now, before } = restore(file, backup, known, NOW);
    expect(now).toMatchObject({ faults: [], rows: { users: 2 } });
    expect(before).toBe(join(folder, "drill.db.2026-11-24T12-00-00.replaced"));
    expect([guestsIn(file), guestsIn(backup), guestsIn(before ?? "")]).toEqual([2, 2, 5]);
    const opened = await openExisting(folder);
    expect(await migrate(opened, migrations, NOW)).toEqual([]);
    await opened.close();
  });

  test("keeps also what the database from before had only in its write-ahead log", async () => {
    const { file, backup } = await scene();
    const killed = await openDatabase(file);
    await createGuest(killed.db, { at: NOW });
    expect(existsSync(`${file}-wal`)).toBe(true);
    const { before } = restore(file, backup, known, NOW);
    await killed.db.destroy();
    expect([guestsIn(file), guestsIn(before ?? "")]).toEqual([2, 6]);
  });

  test("needs no database from before", async () => {
    const { backup, folder } = await scene();
    const file = join(temporaryFolder(), "drill.db");
    expect(restore(file, backup, known, NOW).before).toBeNull();
    expect(guestsIn(file)).toBe(2);
    expect(readdirSync(folder)).toContain("backup.db");
  });

  test("refuses what is no sound backup, or one of a newer version, and changes nothing", async () => {
    const { folder, file, backup } = await scene();
    const newer = join(folder, "newer.db");
    const opened = await openDatabase(join(folder, "later.db"));
    await migrate(opened, laterMigrations, NOW);
    await opened.close();
    copyDatabase(join(folder, "later.db"), newer);
    writeFileSync(join(folder, "text.db"), "not a database, but long enough to be looked at".repeat(100));
    const names = readdirSync(folder).toSorted();
    expect(() => restore(file, newer, known, NOW)).toThrow('newer version of this program (it has "9001-second")');
    expect(() => restore(file, join(folder, "none.db"), known, NOW)).toThrow("there is no file");
    expect(() => restore(file, join(folder, "text.db"), known, NOW)).toThrow("file is not a database");
    expect(readdirSync(folder).toSorted()).toEqual(names);
    expect([guestsIn(file), guestsIn(backup)]).toEqual([5, 2]);
  });

  test("cut off anywhere leaves the old database or completes the new one, whole, and loses neither", async () => {
    const { file, backup } = await scene();
    life.calls = 0;
    restore(file, backup, known, NOW);
    const calls = life.calls;
    expect(calls).toBeGreaterThan(20);

    const outcomes: string[] = [];
    for (let point = 0; point < calls; point += 1) {
      const again = await scene();
      life.left = point;
      expect(() => restore(again.file, again.backup, known, NOW)).toThrow("killed");
      life.left = Number.POSITIVE_INFINITY;
      const lock = holdData(again.folder, 1);
      const guests = guestsIn(again.file);
      const aside = readdirSync(again.folder).filter((name) => name.endsWith(".replaced"));
      const asideGuests = aside.map((name) => guestsIn(join(again.folder, name)));
      expect([5, 2]).toContain(guests);
      expect(asideGuests).toEqual(guests === 5 ? [] : [5]);
      expect(readdirSync(again.folder).filter((name) => /restoring|unfinished/.test(name))).toEqual([]);
      outcomes.push(guests === 5 ? "old" : "new");
      lock.release();
    }
    // Decided once, and never taken back.
    expect(outcomes.join(" ")).toMatch(/^(old ){5,}(new ?){5,}$/);
  });
});

describe("a data folder", () => {
  test("is held by one process at a time", () => {
    const folder = temporaryFolder();
    expect(runningIn(folder)).toBeNull();
    const lock = lockFolder(folder, 4711);
    expect(runningIn(folder)).toBe(4711);
    expect(() => holdData(folder, 1)).toThrow(`the data in ${folder} is in use by process 4711; stop it first`);
    lock.release();
    expect(runningIn(folder)).toBeNull();
    holdData(folder, 1).release();
  });

  test("without a database is not given one by looking into it", async () => {
    const folder = temporaryFolder();
    await expect(openExisting(folder)).rejects.toMatchObject({ code: "missing" });
    expect(readdirSync(folder)).toEqual([]);
  });
});
