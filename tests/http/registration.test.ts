import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { newInviteLink, newOwnerLink } from "../../server/http/account/links.ts";
import { accountOf, answerNext, loggedIn, PASSWORD } from "./accounts.ts";
import { guestOf, learner, wholeServer } from "./learner.ts";

type Server = Awaited<ReturnType<typeof wholeServer>>;

let server: Server;
let app: FastifyInstance;
beforeAll(async () => {
  server = await wholeServer();
  app = server.app;
});
afterAll(() => server.close());

const tokenOf = (link: string | null): string => link?.split("=")[1] ?? "";

describe("a guest who registers", () => {
  test("is the same user with the same progress", async () => {
    const guest = await guestOf(app);
    await answerNext(server.context, guest, 1);
    const before = await guest.call("progress", {});
    const me = await guest.call("register", { body: { name: " Ada ", password: PASSWORD } });
    expect(me).toMatchObject({ guest: false, name: "Ada", admin: false });
    expect(await guest.call("me", {})).toEqual(me);
    expect(await guest.call("progress", {})).toEqual(before);
    expect(before.reviewsToday).toBe(1);
  });

  test("has a new session; the guest's are worth nothing", async () => {
    const guest = await guestOf(app);
    const sent = await guest.send("me");
    const old = String(sent.headers["set-cookie"]).split(";")[0] ?? "";
    await guest.call("register", { body: { name: "Blaise", password: PASSWORD } });
    expect((await learner(app, { cookie: old }).send("progress")).status).toBe(401);
    expect((await guest.send("progress")).status).toBe(200);
  });

  test("cannot register again", async () => {
    const sent = await (await accountOf(app, "Carl")).send("register", { body: { name: "C2", password: PASSWORD } });
    expect(sent.error?.code).toBe("conflict");
  });

  test("has one account, though two pages register at once", async () => {
    const guest = await guestOf(app);
    const both = await Promise.all(
      ["Dora", "Dora 2"].map((name) => guest.send("register", { body: { name, password: PASSWORD } })),
    );
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });
});

test("nobody need be a guest first", async () => {
  const strict = await wholeServer({}, { GUESTS: "off" });
  const person = learner(strict.app);
  await person.call("register", { body: { name: "Emmy", password: PASSWORD } });
  expect((await person.call("me", {})).name).toBe("Emmy");
  await strict.close();
});

describe("a name", () => {
  test.each(["ADA", "ａｄａ", "  ada  ", "Ａda"])("that reads like a taken one is taken: %j", async (name) => {
    const sent = await (await guestOf(app)).send("register", { body: { name, password: PASSWORD } });
    expect([sent.status, sent.error?.code, sent.error?.fields?.[0]?.path]).toEqual([409, "name_taken", "name"]);
  });

  test.each(["", "   ", "x".repeat(41), "a\u202Eb", "a\nb", "\u3164"])("cannot be %j", async (name) => {
    const sent = await (await guestOf(app)).send("register", { body: { name, password: PASSWORD } });
    expect([sent.status, sent.error?.code]).toEqual([400, "bad_name"]);
  });

  test.each(["李雷", "x".repeat(40), "Zoë O’Neil", "Ⅳ".repeat(20)])("can be %j", async (name) => {
    const me = await (await accountOf(app, name)).call("me", {});
    expect(me.name).toBe(name.replaceAll("Ⅳ", "IV"));
  });
});

describe("a password", () => {
  test.each([
    ["short", "nine char"],
    ["long", "ab".repeat(101)],
    ["the name", "NOETHER EMMY"],
    ["common", "Password123"],
    ["one character", "............"],
  ])("cannot be %s", async (_why, password) => {
    const sent = await (await guestOf(app)).send("register", { body: { name: "Noether Emmy", password } });
    expect([sent.status, sent.error?.code, sent.error?.fields?.[0]?.path]).toEqual([400, "weak_password", "password"]);
  });

  test("needs no kind of character, and may be in any script", async () => {
    const body = { name: "Fibonacci", password: "链式法则从后往前乘起来" };
    await (await guestOf(app)).call("register", { body });
    const there = await loggedIn(app, body.name, body.password);
    expect((await there.call("me", {})).name).toBe("Fibonacci");
  });

  test("is stored as an argon2id hash of 19 MiB and two passes", async () => {
    const stored = await server.context.database.db.selectFrom("accounts").select("password_hash").execute();
    expect(stored.length).toBeGreaterThan(0);
    for (const { password_hash } of stored) expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("registration", () => {
  const registering = async (at: Server, invite?: string) => {
    const body = { name: `n${(people += 1)}`, password: PASSWORD, ...(invite !== undefined && { invite }) };
    const sent = await (await guestOf(at.app)).send("register", { body });
    return sent.error?.code ?? sent.status;
  };
  let people = 0;

  test("by invite takes an invite, as often as it says and as long as it lasts", async () => {
    const invited = await wholeServer({}, { REGISTRATION: "invite" });
    expect(await registering(invited)).toBe("invite_needed");
    expect(await registering(invited, "made-up")).toBe("link_invalid");
    const invite = tokenOf(await newInviteLink(invited.context, { by: null, uses: 2, days: 7 }));
    expect(await registering(invited, invite)).toBe(200);
    expect(await registering(invited, invite)).toBe(200);
    expect(await registering(invited, invite)).toBe("link_invalid");
    const late = tokenOf(await newInviteLink(invited.context, { by: null, uses: 2, days: 7 }));
    invited.clock.at += 7 * 86_400_000;
    expect(await registering(invited, late)).toBe("link_invalid");
    await invited.close();
  });

  test("that is refused leaves the invite unused", async () => {
    const invited = await wholeServer({}, { REGISTRATION: "invite" });
    const invite = tokenOf(await newInviteLink(invited.context, { by: null, uses: 2, days: 7 }));
    await accountOf(invited.app, "Gauss", invite);
    const sent = await (
      await guestOf(invited.app)
    ).send("register", {
      body: { name: "gauss", password: PASSWORD, invite },
    });
    expect(sent.error?.code).toBe("name_taken");
    expect(await registering(invited, invite)).toBe(200);
    await invited.close();
  });

  test("that is closed takes the owner's link only", async () => {
    const closed = await wholeServer({}, { REGISTRATION: "closed" });
    const invite = tokenOf(await newInviteLink(closed.context, { by: null, uses: 1, days: 7 }));
    expect(await registering(closed)).toBe("registration_closed");
    expect(await registering(closed, invite)).toBe("registration_closed");
    expect(await registering(closed, tokenOf(await newOwnerLink(closed.context)))).toBe(200);
    await closed.close();
  });

  test("is told to whoever asks how one comes in", async () => {
    const closed = await wholeServer({}, { REGISTRATION: "closed", GUESTS: "off" });
    expect(await learner(closed.app).call("entrance", {})).toMatchObject({ guests: false, registration: "closed" });
    await closed.close();
  });
});

describe("the owner's link", () => {
  test("makes whoever registers by it the server's owner, once, and is not made again", async () => {
    const fresh = await wholeServer();
    const replaced = tokenOf(await newOwnerLink(fresh.context));
    const link = tokenOf(await newOwnerLink(fresh.context));
    const early = await (
      await guestOf(fresh.app)
    ).send("register", {
      body: { name: "Early", password: PASSWORD, invite: replaced },
    });
    expect(early.error?.code).toBe("link_invalid");
    const owner = await accountOf(fresh.app, "Hilbert", link);
    expect(await owner.call("me", {})).toMatchObject({ name: "Hilbert", admin: true });
    const late = await (
      await guestOf(fresh.app)
    ).send("register", {
      body: { name: "Late", password: PASSWORD, invite: link },
    });
    expect(late.error?.code).toBe("link_invalid");
    expect(await newOwnerLink(fresh.context)).toBeNull();
    await fresh.close();
  });

  test("makes the owner of somebody who has an account; another invite does not", async () => {
    const fresh = await wholeServer();
    const person = await accountOf(fresh.app, "Ito");
    const invite = tokenOf(await newInviteLink(fresh.context, { by: null, uses: 1, days: 1 }));
    expect((await person.send("claim", { body: { invite } })).error?.code).toBe("link_invalid");
    expect(await registeringWith(fresh, invite)).toBe(200);
    const link = tokenOf(await newOwnerLink(fresh.context));
    expect(await person.call("claim", { body: { invite: link } })).toMatchObject({ name: "Ito", admin: true });
    expect((await person.send("claim", { body: { invite: link } })).error?.code).toBe("link_invalid");
    await fresh.close();
  });

  const registeringWith = async (at: Server, invite: string) =>
    (await (await guestOf(at.app)).send("register", { body: { name: "J", password: PASSWORD, invite } })).status;
});
