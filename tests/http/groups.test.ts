import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { groupsOnlyOwnedBy } from "../../server/db/memberships.ts";
import { PASSWORD } from "./accounts.ts";
import { codeOf, groupWith, memberId, newGroup, personNamed } from "./groups.ts";
import { guestOf, wholeServer } from "./learner.ts";
import type { Sent } from "./support.ts";

let server: Awaited<ReturnType<typeof wholeServer>>;
beforeEach(async () => {
  server = await wholeServer();
});
afterEach(() => server.close());

/** In whatever order they came. */
const statuses = (replies: readonly Sent[]): number[] => replies.map(({ status }) => status).toSorted((a, b) => a - b);

const MINUTE = 60_000;
const DAY = 86_400_000;

describe("a group", () => {
  test("is made by somebody with an account, who owns it", async () => {
    const owner = await personNamed(server, "Olga");
    const group = await owner.call("createGroup", { body: newGroup });
    expect(group).toEqual({
      ...newGroup,
      id: group.id,
      role: "owner",
      members: 1,
      showsEffort: false,
      staff: [{ name: "Olga", role: "owner" }],
    });
    await owner.call("createGroup", { body: { ...newGroup, name: "Another" } });
    const { groups } = await owner.call("groups", {});
    expect(groups.map(({ name, role, members }) => [name, role, members])).toEqual([
      ["Another", "owner", 1],
      ["Thursday evenings", "owner", 1],
    ]);
  });

  test("is not made by a guest", async () => {
    const guest = await guestOf(server.app);
    expect((await guest.send("createGroup", { body: newGroup })).error?.code).toBe("account_needed");
  });

  test.each([
    ["name", { ...newGroup, name: "   " }],
    ["name", { ...newGroup, name: "x".repeat(61) }],
    ["zone", { ...newGroup, zone: "Mars/Olympus" }],
    ["secret", { ...newGroup, secret: "mine" }],
  ])("is not made with a wrong %s", async (path, body) => {
    const owner = await personNamed(server, "Olga");
    const sent = await owner.send("createGroup", { body });
    expect([sent.status, sent.error?.fields?.[0]?.path]).toEqual([400, path]);
  });

  test("is changed and deleted by its owner, and by nobody else", async () => {
    const { group, owner, people } = await groupWith(server, { Tao: "tutor", Mia: "member" });
    const params = { group };
    for (const person of Object.values(people)) {
      expect((await person.send("changeGroup", { params, body: { name: "Mine" } })).error?.code).toBe("forbidden");
      expect((await person.send("deleteGroup", { params })).error?.code).toBe("forbidden");
    }
    const changed = await owner.call("changeGroup", { params, body: { name: "Fridays", language: "zh" } });
    expect(changed).toMatchObject({ name: "Fridays", language: "zh", zone: "Asia/Shanghai" });
    expect((await owner.send("changeGroup", { params, body: { zone: "Mars/Olympus" } })).status).toBe(400);
    await owner.call("deleteGroup", { params });
    expect((await people["Mia"]!.send("group", { params })).status).toBe(404);
    expect(await owner.call("groups", {})).toEqual({ groups: [] });
  });

  test("shows a member nobody but its staff", async () => {
    const { group, people } = await groupWith(server, { Tao: "tutor", Mia: "member", Max: "member" });
    const seen = await people["Mia"]!.send("group", { params: { group } });
    expect(seen.json).toMatchObject({
      role: "member",
      members: 4,
      staff: [
        { name: "Olga", role: "owner" },
        { name: "Tao", role: "tutor" },
      ],
    });
    expect(seen.text).not.toContain("Max");
    expect((await people["Mia"]!.send("members", { params: { group } })).error?.code).toBe("forbidden");
    expect((await people["Tao"]!.call("members", { params: { group } })).members).toHaveLength(4);
  });
});

describe("an invite", () => {
  test("leads in by its code, however it is typed, after it was shown where", async () => {
    const { group, owner } = await groupWith(server);
    const code = await codeOf(owner, group);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const guest = await guestOf(server.app);
    const shown = { group: newGroup.name, language: null, role: "member", member: null };
    expect(await guest.call("invitation", { body: { code } })).toEqual(shown);
    expect((await guest.send("joinGroup", { body: { code } })).error?.code).toBe("account_needed");
    const mia = await personNamed(server, "Mia");
    const typed = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")}`;
    expect(await mia.call("joinGroup", { body: { code: typed } })).toMatchObject({ id: group, role: "member" });
  });

  test("is stored as a hash only", async () => {
    const { group, owner } = await groupWith(server);
    const code = await codeOf(owner, group);
    const rows = await server.context.database.db.selectFrom("group_invites").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(await owner.call("groupInvites", { params: { group } }))).not.toContain(code);
  });

  test("works as often as it says, and taking it twice uses it once", async () => {
    const { group, owner } = await groupWith(server);
    const body = { role: "member", days: 1, uses: 2 } as const;
    const { code } = await owner.call("createGroupInvite", { params: { group }, body });
    const [mia, max, eve] = [
      await personNamed(server, "Mia"),
      await personNamed(server, "Max"),
      await personNamed(server, "Eve"),
    ];
    await Promise.all([mia.call("joinGroup", { body: { code } }), mia.call("joinGroup", { body: { code } })]);
    expect((await owner.call("groupInvites", { params: { group } })).invites).toMatchObject([{ usesLeft: 1 }]);
    const both = await Promise.all([max, eve].map((person) => person.send("joinGroup", { body: { code } })));
    expect(statuses(both)).toEqual([200, 404]);
  });

  test("ends with its days, and when it is revoked", async () => {
    const { group, owner, people } = await groupWith(server, { Tao: "tutor" });
    const mia = await personNamed(server, "Mia");
    const expiring = await codeOf(owner, group);
    server.clock.at += 7 * DAY;
    const code = await codeOf(owner, group);
    const { invites } = await owner.call("groupInvites", { params: { group } });
    expect(invites).toHaveLength(1);
    await people["Tao"]!.call("revokeGroupInvite", { params: { group, invite: invites[0]!.id } });
    const none = await mia.send("joinGroup", { body: { code: "0000-0000-0000-0000" } });
    for (const ended of [expiring, code]) {
      const sent = await mia.send("joinGroup", { body: { code: ended } });
      expect([sent.status, sent.text]).toEqual([404, none.text]);
      expect((await mia.send("invitation", { body: { code: ended } })).status).toBe(404);
    }
    const again = await owner.send("revokeGroupInvite", { params: { group, invite: invites[0]!.id } });
    expect(again.status).toBe(404);
  });

  test("for a tutor is made by an owner only, and for an owner by nobody", async () => {
    const { group, owner, people } = await groupWith(server, { Tao: "tutor", Mia: "member" });
    const invite = (role: string) => ({ params: { group }, body: { role, days: 1, uses: 1 } });
    expect((await people["Tao"]!.send("createGroupInvite", invite("tutor"))).error?.code).toBe("forbidden");
    expect((await people["Tao"]!.send("createGroupInvite", invite("member"))).status).toBe(200);
    expect((await people["Mia"]!.send("createGroupInvite", invite("member"))).error?.code).toBe("forbidden");
    expect((await owner.send("createGroupInvite", invite("owner"))).status).toBe(400);
  });

  test("of before does not let in whoever was removed since, one of after does", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const mia = people["Mia"]!;
    const old = await codeOf(owner, group);
    server.clock.at += MINUTE;
    await owner.call("removeMember", { params: { group, member: await memberId(owner, group, "Mia") } });
    expect((await mia.send("joinGroup", { body: { code: old } })).status).toBe(404);
    server.clock.at += MINUTE;
    const code = await codeOf(owner, group);
    expect(await mia.call("joinGroup", { body: { code } })).toMatchObject({ role: "member", showsEffort: false });
  });

  test("lets whoever has it register where others may not, straight into the group", async () => {
    const closed = await wholeServer({}, { REGISTRATION: "invite" });
    const { group, owner } = await groupWith(closed);
    const code = await codeOf(owner, group);
    const body = { name: "Mia", password: PASSWORD };
    const uninvited = await guestOf(closed.app);
    expect((await uninvited.send("register", { body })).error?.code).toBe("invite_needed");
    const mia = await guestOf(closed.app);
    await mia.call("register", { body: { ...body, invite: code.toLowerCase() } });
    expect((await mia.call("groups", {})).groups).toMatchObject([{ id: group, role: "member", members: 2 }]);
    const late = await uninvited.send("register", { body: { ...body, name: "Max", invite: code } });
    expect(late.error?.code).toBe("link_invalid");
    await closed.close();
  });

  test("takes back whoever left, with whatever role it gives now", async () => {
    const { group, owner, people } = await groupWith(server, { Tao: "tutor" });
    const code = await codeOf(owner, group);
    await people["Tao"]!.call("leaveGroup", { params: { group }, body: {} });
    expect(await people["Tao"]!.call("joinGroup", { body: { code } })).toMatchObject({ role: "member" });
  });
});

describe("a group always has an owner", () => {
  test("who cannot leave, step down or be removed as the last one", async () => {
    const { group, owner } = await groupWith(server, { Mia: "member" });
    const member = await memberId(owner, group, "Olga");
    const attempts = [
      await owner.send("leaveGroup", { params: { group } }),
      await owner.send("changeRole", { params: { group, member }, body: { role: "tutor" } }),
      await owner.send("removeMember", { params: { group, member } }),
    ];
    expect(attempts.map(({ error }) => error?.code)).toEqual(["last_owner", "last_owner", "last_owner"]);
    expect(await owner.call("group", { params: { group } })).toMatchObject({ role: "owner", members: 2 });
    expect(await groupsOnlyOwnedBy(server.context.database.db, owner.id)).toEqual([{ id: group, name: newGroup.name }]);
  });

  test("of several, one may go; of two who go at once, one stays", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const mia = people["Mia"]!;
    const params = { group };
    const [olgas, mias] = [await memberId(owner, group, "Olga"), await memberId(owner, group, "Mia")];
    await owner.call("changeRole", { params: { group, member: mias }, body: { role: "owner" } });
    expect(await groupsOnlyOwnedBy(server.context.database.db, owner.id)).toEqual([]);
    const demotions = await Promise.all([
      owner.send("changeRole", { params: { group, member: mias }, body: { role: "member" } }),
      mia.send("changeRole", { params: { group, member: olgas }, body: { role: "member" } }),
    ]);
    expect(statuses(demotions)).toEqual([200, 403]);
    const left = [await owner.send("group", { params }), await mia.send("group", { params })];
    expect(left.map(({ json }) => (json as { role: string }).role).toSorted()).toEqual(["member", "owner"]);
  });

  test("when two owners leave at once", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const member = await memberId(owner, group, "Mia");
    await owner.call("changeRole", { params: { group, member }, body: { role: "owner" } });
    const both = [owner, people["Mia"]!].map((person) => person.send("leaveGroup", { params: { group } }));
    expect(statuses(await Promise.all(both))).toEqual([200, 409]);
  });

  test("who may hand the group over and is a tutor then", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const member = await memberId(owner, group, "Mia");
    await owner.call("transferGroup", { params: { group }, body: { member } });
    expect(await owner.call("group", { params: { group } })).toMatchObject({ role: "tutor" });
    expect(await people["Mia"]!.call("group", { params: { group } })).toMatchObject({ role: "owner" });
    expect((await owner.send("transferGroup", { params: { group }, body: { member } })).error?.code).toBe("forbidden");
  });

  test("but is not handed to oneself, nor to whoever is no member", async () => {
    const { group, owner } = await groupWith(server);
    const member = await memberId(owner, group, "Olga");
    expect((await owner.send("transferGroup", { params: { group }, body: { member } })).status).toBe(409);
    const stranger = await owner.send("transferGroup", { params: { group }, body: { member: "nobody" } });
    expect(stranger.status).toBe(404);
  });
});

describe("whoever goes", () => {
  test("is out at once, when removed or when leaving", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member", Max: "tutor" });
    await owner.call("removeMember", { params: { group, member: await memberId(owner, group, "Mia") } });
    await people["Max"]!.call("leaveGroup", { params: { group }, body: {} });
    for (const person of Object.values(people)) {
      const sent = await person.send("group", { params: { group } });
      const none = await person.send("group", { params: { group: "none" } });
      expect([sent.status, sent.text]).toEqual([404, none.text]);
      expect(await person.call("groups", {})).toEqual({ groups: [] });
    }
    expect((await owner.call("members", { params: { group } })).members).toHaveLength(1);
  });

  test("cannot be removed twice, nor be given a role", async () => {
    const { group, owner } = await groupWith(server, { Mia: "member" });
    const params = { group, member: await memberId(owner, group, "Mia") };
    const both = await Promise.all([owner.send("removeMember", { params }), owner.send("removeMember", { params })]);
    expect(both.map(({ status }) => status)).toEqual([200, 404]);
    expect((await owner.send("changeRole", { params, body: { role: "owner" } })).status).toBe(404);
  });

  test("for good takes the memberships along", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const { db } = server.context.database;
    await db.deleteFrom("users").where("id", "=", people["Mia"]!.id).execute();
    expect((await owner.call("members", { params: { group } })).members).toHaveLength(1);
  });
});
