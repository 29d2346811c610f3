import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { ownData } from "#contract/account.ts";
import { appendReview, reviewsOf } from "../../server/db/reviews.ts";
import { accountOf, answerNext, PASSWORD } from "./accounts.ts";
import { guestOf, learner, wholeServer } from "./learner.ts";
import type { Learner } from "./learner.ts";

let server: Awaited<ReturnType<typeof wholeServer>>;
let app: FastifyInstance;
beforeAll(async () => {
  server = await wholeServer();
  app = server.app;
});
afterAll(() => server.close());

const exported = async (who: Learner) => {
  const sent = await who.send("ownData");
  expect(sent.status).toBe(200);
  return { data: ownData.parse(JSON.parse(sent.text)), headers: sent.headers };
};

describe("one's own data", () => {
  test("is a file with every answer and its question, and nobody else's", async () => {
    const stranger = await guestOf(app);
    await answerNext(server.context, stranger, 1);
    const person = await accountOf(app, "Ada");
    expect((await exported(person)).data.reviews).toEqual([]);
    const skills = [await answerNext(server.context, person, 2), await answerNext(server.context, person, 3)];
    const { data, headers } = await exported(person);
    expect(headers["content-disposition"]).toBe('attachment; filename="backprop-drill-2026-01-15.json"');
    expect(data.me).toEqual(await person.call("me", {}));
    expect(data.reviews.map(({ number, verdict, item }) => [number, verdict, item["skill"]])).toEqual([
      [1, "right", skills[0]],
      [2, "right", skills[1]],
    ]);
    expect(data.cards.map(({ skill }) => skill)).toEqual(skills.toSorted());
  });

  test("is whole, however long the log", async () => {
    const person = await guestOf(app);
    await answerNext(server.context, person, 1);
    const { db } = server.context.database;
    const { user_id: user } = await db
      .selectFrom("reviews")
      .select("user_id")
      .orderBy("user_id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    const [review] = await reviewsOf(db, user, { after: 0, limit: 1 });
    for (let more = 0; more < 400; more++) await appendReview(db, user, { ...review!, rating: null });
    const { data } = await exported(person);
    expect(data.reviews.map(({ number }) => number)).toEqual(Array.from({ length: 401 }, (_, index) => index + 1));
  });

  test("has no secret in it", async () => {
    const person = await accountOf(app, "Boole");
    await person.call("proposeTwoStep", { body: { password: PASSWORD } });
    const { text } = await person.send("ownData");
    expect(text).not.toMatch(/argon2|secret|token|hash/);
  });
});

describe("a guest's progress goes to another device", () => {
  const carryTo = async (device: Learner, code: string, takeAlong = false) => {
    const sent = await device.send("carry", { body: { code, takeAlong } });
    return sent.error?.code ?? "here";
  };

  test("by a code, once and within a quarter of an hour", async () => {
    const phone = await guestOf(app);
    await answerNext(server.context, phone, 1);
    const { code, expires } = await phone.call("offerCarry", { body: {} });
    expect(expires).toBe(new Date(server.clock.at + 15 * 60_000).toISOString());
    const laptop = learner(app);
    expect(await carryTo(laptop, code.toLowerCase())).toBe("here");
    expect(await laptop.call("progress", {})).toEqual(await phone.call("progress", {}));
    expect(await carryTo(learner(app), code)).toBe("link_invalid");
    const late = await phone.call("offerCarry", { body: {} });
    server.clock.at += 15 * 60_000;
    expect(await carryTo(learner(app), late.code)).toBe("link_invalid");
    expect(await carryTo(learner(app), "123")).toBe("wrong_code");
  });

  test("and takes along what was answered there, when wanted", async () => {
    const phone = await guestOf(app);
    const laptop = await guestOf(app);
    await answerNext(server.context, phone, 1);
    await answerNext(server.context, laptop, 2);
    await answerNext(server.context, laptop, 3);
    const { code } = await phone.call("offerCarry", { body: {} });
    expect(await carryTo(laptop, code, true)).toBe("here");
    expect((await exported(phone)).data.reviews).toHaveLength(3);
    expect((await exported(laptop)).data.reviews).toHaveLength(3);
  });

  test("but an account's by logging in, and no guest's into an account", async () => {
    const person = await accountOf(app, "Cayley");
    expect((await person.send("offerCarry", { body: {} })).error?.code).toBe("conflict");
    const guest = await guestOf(app);
    const { code } = await guest.call("offerCarry", { body: {} });
    expect(await carryTo(person, code)).toBe("conflict");
    await guest.call("register", { body: { name: "Dedekind", password: PASSWORD } });
    expect(await carryTo(learner(app), code)).toBe("link_invalid");
  });
});
