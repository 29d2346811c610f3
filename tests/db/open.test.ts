import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import SqliteConnection from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { storageFault } from "../../server/db/errors.ts";
import { databaseHealth } from "../../server/db/health.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open.ts";
import type { Database } from "../../server/db/schema.ts";
import { createGuest, findUser } from "../../server/db/users.ts";
import { write } from "../../server/db/write.ts";
import { NOW } from "./fixtures.ts";
import { openFor, temporaryFolder } from "./support.ts";
import { laterMigrations } from "./later-migrations.ts";

async function pragma(db: Database, name: string): Promise<unknown> {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db);
  return Object.values(rows[0] ?? {})[0];
}

describe("a connection", () => {
  test("waits for the disk, each time that the file is opened", async () => {
    const file = join(temporaryFolder(), "data", "drill.db");
    for (const _ of ["new", "again", "and again"]) {
      const database = await openDatabase(file);
      await migrate(database, migrations, NOW);
      await createGuest(database.db, { at: NOW });
      expect(await pragma(database.db, "synchronous")).toBe(2);
      expect(await pragma(database.db, "journal_mode")).toBe("wal");
      expect(await pragma(database.db, "foreign_keys")).toBe(1);
      expect(await pragma(database.db, "busy_timeout")).toBe(5_000);
      await database.close();
    }
  });

  test("leaves one sound file behind when it is closed", async () => {
    const file = join(temporaryFolder(), "drill.db");
    const database = await openDatabase(file);
    await migrate(database, migrations, NOW);
    const { id } = await createGuest(database.db, { at: NOW });
    await database.close();
    expect(existsSync(`${file}-wal`)).toBe(false);

    const { db } = await openFor(file);
    expect(await pragma(db, "integrity_check")).toBe("ok");
    expect(await findUser(db, id)).toMatchObject({ id, kind: "guest", createdAt: NOW });
  });

  test("begins transactions with the right to write", async () => {
    const file = join(temporaryFolder(), "drill.db");
    const { db } = await openFor(file);
    const other = new SqliteConnection(file, { timeout: 0 });
    await write(db, async (trx) => {
      await sql`select 1`.execute(trx);
      expect(() => other.exec("begin immediate")).toThrow("locked");
    });
    other.exec("begin immediate; commit");
    other.close();
  });

  test("keeps queries of others out of a transaction that is open", async () => {
    const { db } = await openFor(join(temporaryFolder(), "drill.db"));
    await sql`create table t (x integer) strict`.execute(db);
    const failing = write(db, async (trx) => {
      await sql`insert into t values (1)`.execute(trx);
      throw new Error("changed my mind");
    });
    const other = sql`insert into t values (2)`.execute(db);
    await expect(failing).rejects.toThrow("changed my mind");
    await other;
    expect((await sql`select x from t`.execute(db)).rows).toEqual([{ x: 2 }]);
  });

  test("prepares a statement once", async () => {
    const { db } = await openFor(":memory:");
    await sql`create table t (x integer) strict`.execute(db);
    const select = () => sql<{ x: number }>`select * from t`.execute(db);
    await sql`insert into t values (1)`.execute(db);
    expect((await select()).rows).toEqual([{ x: 1 }]);
    // A remembered statement follows a changed schema.
    await sql`alter table t add column y integer`.execute(db);
    expect((await select()).rows).toEqual([{ x: 1, y: null }]);
  });
});

describe("two connections that write", () => {
  test("migrate once and take turns", async () => {
    const file = join(temporaryFolder(), "drill.db");
    const other = new Worker(new URL("writer.ts", import.meta.url), { workerData: { file, guests: 50 } });
    const ended = once(other, "exit");
    const { db, ...rest } = await openFor(file);
    await migrate({ db, ...rest }, laterMigrations, NOW);
    for (let made = 0; made < 50; made++) await write(db, (trx) => createGuest(trx, { at: NOW }));
    expect(await ended).toEqual([0]);
    const count = async (table: string) =>
      (await sql.raw<{ n: number }>(`select count(*) as n from ${table}`).execute(db)).rows;
    expect(await count("users")).toEqual([{ n: 100 }]);
    expect(await count("migrations")).toEqual([{ n: Object.keys(laterMigrations).length }]);
  });

  test("are told that the other is busy when it does not end", async () => {
    const file = join(temporaryFolder(), "drill.db");
    const { db } = await openFor(file);
    await sql`pragma busy_timeout = 1`.execute(db);
    const other = new SqliteConnection(file);
    other.exec("begin immediate");
    const failure = await write(db, async () => null).catch((error: unknown) => error);
    expect(storageFault(failure)).toBe("busy");
    other.close();
    expect(await write(db, async () => "writes again")).toBe("writes again");
  });
});

test("a full disk is told as such, and writing goes on when there is room", async () => {
  const { db } = await openFor(join(temporaryFolder(), "drill.db"));
  await sql`create table t (x text) strict`.execute(db);
  await sql.raw(`pragma max_page_count = ${Number(await pragma(db, "page_count")) + 2}`).execute(db);
  const fill = () => write(db, (trx) => sql`insert into t values (${"x".repeat(20_000)})`.execute(trx));
  expect(storageFault(await fill().catch((error: unknown) => error))).toBe("full");
  await sql`pragma max_page_count = 1000000`.execute(db);
  await fill();
  expect((await sql`select count(*) as n from t`.execute(db)).rows).toEqual([{ n: 1 }]);
  expect(await pragma(db, "integrity_check")).toBe("ok");
});

test("a transaction that the database itself ended reports why", async () => {
  const { db } = await openFor(":memory:");
  await sql`create table t (x integer) strict`.execute(db);
  const failing = write(db, async (trx) => {
    await sql`insert into t values (1)`.execute(trx);
    await sql`rollback`.execute(trx);
    throw new Error("disk full");
  });
  await expect(failing).rejects.toThrow("disk full");
  expect(await write(db, async () => "goes on")).toBe("goes on");
});

describe("what cannot be opened", () => {
  test("a file that is no database", async () => {
    const file = join(temporaryFolder(), "drill.db");
    writeFileSync(file, "Dear diary, ".repeat(500));
    await expect(openDatabase(file)).rejects.toMatchObject({ name: "DatabaseError", code: "not_a_database" });
  });

  test("the database of another program, which stays as it is", async () => {
    const file = join(temporaryFolder(), "drill.db");
    const other = new SqliteConnection(file);
    other.exec("create table photos (id integer)");
    other.close();
    await expect(openDatabase(file)).rejects.toMatchObject({ code: "foreign" });
    const after = new SqliteConnection(file, { readonly: true });
    expect(after.pragma("journal_mode", { simple: true })).toBe("delete");
    after.close();
  });

  test("a folder where a file is in the way", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "data"), "");
    await expect(openDatabase(join(folder, "data", "drill.db"))).rejects.toMatchObject({ code: "unwritable" });
  });

  test("a folder in the place of the file", async () => {
    const file = join(temporaryFolder(), "drill.db");
    mkdirSync(file);
    const failure = openDatabase(file);
    await expect(failure).rejects.toMatchObject({ code: "unwritable" });
    await expect(failure).rejects.toThrow(file);
  });
});

describe("health", () => {
  test("is ok while answers can be stored", async () => {
    expect(await databaseHealth(await openFor(":memory:"))).toBe("ok");
    expect(await databaseHealth(await openFor(join(temporaryFolder(), "drill.db")))).toBe("ok");
  });

  test("notices a file that was deleted or replaced", async () => {
    const file = join(temporaryFolder(), "drill.db");
    const database = await openFor(file);
    rmSync(file);
    expect(await databaseHealth(database)).toBe("missing");
    writeFileSync(file, "");
    chmodSync(file, 0o600);
    expect(await databaseHealth(database)).toBe("missing");
  });

  test("notices that nothing can be written", async () => {
    const database = await openFor(join(temporaryFolder(), "drill.db"));
    await sql`pragma query_only = on`.execute(database.db);
    expect(await databaseHealth(database)).toBe("read_only");
    await sql`pragma query_only = off`.execute(database.db);
    expect(await databaseHealth(database)).toBe("ok");
  });
});

test.each([
  ["SQLITE_FULL", "full"],
  ["SQLITE_BUSY_SNAPSHOT", "busy"],
  ["SQLITE_READONLY_DBMOVED", "read_only"],
  ["SQLITE_IOERR_WRITE", "io"],
  ["SQLITE_CORRUPT", "corrupt"],
  ["SQLITE_CONSTRAINT_UNIQUE", null],
])("%s is the fault %s of the storage", (code, fault) => {
  expect(storageFault(new SqliteConnection.SqliteError("failed", code))).toBe(fault);
  expect(storageFault(new Error(code))).toBeNull();
});
