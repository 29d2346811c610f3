import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { newCode, readCode } from "../../server/http/account/codes.ts";
import { stepOf } from "../../server/http/account/one-time.ts";
import { accountOf, loggedIn, PASSWORD } from "./accounts.ts";
import { fromBase32, shownCode } from "./authenticator.ts";
import { learner, wholeServer } from "./learner.ts";
import type { Learner } from "./learner.ts";
import { seededBytes } from "./support.ts";

const SECOND = 1000;
const HOUR = 3_600_000;

let server: Awaited<ReturnType<typeof wholeServer>>;
let app: FastifyInstance;
beforeAll(async () => {
  server = await wholeServer();
  app = server.app;
});
afterAll(() => server.close());
beforeEach(() => {
  server.clock.at += 2 * HOUR;
});

const withTwoStep = async (name: string): Promise<{ person: Learner; secret: string; recoveryCodes: string[] }> => {
  const person = await accountOf(app, name);
  const { secret } = await person.call("proposeTwoStep", { body: { password: PASSWORD } });
  const { recoveryCodes } = await person.call("confirmTwoStep", { body: { code: shownCode(secret, server.clock.at) } });
  server.clock.at += 60 * SECOND;
  return { person, secret, recoveryCodes };
};

/** The first half of a login: a browser, and its token. */
const half = async (name: string) => {
  const browser = learner(app);
  const reply = await browser.call("login", { body: { name, password: PASSWORD, takeAlong: false } });
  if (reply.step !== "code") throw new Error("The login was done in one step.");
  const enter = async (code: string, token = reply.token) => {
    const sent = await browser.send("loginCode", { body: { token, code, takeAlong: false } });
    return sent.error?.code ?? "in";
  };
  return { browser, enter };
};

test("codes are those of RFC 6238, this step's or a neighbour's", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  // Appendix B, the last six of eight digits.
  for (const [time, code] of [
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [20_000_000_000, "353130"],
  ] as const) {
    const step = Math.floor(time / 30);
    for (const offset of [-30, 0, 30]) expect(stepOf(secret, code, (time + offset) * SECOND)).toBe(step);
    for (const offset of [-60, 60]) expect(stepOf(secret, code, (time + offset) * SECOND)).toBeNull();
    expect(shownCode(secret, time * SECOND)).toBe(code);
  }
  for (const code of ["", "28708", "2870822", "abcdef"]) expect(stepOf(secret, code, 59 * SECOND)).toBeNull();
});

describe("turning it on", () => {
  test("takes the password, and a first code", async () => {
    const person = await accountOf(app, "Ada");
    expect((await person.send("proposeTwoStep", { body: { password: "not it, not it" } })).error?.code).toBe(
      "wrong_password",
    );
    const { secret, address, picture } = await person.call("proposeTwoStep", { body: { password: PASSWORD } });
    const url = new URL(address);
    expect([url.protocol, url.host, decodeURIComponent(url.pathname)]).toEqual([
      "otpauth:",
      "totp",
      "/Backprop Drill:Ada",
    ]);
    expect(url.searchParams.get("secret")).toBe(secret);
    expect(fromBase32(secret)).toHaveLength(20);
    expect(new Set(picture.map((row) => row.length))).toEqual(new Set([picture.length]));
    expect((await person.send("confirmTwoStep", { body: { code: "000000" } })).error?.code).toBe("wrong_code");
    expect((await loggedIn(app, "Ada").then((who) => who.call("account", {}))).twoStep.on).toBe(false);
    const { recoveryCodes } = await person.call("confirmTwoStep", {
      body: { code: shownCode(secret, server.clock.at) },
    });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await person.call("account", {})).twoStep).toEqual({ on: true, recoveryCodesLeft: 10 });
  });

  test("twice is refused: the secret in force stays", async () => {
    const { person } = await withTwoStep("Babbage");
    expect((await person.send("proposeTwoStep", { body: { password: PASSWORD } })).error?.code).toBe("conflict");
  });

  test("again before the first code replaces the secret", async () => {
    const person = await accountOf(app, "Church");
    const first = await person.call("proposeTwoStep", { body: { password: PASSWORD } });
    const second = await person.call("proposeTwoStep", { body: { password: PASSWORD } });
    expect(second.secret).not.toBe(first.secret);
    const code = shownCode(second.secret, server.clock.at);
    await person.call("confirmTwoStep", { body: { code } });
  });
});

describe("a login with a second step", () => {
  test("lets in by password and code only", async () => {
    const { secret } = await withTwoStep("Dijkstra");
    const { browser, enter } = await half("Dijkstra");
    expect((await browser.send("account")).status).toBe(401);
    expect(await enter("123456")).toBe("wrong_code");
    expect(await enter(shownCode(secret, server.clock.at), "made-up")).toBe("link_invalid");
    expect(await enter(` ${shownCode(secret, server.clock.at)} `)).toBe("in");
    expect((await browser.call("account", {})).name).toBe("Dijkstra");
    expect(await enter(shownCode(secret, server.clock.at + 30 * SECOND))).toBe("link_invalid");
  });

  test("takes each code once, the confirming one included", async () => {
    const { secret } = await withTwoStep("Erlang");
    const code = shownCode(secret, server.clock.at);
    expect(await (await half("Erlang")).enter(code)).toBe("in");
    expect(await (await half("Erlang")).enter(code)).toBe("wrong_code");
    expect(await (await half("Erlang")).enter(shownCode(secret, server.clock.at - 30 * SECOND))).toBe("wrong_code");
    expect(await (await half("Erlang")).enter(shownCode(secret, server.clock.at + 30 * SECOND))).toBe("in");
  });

  test("gives one session to a code that is sent twice at once", async () => {
    const { secret } = await withTwoStep("Floyd");
    const halves = [await half("Floyd"), await half("Floyd")];
    const code = shownCode(secret, server.clock.at);
    expect((await Promise.all(halves.map(({ enter }) => enter(code)))).toSorted()).toEqual(["in", "wrong_code"]);
  });

  test("waits ten minutes for its code, and not once the password has changed", async () => {
    const { person, secret } = await withTwoStep("Gödel");
    const late = await half("Gödel");
    server.clock.at += 10 * 60 * SECOND;
    expect(await late.enter(shownCode(secret, server.clock.at))).toBe("link_invalid");
    const early = await half("Gödel");
    await person.call("changePassword", { body: { present: PASSWORD, password: "another small owl" } });
    expect(await early.enter(shownCode(secret, server.clock.at))).toBe("link_invalid");
  });

  test("counts wrong codes as guesses", async () => {
    const { secret } = await withTwoStep("Hopper");
    const { enter } = await half("Hopper");
    for (let guess = 0; guess < 10; guess++) expect(await enter("000001")).toBe("wrong_code");
    expect(await enter(shownCode(secret, server.clock.at))).toBe("too_many_guesses");
  });
});

describe("recovery codes", () => {
  test("stand in for a code, once each, however they are typed", async () => {
    const { recoveryCodes } = await withTwoStep("Iverson");
    const [first = "", second = ""] = recoveryCodes;
    expect(await (await half("Iverson")).enter(first.toLowerCase().replaceAll("-", " "))).toBe("in");
    expect(await (await half("Iverson")).enter(first)).toBe("wrong_code");
    const { browser, enter } = await half("Iverson");
    expect(await enter(second)).toBe("in");
    expect((await browser.call("account", {})).twoStep).toEqual({ on: true, recoveryCodesLeft: 8 });
  });

  test("are renewed with the password; the old ones are void", async () => {
    const { person, recoveryCodes } = await withTwoStep("Knuth");
    const renewed = await person.call("renewRecoveryCodes", { body: { password: PASSWORD } });
    expect(await (await half("Knuth")).enter(recoveryCodes[0] ?? "")).toBe("wrong_code");
    expect(await (await half("Knuth")).enter(renewed.recoveryCodes[0] ?? "")).toBe("in");
  });

  test("are stored as hashes only", async () => {
    const { recoveryCodes } = await withTwoStep("Lamport");
    const rows = JSON.stringify(await server.context.database.db.selectFrom("recovery_codes").selectAll().execute());
    for (const code of recoveryCodes) expect(rows).not.toContain(code);
  });
});

test("it is turned off with the password and a code", async () => {
  const { person, secret } = await withTwoStep("McCarthy");
  const off = async (password: string, code: string) => {
    const sent = await person.send("endTwoStep", { body: { password, code } });
    return sent.error?.code ?? "off";
  };
  const code = shownCode(secret, server.clock.at);
  expect(await off("not it, not it", code)).toBe("wrong_password");
  expect(await off(PASSWORD, "000001")).toBe("wrong_code");
  expect(await off(PASSWORD, code)).toBe("off");
  expect((await person.call("account", {})).twoStep).toEqual({ on: false, recoveryCodesLeft: 0 });
  await loggedIn(app, "McCarthy");
});

test("a code that is written down has 80 bits, and is read back with its usual misreadings", () => {
  const bytes = seededBytes("codes");
  const code = newCode(bytes);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(readCode(code)).toBe(code);
  expect(readCode(" o1li-0000 0000 0000")).toBe("0111-0000-0000-0000");
  for (const wrong of ["", "123456", code.slice(1), `${code}0`, code.replace(/.$/, "U")])
    expect(readCode(wrong)).toBeNull();
});
