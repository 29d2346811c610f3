import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { newInviteLink } from "../../server/http/account/links.ts";
import { accountOf, answerNext, loggedIn, PASSWORD } from "./accounts.ts";
import { shownCode } from "./authenticator.ts";
import { guestOf, learner, wholeServer } from "./learner.ts";
import type { Learner } from "./learner.ts";
import { CLIENT, consent, startOpenId } from "./open-id-server.ts";

const ORIGIN = "http://drill.test";
const RETURN = `${ORIGIN}/api/sign-on/return`;

type Server = Awaited<ReturnType<typeof wholeServer>>;

let other: Awaited<ReturnType<typeof startOpenId>>;
let server: Server;
let app: FastifyInstance;

const settings = (more: Record<string, string> = {}) => ({
  ORIGIN,
  OIDC_ISSUER: other.issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_NAME: "Campus login",
  ...more,
});

beforeAll(async () => {
  other = await startOpenId(RETURN);
  server = await wholeServer({}, settings());
  app = server.app;
});
afterAll(async () => {
  await server.close();
  await other.close();
});

type Wish = { takeAlong?: boolean; password?: string; invite?: string };

/** Goes to the other server and comes back; answers the address that the browser comes back by. */
const away = async (who: Learner, login: string, wish: Wish = {}): Promise<string> => {
  const { address } = await who.call("signOn", { body: { takeAlong: false, ...wish } });
  return (await consent(address, login, RETURN)).slice(ORIGIN.length);
};

const landed = async (who: Learner, path: string): Promise<string> => {
  const sent = await who.get(path);
  expect(sent.status).toBe(303);
  return String(sent.headers["location"]);
};

const signOn = async (who: Learner, login: string, wish: Wish = {}): Promise<string> =>
  landed(who, await away(who, login, wish));

describe("signing on by another server", () => {
  test("makes an account of a guest, under the name that they have there", async () => {
    expect(await learner(app).call("entrance", {})).toMatchObject({ signOn: "Campus login" });
    const guest = await guestOf(app);
    await answerNext(server.context, guest, 1);
    expect(await signOn(guest, "ada@one")).toBe("../../");
    expect(await guest.call("me", {})).toMatchObject({ guest: false, name: "ada" });
    expect((await guest.call("progress", {})).reviewsToday).toBe(1);
  });

  test("brings the same person back at another browser, and takes a guest's answers along", async () => {
    const back = await guestOf(app);
    await answerNext(server.context, back, 2);
    expect(await signOn(back, "ada@one", { takeAlong: true })).toBe("../../");
    expect(await back.call("me", {})).toMatchObject({ name: "ada" });
    expect((await back.call("progress", {})).reviewsToday).toBe(2);
  });

  test("is never linked by e-mail or name: who shares both is another account", async () => {
    const namesake = learner(app);
    await signOn(namesake, "ada@two");
    expect(await namesake.call("me", {})).toMatchObject({ name: "ada 2" });
    expect((await namesake.call("progress", {})).reviewsToday).toBe(0);
  });

  test("is linked to an account from within it, with its password", async () => {
    const person = await accountOf(app, "Bell");
    expect((await person.send("signOn", { body: { takeAlong: false, password: "not it, not it" } })).error?.code).toBe(
      "wrong_password",
    );
    expect(await signOn(person, "bell@one", { password: PASSWORD })).toBe("../../account");
    expect((await person.call("account", {})).signOn).toEqual({ name: "Campus login", linked: true });
    const elsewhere = learner(app);
    await signOn(elsewhere, "bell@one");
    expect(await elsewhere.call("me", {})).toMatchObject({ name: "Bell" });
    const thief = await accountOf(app, "Carnot");
    expect(await signOn(thief, "bell@one", { password: PASSWORD })).toBe("../../account#problem=identity_taken");
    expect((await person.call("endSignOn", {})).signOn?.linked).toBe(false);
  });

  test("asks for the second step where it is on", async () => {
    const person = await accountOf(app, "Dantzig");
    await signOn(person, "dantzig@one", { password: PASSWORD });
    const { secret } = await person.call("proposeTwoStep", { body: { password: PASSWORD } });
    await person.call("confirmTwoStep", { body: { code: shownCode(secret, server.clock.at) } });
    server.clock.at += 30_000;
    const elsewhere = learner(app);
    const place = await signOn(elsewhere, "dantzig@one");
    const token = /^\.\.\/\.\.\/account#code=(.+)$/.exec(place)?.[1] ?? "";
    expect((await elsewhere.send("account")).status).toBe(401);
    const code = shownCode(secret, server.clock.at);
    expect(await elsewhere.call("loginCode", { body: { token, code, takeAlong: false } })).toMatchObject({
      name: "Dantzig",
    });
  });
});

describe("what comes back", () => {
  const FAILED = "../../account#problem=sign_on_failed";

  test("counts once, and only at the browser that was sent away", async () => {
    const [victim, attacker] = [await guestOf(app), await guestOf(app)];
    const back = await away(attacker, "mallory@one");
    expect(await landed(victim, back)).toBe(FAILED);
    expect(await landed(attacker, back)).toBe("../../");
    expect(await landed(attacker, back)).toBe(FAILED);
    expect(await victim.call("me", {})).toMatchObject({ guest: true });
  });

  test("is refused with another's code, an altered state, an error, or nothing", async () => {
    const guest = await guestOf(app);
    const foreign = new URLSearchParams((await away(guest, "eve@one")).split("?")[1]);
    const own = new URL(await away(guest, "eve@two"), ORIGIN);
    own.searchParams.set("code", foreign.get("code") ?? "");
    expect(await landed(guest, own.pathname + own.search)).toBe(FAILED);
    for (const query of ["", "?state=made-up&code=made-up", "?error=access_denied"])
      expect(await landed(guest, `/api/sign-on/return${query}`)).toBe(FAILED);
    expect(await guest.call("me", {})).toMatchObject({ guest: true });
  });

  test("is refused after ten minutes", async () => {
    const guest = await guestOf(app);
    const back = await away(guest, "late@one");
    server.clock.at += 10 * 60_000;
    expect(await landed(guest, back)).toBe(FAILED);
  });
});

test("whoever has no password proves themselves by a login of the last ten minutes, and may set one", async () => {
  const person = learner(app);
  await signOn(person, "germain@one");
  server.clock.at += 11 * 60_000;
  const change = { body: { present: "", password: PASSWORD } };
  expect((await person.send("changePassword", change)).error?.code).toBe("login_again");
  expect((await person.send("endSignOn")).error?.code).toBe("conflict");
  const back = learner(app);
  await signOn(back, "germain@one");
  expect((await back.call("changePassword", change)).hasPassword).toBe(true);
  expect((await (await loggedIn(app, "germain")).call("me", {})).name).toBe("germain");
});

test("an unknown identity registers by the same rule as everybody", async () => {
  const invited = await wholeServer({}, settings({ REGISTRATION: "invite" }));
  const person = learner(invited.app);
  expect(await signOn(person, "hardy@one")).toBe("../../account#problem=invite_needed");
  const invite = (await newInviteLink(invited.context, { by: null, uses: 1, days: 1 })).split("=")[1] ?? "";
  expect(await signOn(person, "hardy@one", { invite })).toBe("../../");
  expect(await signOn(learner(invited.app), "hardy@one")).toBe("../../");
  expect(await signOn(learner(invited.app), "littlewood@one", { invite })).toBe("../../account#problem=link_invalid");
  await invited.close();
});

test("without such a server nobody is sent anywhere", async () => {
  const alone = await wholeServer();
  const sent = await learner(alone.app).send("signOn", { body: { takeAlong: false } });
  expect([sent.status, sent.error?.code]).toEqual([404, "not_found"]);
  await alone.close();
});
