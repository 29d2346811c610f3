import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { cardsOf, rebuildCards } from "../../server/db/cards.ts";
import { openDatabase } from "../../server/db/open.ts";
import { newResetLink } from "../../server/http/account/links.ts";
import { model } from "../../server/http/learner.ts";
import { accountOf, answerNext, loggedIn, PASSWORD } from "./accounts.ts";
import { guestOf, learner, wholeServer } from "./learner.ts";
import type { Learner } from "./learner.ts";

const HOUR = 3_600_000;
const NEW = "eight small owls at noon";

let server: Awaited<ReturnType<typeof wholeServer>>;
let app: FastifyInstance;
beforeAll(async () => {
  server = await wholeServer();
  app = server.app;
  await accountOf(app, "Ada");
});
afterAll(() => server.close());
beforeEach(() => {
  server.clock.at += 2 * HOUR;
});

const codeOf = async (who: Learner, name: string, password: string) =>
  (await who.send("login", { body: { name, password, takeAlong: false } })).error?.code ?? "in";

const userOf = async (name: string): Promise<number> => {
  const { db } = server.context.database;
  const row = await db.selectFrom("accounts").select("user_id").where("name", "=", name).executeTakeFirstOrThrow();
  return row.user_id;
};

describe("a login", () => {
  test("brings one's progress to another browser, whatever the case of the name", async () => {
    const home = await accountOf(app, "Bernoulli");
    await answerNext(server.context, home, 1);
    const away = await loggedIn(app, " BERNOULLI ");
    expect(await away.call("me", {})).toEqual(await home.call("me", {}));
    expect(await away.call("progress", {})).toEqual(await home.call("progress", {}));
  });

  test("is refused in the same words for a wrong password and for an unknown name", async () => {
    const send = (name: string) => learner(app).send("login", { body: { name, password: NEW, takeAlong: false } });
    const [wrong, unknown] = [await send("Ada"), await send("Nobody")];
    expect([wrong.status, wrong.error?.code]).toEqual([401, "wrong_login"]);
    expect(unknown.text).toBe(wrong.text);
    expect(wrong.headers["set-cookie"]).toBeUndefined();
  });

  test("starts a new session, and ends the one that the browser came with", async () => {
    const browser = await guestOf(app);
    const planted = String((await browser.send("me")).headers["set-cookie"]).split(";")[0] ?? "";
    await browser.call("login", { body: { name: "Ada", password: PASSWORD, takeAlong: false } });
    expect((await learner(app, { cookie: planted }).send("progress")).status).toBe(401);
    expect((await browser.call("me", {})).name).toBe("Ada");
  });

  test("ends by logging out; the browser forgets its cookie", async () => {
    const browser = await loggedIn(app, "Ada");
    const cookie = String((await browser.send("me")).headers["set-cookie"]).split(";")[0] ?? "";
    const sent = await browser.send("logout", { body: {} });
    expect(String(sent.headers["set-cookie"])).toMatch(/^session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await learner(app, { cookie }).send("progress")).status).toBe(401);
    expect((await browser.call("me", {})).guest).toBe(true);
  });
});

describe("what was answered as a guest", () => {
  const skillsOf = async (who: Learner) => {
    const { skills } = await who.call("progress", {});
    return skills.filter(({ reviews }) => reviews > 0).map(({ skill, reviews }) => `${skill} ${reviews}`);
  };

  test("is taken along when wanted, and the cards are the fold of both logs", async () => {
    const home = await accountOf(app, "Cauchy");
    const first = await answerNext(server.context, home, 1);
    const guest = await guestOf(app);
    const same = await answerNext(server.context, guest, 2);
    const second = await answerNext(server.context, guest, 3);
    expect(same).toBe(first);
    await guest.call("login", { body: { name: "Cauchy", password: PASSWORD, takeAlong: true } });
    expect((await skillsOf(home)).toSorted()).toEqual([`${first} 2`, `${second} 1`].toSorted());
    expect(await skillsOf(guest)).toEqual(await skillsOf(home));

    const { db } = server.context.database;
    const user = await userOf("Cauchy");
    const cards = await cardsOf(db, user);
    await rebuildCards(db, user, model.fold);
    expect(await cardsOf(db, user)).toEqual(cards);
    const log = await db.selectFrom("reviews").select("id").where("user_id", "=", user).orderBy("id").execute();
    expect(log.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test("stays away when it is not", async () => {
    const home = await accountOf(app, "Dirichlet");
    const guest = await guestOf(app);
    await answerNext(server.context, guest, 1);
    await guest.call("login", { body: { name: "Dirichlet", password: PASSWORD, takeAlong: false } });
    expect(await skillsOf(home)).toEqual([]);
  });

  test("is never taken from an account to another", async () => {
    const other = await accountOf(app, "Euler");
    await answerNext(server.context, other, 1);
    await accountOf(app, "Fermat");
    await other.call("login", { body: { name: "Fermat", password: PASSWORD, takeAlong: true } });
    expect(await skillsOf(other)).toEqual([]);
    expect(await skillsOf(await loggedIn(app, "Euler"))).toHaveLength(1);
  });
});

describe("guesses", () => {
  test("are ten an hour for an account, right ones not counted, and then the right one is refused too", async () => {
    await accountOf(app, "Galois");
    for (let guess = 0; guess < 9; guess++) expect(await codeOf(learner(app), "galois", NEW)).toBe("wrong_login");
    expect(await codeOf(learner(app), "Galois", PASSWORD)).toBe("in");
    expect(await codeOf(learner(app), "GALOIS", NEW)).toBe("wrong_login");
    expect(await codeOf(learner(app), "Galois", PASSWORD)).toBe("too_many_guesses");
    server.clock.at += HOUR - 1;
    expect(await codeOf(learner(app), "Galois", PASSWORD)).toBe("too_many_guesses");
    server.clock.at += 1;
    expect(await codeOf(learner(app), "Galois", PASSWORD)).toBe("in");
  });

  test("are counted for a name without an account as well", async () => {
    for (let guess = 0; guess < 10; guess++) expect(await codeOf(learner(app), "Nobody", NEW)).toBe("wrong_login");
    expect(await codeOf(learner(app), "nobody", NEW)).toBe("too_many_guesses");
  });

  test("count on every way to guess, together", async () => {
    const person = await accountOf(app, "Hadamard");
    const ways = [
      () => person.send("changePassword", { body: { present: NEW, password: NEW } }),
      () => person.send("deleteAccount", { body: { password: NEW } }),
      () => person.send("proposeTwoStep", { body: { password: NEW } }),
      () => learner(app).send("login", { body: { name: "Hadamard", password: NEW, takeAlong: false } }),
    ];
    for (let guess = 0; guess < 10; guess++)
      expect((await ways[guess % ways.length]!()).error?.code).toMatch(/^wrong_(password|login)$/);
    for (const way of ways) expect((await way()).error?.code).toBe("too_many_guesses");
  });

  test("made all at once are not more", async () => {
    await accountOf(app, "Jacobi");
    const codes = await Promise.all(Array.from({ length: 25 }, () => codeOf(learner(app), "Jacobi", NEW)));
    expect(codes.filter((code) => code === "wrong_login")).toHaveLength(10);
    expect(codes.filter((code) => code === "too_many_guesses")).toHaveLength(15);
  });

  test("are remembered when the server starts anew", async () => {
    const folder = mkdtempSync(join(tmpdir(), "drill-guesses-"));
    const file = join(folder, "drill.db");
    const before = await wholeServer({ database: await openDatabase(file) });
    await accountOf(before.app, "Kepler");
    for (let guess = 0; guess < 10; guess++) await codeOf(learner(before.app), "Kepler", NEW);
    await before.close();
    const after = await wholeServer({ database: await openDatabase(file) });
    expect(await codeOf(learner(after.app), "Kepler", PASSWORD)).toBe("too_many_guesses");
    await after.close();
    rmSync(folder, { recursive: true });
  });
});

describe("a password", () => {
  test("is changed by whoever knows it, and the other sessions end", async () => {
    const here = await accountOf(app, "Laplace");
    const elsewhere = await loggedIn(app, "Laplace");
    const refused = await here.send("changePassword", { body: { present: NEW, password: NEW } });
    expect([refused.status, refused.error?.code]).toEqual([403, "wrong_password"]);
    const account = await here.call("changePassword", { body: { present: PASSWORD, password: NEW } });
    expect(account.passwordChanged).toBe(new Date(server.clock.at).toISOString());
    expect((await elsewhere.send("progress")).status).toBe(401);
    expect((await here.send("progress")).status).toBe(200);
    expect(await codeOf(learner(app), "Laplace", PASSWORD)).toBe("wrong_login");
    expect(await codeOf(learner(app), "Laplace", NEW)).toBe("in");
  });

  test("is not changed to one that is easily guessed", async () => {
    const here = await accountOf(app, "Markov");
    const sent = await here.send("changePassword", { body: { present: PASSWORD, password: "password123" } });
    expect(sent.error?.code).toBe("weak_password");
  });

  test("is set anew by a link, once and within a day; every session ends", async () => {
    const lost = await accountOf(app, "Newton");
    const reset = async (link: string) => {
      const sent = await learner(app).send("resetPassword", {
        body: { token: link.split("=")[1] ?? "", password: NEW },
      });
      return sent.error?.code ?? sent.json;
    };
    const user = await userOf("Newton");
    const [late, link, second] = [
      await newResetLink(server.context, user),
      await newResetLink({ ...server.context, now: () => server.clock.at + 24 * HOUR }, user),
      await newResetLink({ ...server.context, now: () => server.clock.at + 24 * HOUR }, user),
    ];
    server.clock.at += 24 * HOUR;
    expect(await reset(late)).toBe("link_invalid");
    expect(await reset(link)).toEqual({ name: "Newton" });
    expect(await reset(link)).toBe("link_invalid");
    expect(await reset(second)).toBe("link_invalid");
    expect((await lost.send("progress")).status).toBe(401);
    expect(await codeOf(learner(app), "Newton", NEW)).toBe("in");
  });

  test("that changed while a login was checking the old one lets nobody in", async () => {
    const here = await accountOf(app, "Pascal");
    const [login] = await Promise.all([
      learner(app).send("login", { body: { name: "Pascal", password: PASSWORD, takeAlong: false } }),
      here.call("changePassword", { body: { present: PASSWORD, password: NEW } }),
    ]);
    const account = await here.call("account", {});
    expect(account.sessions).toHaveLength(1);
    expect([200, 401]).toContain(login.status);
  });
});
