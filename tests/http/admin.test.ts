import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "#contract/routes.ts";
import type { RouteName } from "#contract/routes.ts";
import { findAccountNamed } from "../../server/db/accounts.ts";
import { openDatabase } from "../../server/db/open.ts";
import { newOwnerLink } from "../../server/http/account/links.ts";
import { accountOf, answerNext, loggedIn } from "./accounts.ts";
import { guestOf, learner, wholeServer } from "./learner.ts";
import type { Learner } from "./learner.ts";

const HOUR = 3_600_000;
const tokenOf = (link: string | null): string => link?.split("=")[1] ?? "";

type Server = Awaited<ReturnType<typeof wholeServer>>;

let server: Server;
let folder: string;
/** Owns the server. */
let ada: Learner;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "drill-admin-"));
  const database = await openDatabase(join(folder, "drill.db"));
  server = await wholeServer({ database }, { REGISTRATION: "invite", METRICS_TOKEN: "a-secret-of-the-server" });
  ada = await accountOf(server.app, "Ada", tokenOf(await newOwnerLink(server.context)));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const invited = async (name: string): Promise<Learner> => {
  const { link } = await ada.call("inviteToRegister", { body: { uses: 1, days: 1 } });
  return accountOf(server.app, name, tokenOf(link));
};

const idOf = async (name: string): Promise<string> => {
  const account = await findAccountNamed(server.context.database.db, name.toLowerCase());
  return String(account?.user ?? 0);
};

const lastActs = async (count: number) =>
  (await ada.call("auditLog", {})).entries
    .slice(0, count)
    .map(({ actor, act, subject }) => [actor?.name ?? null, act, subject?.name ?? null]);

test("nobody but the server's owner may do any of it, not even see that a thing is not there", async () => {
  const others = [learner(server.app), await guestOf(server.app), await invited("Olga")];
  const names = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].access === "admin");
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const params = { user: "1", invite: "x", report: "1", backup: "x" };
    const statuses = [];
    for (const other of others) statuses.push((await other.send(name, { params })).status);
    expect([name, ...statuses]).toEqual([name, 401, 403, 403]);
  }
});

describe("people", () => {
  test("are listed with what their rows tell", async () => {
    const blaise = await invited("Blaise");
    await answerNext(server.context, blaise, 1);
    const { people, guests } = await ada.call("people", {});
    expect(people.map(({ name }) => name)).toEqual(["Ada", "Blaise", "Olga"]);
    expect(people[0]).toMatchObject({ admin: true, twoStep: false, answers: 0 });
    expect(people[1]).toMatchObject({ admin: false, answers: 1, lastSeen: people[0]?.lastSeen });
    expect(guests).toBe(1);
  });

  test("are let in again by a link that works once, for a day", async () => {
    const user = await idOf("Blaise");
    const reset = async (link: string) =>
      (await learner(server.app).send("resetPassword", { body: { token: tokenOf(link), password: "a new long one" } }))
        .status;
    const { link } = await ada.call("makeResetLink", { params: { user }, body: {} });
    expect(link).toMatch(/^\/account#reset=[\w-]{43}$/);
    expect(await reset(link)).toBe(200);
    expect(await reset(link)).toBe(404);
    await loggedIn(server.app, "Blaise", "a new long one");
    const late = await ada.call("makeResetLink", { params: { user }, body: {} });
    server.clock.at += 24 * HOUR;
    expect(await reset(late.link)).toBe(404);
    expect(await lastActs(1)).toEqual([["Ada", "reset_link.made", "Blaise"]]);
  });

  test("are logged out everywhere", async () => {
    const browser = await loggedIn(server.app, "Blaise", "a new long one");
    await ada.call("endSessionsOf", { params: { user: await idOf("Blaise") } });
    expect((await browser.send("account")).status).toBe(401);
    expect(await lastActs(1)).toEqual([["Ada", "sessions.ended", "Blaise"]]);
  });

  test("share the server, and somebody always owns it", async () => {
    const [adas, blaises] = [await idOf("Ada"), await idOf("Blaise")];
    const set = (who: Learner, user: string, admin: boolean) =>
      who.send("setAdmin", { params: { user }, body: { admin } });
    expect((await set(ada, adas, false)).error?.code).toBe("conflict");
    expect((await ada.send("deletePerson", { params: { user: adas } })).error?.code).toBe("conflict");
    expect((await set(ada, blaises, true)).status).toBe(200);
    const blaise = await loggedIn(server.app, "Blaise", "a new long one");
    const both = await Promise.all([set(ada, blaises, false), set(blaise, adas, false)]);
    expect(both.filter(({ status }) => status === 403)).toHaveLength(1);
    const { people } = await ada.call("people", {});
    expect(people.filter(({ admin }) => admin).map(({ name }) => name)).toEqual(["Ada"]);
    expect(await lastActs(2)).toEqual([
      ["Ada", "admin.revoked", "Blaise"],
      ["Ada", "admin.granted", "Blaise"],
    ]);
  });

  test("are deleted with all that is theirs, unless a group would be left without an owner", async () => {
    const carl = await invited("Carl");
    await answerNext(server.context, carl, 2);
    const { id: group } = await carl.call("createGroup", { body: { name: "Evening", language: null, zone: "UTC" } });
    const user = await idOf("Carl");
    expect((await ada.send("deletePerson", { params: { user } })).error).toMatchObject({ code: "last_owner" });
    await carl.call("deleteGroup", { params: { group } });
    const { people } = await ada.call("deletePerson", { params: { user } });
    expect(people.map(({ name }) => name)).not.toContain("Carl");
    expect((await carl.send("account")).status).toBe(401);
    const { db } = server.context.database;
    expect(await db.selectFrom("reviews").selectAll().where("user_id", "=", Number(user)).execute()).toEqual([]);
    expect(await lastActs(1)).toEqual([["Ada", "user.deleted", null]]);
    expect((await ada.send("deletePerson", { params: { user } })).status).toBe(404);
  });
});

test("invites let as many in as they say, until they are withdrawn", async () => {
  const { link } = await ada.call("inviteToRegister", { body: { uses: 2, days: 7 } });
  const { invites } = await ada.call("registrationInvites", {});
  expect(invites[0]).toMatchObject({ by: "Ada", usesLeft: 2 });
  expect(JSON.stringify(invites)).not.toContain(tokenOf(link));
  await accountOf(server.app, "Dora", tokenOf(link));
  const left = await ada.call("withdrawInvite", { params: { invite: invites[0]?.id ?? "" } });
  expect(left.invites).toEqual([]);
  await expect(accountOf(server.app, "Emmy", tokenOf(link))).rejects.toThrow("link_invalid");
  expect(await lastActs(2)).toEqual([
    ["Ada", "registration.revoked", null],
    ["Ada", "registration.invited", null],
  ]);
});

test("a report arrives with its whole question, and is closed", async () => {
  const guest = await guestOf(server.app);
  const { question } = await guest.call("next", { body: {} });
  const ticket = question?.ticket ?? "";
  await guest.call("report", { params: { ticket }, body: { comment: "<b>which w1?</b>" } });
  const { reports } = await ada.call("reports", {});
  expect(reports[0]).toMatchObject({ by: null, skill: question?.skill, comment: "<b>which w1?</b>", closed: null });
  expect(JSON.parse(reports[0]?.item ?? "")).toMatchObject({
    skill: question?.skill,
    seed: expect.any(String) as string,
  });
  const report = String(reports[0]?.id);
  const after = await ada.call("closeReport", { params: { report }, body: { closed: true } });
  expect(after.reports[0]?.closed).not.toBeNull();
  expect((await ada.send("closeReport", { params: { report: "999" }, body: { closed: true } })).status).toBe(404);
});

describe("backups", () => {
  test("are made, listed and verified", async () => {
    const { backups } = await ada.call("backUpNow", { body: {} });
    expect(backups).toHaveLength(1);
    expect(await ada.call("backups", {})).toEqual({ backups });
    const name = backups[0]?.name ?? "";
    const inspection = await ada.call("verifyBackup", { params: { backup: name }, body: {} });
    expect(inspection).toMatchObject({ name, faults: [] });
    expect(inspection.rows["accounts"]).toBe((await ada.call("people", {})).people.length);
  });

  test.each(["..%2Fdrill.db", "../drill.db", "drill.db", "drill-2020-01-01T00-00-00Z.db"])(
    "by another name are not read: %s",
    async (backup) => {
      expect((await ada.send("verifyBackup", { params: { backup }, body: {} })).status).toBe(404);
    },
  );
});

test("storage is measured by table", async () => {
  const { bytes, tables } = await ada.call("storage", {});
  const sum = tables.reduce((total, table) => total + table.bytes, 0);
  // All but the pages of the schema itself and of the counters.
  expect(sum).toBeGreaterThan(bytes * 0.8);
  expect(sum).toBeLessThan(bytes);
  expect(tables.find(({ table }) => table === "accounts")?.rows).toBe((await ada.call("people", {})).people.length);
});

test("settings are shown with their source, without secrets; the log level can be changed", async () => {
  const before = await ada.call("server", {});
  expect(before.settings).toContainEqual(
    expect.objectContaining({ name: "REGISTRATION", value: "invite", source: "environment" }),
  );
  expect(before.settings).toContainEqual(expect.objectContaining({ name: "METRICS_TOKEN", value: null }));
  expect(JSON.stringify(before)).not.toContain("a-secret-of-the-server");
  expect(before.logLevel).toBe("silent");
  expect((await ada.call("setLogLevel", { body: { logLevel: "error" } })).logLevel).toBe("error");
  expect((await ada.call("server", {})).logLevel).toBe("error");
  await ada.call("setLogLevel", { body: { logLevel: "silent" } });
});

test("what changes rights in a group is in the audit log, with names and without secrets", async () => {
  const [olga, fay] = [await loggedIn(server.app, "Olga"), await invited("Fay")];
  const settings = { language: null, zone: "UTC" };
  const { id: group } = await olga.call("createGroup", { body: { name: "Evening", ...settings } });
  const body = { role: "member", days: 1, uses: 3 } as const;
  const { code, id: invite } = await olga.call("createGroupInvite", { params: { group }, body });
  await fay.call("joinGroup", { body: { code } });
  await olga.call("revokeGroupInvite", { params: { group, invite } });
  const { members } = await olga.call("members", { params: { group } });
  const member = members.find(({ name }) => name === "Fay")?.id ?? "";
  await olga.call("changeRole", { params: { group, member }, body: { role: "tutor" } });
  await olga.call("transferGroup", { params: { group }, body: { member } });
  await olga.call("leaveGroup", { params: { group }, body: {} });
  const before = await ada.call("auditLog", {});
  expect(before.entries[0]).toMatchObject({ act: "group.left", group: "Evening" });
  await fay.call("deleteGroup", { params: { group } });

  const { entries } = await ada.call("auditLog", {});
  const of = entries.filter((entry) => entry.group === group).toReversed();
  expect(of.map(({ actor, act, subject, detail }) => [actor?.name, act, subject?.name ?? null, detail])).toEqual([
    ["Olga", "group.created", null, null],
    ["Olga", "group.invited", null, "member, uses: 3"],
    ["Fay", "group.joined", null, "member"],
    ["Olga", "group.invite_revoked", null, null],
    ["Olga", "group.role", "Fay", "tutor"],
    ["Olga", "group.role", "Fay", "owner"],
    ["Olga", "group.role", "Olga", "tutor"],
    ["Olga", "group.left", null, null],
    ["Fay", "group.deleted", null, "Evening"],
  ]);
  expect(JSON.stringify(entries)).not.toContain(code);
});

test("the audit log is read page by page", async () => {
  for (let made = 0; made < 101; made += 1) await ada.call("inviteToRegister", { body: { uses: 1, days: 1 } });
  const first = await ada.call("auditLog", {});
  expect([first.entries.length, first.more]).toEqual([100, true]);
  const before = String(first.entries.at(-1)?.id);
  const rest = await ada.call("auditLog", { query: { before } });
  expect(rest.more).toBe(false);
  expect(rest.entries[0]?.id).toBe((first.entries.at(-1)?.id ?? 0) - 1);
  expect(rest.entries.at(-1)).toMatchObject({ id: 1, act: "admin.granted", actor: { name: "Ada" } });
});
