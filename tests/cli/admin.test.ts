import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { commands, runAdmin } from "../../server/cli/admin/run.ts";
import { readConfig } from "../../server/config.ts";
import { createAccount } from "../../server/db/accounts.ts";
import { recordAnswer } from "../../server/db/answer.ts";
import { auditLog } from "../../server/db/audit.ts";
import { holdData } from "../../server/db/data-folder.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open.ts";
import { openRegistrationInvites } from "../../server/db/registration-invites.ts";
import type { Database } from "../../server/db/schema.ts";
import { createTicket } from "../../server/db/tickets.ts";
import { createGuest } from "../../server/db/users.ts";
import { item, NOW, reply, study, submission } from "../db/fixtures.ts";
import { seededBytes } from "../http/support.ts";

const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "drill-admin-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A data folder, what is in its database, and the command line of its owner. */
const owner = async (fill: (db: Database) => Promise<unknown> = () => Promise.resolve()) => {
  const folder = temporaryFolder();
  const file = join(folder, "drill.db");
  const use = async (work: (db: Database) => Promise<unknown>) => {
    const opened = await openDatabase(file);
    await migrate(opened, migrations, NOW);
    await work(opened.db);
    await opened.close();
  };
  await use(fill);
  const signals: string[] = [];
  const admin = async (...args: string[]) => {
    const said: string[] = [];
    const complaints: string[] = [];
    const environment = { DATA_DIR: folder };
    const shell = {
      config: readConfig(environment),
      environment,
      now: () => NOW,
      randomBytes: seededBytes("admin"),
      pid: 1,
      print: (line: string) => said.push(line),
      signal: (pid: number, signal: string) => signals.push(`${signal} to ${pid}`),
    };
    const code = await runAdmin(args, shell, (line) => complaints.push(line));
    return { code, said: said.join("\n"), complaints: complaints.join("\n") };
  };
  return { folder, file, use, admin, signals };
};

const guest = (db: Database) => createGuest(db, { at: NOW });

describe("npm run admin", () => {
  test("lists every command, and exits with 2 when none was named", async () => {
    const { admin } = await owner();
    const { code, said } = await admin("help");
    expect(code).toBe(0);
    expect(Object.keys(commands).filter((name) => !said.includes(`\n  ${name} `))).toEqual([]);
    expect(await admin()).toEqual({ code: 2, said, complaints: "" });
  });

  test("is in the README with every command", () => {
    const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
    const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
    expect(Object.keys(commands).filter((name) => !rows.some((row) => row.includes(`\`${name}`)))).toEqual([]);
  });

  test.each([
    ["no-such-command"],
    ["__proto__"],
    ["restore"],
    ["verify", "a", "b"],
    ["check", "--all"],
    ["users", "x"],
  ])("exits with 2 when it does not understand: %s", async (...args) => {
    const { admin } = await owner();
    expect(await admin(...args)).toMatchObject({ code: 2, said: "", complaints: expect.stringMatching(/./) as string });
  });

  test("runs as a program, with its exit code and its complaint on stderr", () => {
    const folder = temporaryFolder();
    const run = spawnSync(process.execPath, [join(import.meta.dirname, "../../server/cli/admin.ts"), "check"], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], DATA_DIR: folder },
    });
    expect([run.status, run.stdout, run.stderr]).toEqual([1, "", `there is no file ${folder}/drill.db\n`]);
  });
});

describe("backup, verify and restore", () => {
  test("bring back what was, and keep what is aside", async () => {
    const { admin, use, folder } = await owner(guest);
    const made = await admin("backup");
    expect(made).toMatchObject({
      code: 0,
      said: expect.stringMatching(/drill-2026-11-24T12-00-00Z.db: .*verified, 1 user$/) as string,
    });
    expect((await admin("backups")).said).toContain("2026-11-24 12:00");
    const file = join(folder, "backups/drill-2026-11-24T12-00-00Z.db");
    expect((await admin("verify", file)).said).toContain("is sound");

    await use(guest);
    expect((await admin("check")).said).toContain("2 users");
    const restored = await admin("restore", file);
    expect(restored).toMatchObject({ code: 0, complaints: "" });
    expect(restored.said).toContain("drill.db.2026-11-24T12-00-00.replaced");
    expect((await admin("check")).said).toContain("sound: 1 user.");
    expect((await admin("verify", join(folder, "drill.db.2026-11-24T12-00-00.replaced"))).said).toContain("2 users");
  });

  test("refuse a damaged file and a running server", async () => {
    const { admin, folder, file } = await owner(guest);
    const broken = join(folder, "broken.db");
    writeFileSync(broken, readFileSync(file).fill(0xff, 8192, 12_288));
    expect(await admin("verify", broken)).toMatchObject({ code: 1, said: "" });
    expect((await admin("restore", broken)).complaints).toContain("cannot be restored");
    const lock = holdData(folder, 4711);
    expect((await admin("restore", broken)).complaints).toContain("in use by process 4711; stop it first");
    lock.release();
    expect(readdirSync(folder).filter((name) => name.includes("replaced"))).toEqual([]);
  });
});

describe("check", () => {
  const answered = async (db: Database) => {
    const user = (await guest(db)).id;
    await createTicket(db, { id: "ticket-1", user, item: item(), reason: "new", at: NOW });
    await recordAnswer(db, submission(user), study, reply);
  };

  test("folds each log, names the users whose cards are something else, and makes them anew", async () => {
    const { admin, use } = await owner(answered);
    expect(await admin("check")).toMatchObject({ code: 0, said: expect.stringContaining("all 1 users") as string });
    await use((db) => db.updateTable("cards").set({ stability: 99 }).execute());
    expect(await admin("check")).toMatchObject({ code: 1, complaints: expect.stringContaining("user 1 ") as string });
    expect(await admin("check", "--rebuild")).toMatchObject({ code: 0 });
    expect(await admin("check")).toMatchObject({ code: 0, complaints: "" });
  });

  test("leaves a database of an older version to the upgrade", async () => {
    const { admin, use } = await owner();
    await use((db) =>
      db
        .deleteFrom("migrations" as "users")
        .where("name" as "id", "=", "0005-operation" as never)
        .execute(),
    );
    expect(await admin("check")).toMatchObject({ code: 0, said: expect.stringContaining("older version") as string });
  });
});

describe("people", () => {
  const withPeople = async (db: Database) => {
    for (const name of ["Ada", "Blaise"]) {
      const { id: user } = await guest(db);
      const account = { user, name, nameKey: name.toLowerCase(), passwordHash: null, admin: name === "Ada", at: NOW };
      await createAccount(db, account);
    }
    await guest(db);
  };

  test("are listed", async () => {
    const { admin } = await owner(withPeople);
    const { code, said } = await admin("users");
    expect([code, said.split("\n")]).toEqual([
      0,
      [
        "name           since (UTC)       last seen  answers",
        "Ada     owner  2026-11-24 12:00                   0",
        "Blaise         2026-11-24 12:00                   0",
        "and 1 guests",
      ],
    ]);
  });

  test("are invited and let in again by links, and own the server, on the record", async () => {
    const { admin, use } = await owner(withPeople);
    expect((await admin("invite", "--uses", "20", "--days", "30")).said).toMatch(
      /^http:\/\/localhost:3000\/account#invite=[\w-]{43}$/,
    );
    expect((await admin("reset-link", " ＢLAISE ")).said).toMatch(/^http:\/\/localhost:3000\/account#reset=[\w-]{43}$/);
    expect(await admin("make-admin", "blaise")).toMatchObject({ code: 0 });
    expect(await admin("drop-admin", "Ada")).toMatchObject({ code: 0 });
    expect(await admin("drop-admin", "Blaise")).toMatchObject({
      code: 1,
      complaints: expect.stringContaining("always") as string,
    });
    expect(await admin("reset-link", "Carl")).toMatchObject({
      code: 1,
      complaints: expect.stringContaining("Carl") as string,
    });
    await use(async (db) => {
      const invites = await openRegistrationInvites(db, NOW + 29 * 86_400_000);
      expect(invites).toMatchObject([{ usesLeft: 20, createdBy: null, makesAdmin: false }]);
      const entries = await auditLog(db, { limit: 9 });
      expect(entries.map(({ actor, act, subject }) => [actor, act, subject])).toEqual([
        [null, "admin.revoked", 1],
        [null, "admin.granted", 2],
        [null, "reset_link.made", 2],
        [null, "registration.invited", undefined],
      ]);
    });
  });
});

test("storage counts each table's rows and bytes", async () => {
  const { admin } = await owner(guest);
  const { code, said } = await admin("storage");
  expect(code).toBe(0);
  expect(said).toMatch(/^users +1 +\d+\.\d kB$/m);
});

test("settings tell their source", async () => {
  const { admin, folder } = await owner();
  const { said } = await admin("settings");
  expect(said).toMatch(new RegExp(`^DATA_DIR +${folder} +environment$`, "m"));
  expect(said).toMatch(/^PORT +3000 +default$/m);
});

test("debug signals the server that runs on the data, if one does", async () => {
  const { admin, folder, signals } = await owner();
  expect(await admin("debug")).toMatchObject({ code: 1, complaints: `No server runs on the data in ${folder}.` });
  const lock = holdData(folder, 4711);
  expect(await admin("debug")).toMatchObject({ code: 0 });
  lock.release();
  expect(signals).toEqual(["SIGUSR2 to 4711"]);
});
