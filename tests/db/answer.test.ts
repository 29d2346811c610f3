import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findResponse } from "../../server/db/attempts.ts";
import type { Submission } from "../../server/db/answer.ts";
import { recordAnswer } from "../../server/db/answer.ts";
import { cardsOf, rebuildCards } from "../../server/db/cards.ts";
import { ratedLog, ratedOn, reviewsOf } from "../../server/db/reviews.ts";
import type { Database } from "../../server/db/schema.ts";
import { findTicket, replaceTicket, takeHint } from "../../server/db/tickets.ts";
import { createGuest } from "../../server/db/users.ts";
import { write } from "../../server/db/write.ts";
import { histories } from "../study/histories.ts";
import { item, model, NOW, reply, study, submission, TODAY } from "./fixtures.ts";
import { database, ticketOf } from "./support.ts";

const answer = (db: Database, sent: Submission) => recordAnswer(db, sent, study, reply);
const logOf = (db: Database, user: number) => reviewsOf(db, user, { after: 0, limit: 100 });

describe("a first answer", () => {
  test("rates the card, and the log keeps all that the question was", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    expect(await answer(db, submission(user))).toEqual({
      response: { rating: "good", due: TODAY + 2 },
      repeated: false,
    });
    expect(await findTicket(db, user, "ticket-1")).toMatchObject({ state: "answered" });
    expect(await cardsOf(db, user)).toEqual([model.review(null, { subject: "chain.w1", rating: "good", day: TODAY })]);
    expect(await logOf(db, user)).toEqual([
      {
        id: 1,
        at: NOW,
        day: TODAY,
        ticket: "ticket-1",
        item: item(),
        answer: "0.0363",
        verdict: "right",
        mistakes: [],
        rating: "good",
        credits: [],
        hints: 0,
        revealed: false,
        retrievability: null,
        seconds: 42.5,
      },
    ]);
  });

  test("is hard after a nudge, and again after the step itself was shown", async () => {
    const { db, user } = await database();
    for (const [ticket, reveals] of [
      ["nudged", false],
      ["shown", true],
    ] as const) {
      await ticketOf(db, user, ticket, ticket);
      expect(await takeHint(db, { user, ticket, number: 1, reveals })).toBe(true);
      await answer(db, submission(user, { ticket }));
    }
    const log = await logOf(db, user);
    expect(log.map(({ rating, hints, revealed }) => [rating, hints, revealed])).toEqual([
      ["hard", 1, false],
      ["again", 1, true],
    ]);
  });

  test("logs the chance that was predicted for it", async () => {
    const { db, user } = await database();
    await ticketOf(db, user, "early");
    await ticketOf(db, user, "late");
    await answer(db, submission(user, { ticket: "early" }));
    const [before] = await cardsOf(db, user);
    await answer(
      db,
      submission(user, { ticket: "late", day: TODAY + 9, verdict: "wrong", mistakes: ["path.first_only"] }),
    );
    const [, late] = await logOf(db, user);
    expect(late).toMatchObject({ id: 2, rating: "again", mistakes: ["path.first_only"] });
    expect(late?.retrievability).toBe(before && model.retrievability(before, TODAY + 9));
  });
});

describe("an answer with parts that other skills are about", () => {
  const parts = [
    { subject: "part.right", verdict: "right" },
    { subject: "part.carried", verdict: "carried" },
    { subject: "part.wrong", verdict: "wrong" },
  ] as const;

  test("rates their cards too, in the one entry of the log", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    await answer(db, submission(user, { verdict: "wrong", parts }));
    const rated = [
      { subject: "chain.w1", rating: "again", day: TODAY },
      { subject: "part.right", rating: "good", day: TODAY },
      { subject: "part.carried", rating: "hard", day: TODAY },
      { subject: "part.wrong", rating: "again", day: TODAY },
    ] as const;
    expect(new Set(await cardsOf(db, user))).toEqual(new Set(rated.map((review) => model.review(null, review))));
    expect(await ratedLog(db, user)).toEqual(rated);
    expect(await logOf(db, user)).toHaveLength(1);
    expect(await ratedOn(db, user, TODAY)).toHaveLength(1);
  });

  test("leaves them alone at a later try, and where their rules were shown", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    await takeHint(db, { user, ticket: "ticket-1", number: 1, reveals: true });
    for (const attempt of ["first", "second"]) await answer(db, submission(user, { attempt, parts }));
    expect((await cardsOf(db, user)).map(({ subject }) => subject)).toEqual(["chain.w1"]);
    expect((await logOf(db, user)).map(({ credits }) => credits)).toEqual([[], []]);
  });
});

describe("an answer sent twice", () => {
  test("is given the stored reply and counts once", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    const first = await answer(db, submission(user, { verdict: "wrong" }));
    const second = await recordAnswer(db, submission(user, { verdict: "right", at: NOW + 1 }), study, () => {
      throw new Error("no reply is made twice");
    });
    expect(second).toEqual({ response: first?.response, repeated: true });
    expect(await logOf(db, user)).toHaveLength(1);
    expect(await findResponse(db, submission(user))).toEqual({ response: first?.response });
  });

  test("counts once when both arrive at the same time", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    const replies = await Promise.all(Array.from({ length: 8 }, () => answer(db, submission(user))));
    expect(replies.filter((each) => each?.repeated === false)).toHaveLength(1);
    expect(new Set(replies.map((each) => JSON.stringify(each?.response))).size).toBe(1);
    expect(await logOf(db, user)).toHaveLength(1);
    expect((await cardsOf(db, user))[0]?.reviews).toBe(1);
  });
});

describe("a later try", () => {
  test("is logged without a rating and leaves the card alone", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    await answer(db, submission(user, { verdict: "wrong" }));
    const before = await cardsOf(db, user);
    expect(await answer(db, submission(user, { attempt: "attempt-2" }))).toEqual({
      response: { rating: null, due: TODAY + 1 },
      repeated: false,
    });
    expect(await cardsOf(db, user)).toEqual(before);
    expect((await logOf(db, user)).map(({ verdict, rating }) => [verdict, rating])).toEqual([
      ["wrong", "again"],
      ["right", null],
    ]);
    expect(await ratedOn(db, user, TODAY)).toEqual([{ subject: "chain.w1", rating: "again", verdict: "wrong" }]);
    expect(await ratedLog(db, user)).toHaveLength(1);
  });

  test("is what all but one of different attempts at the same time are", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    const attempts = ["a", "b", "c", "d"].map((attempt) => answer(db, submission(user, { attempt })));
    const ratings = (await Promise.all(attempts)).map((each) => each?.response.rating);
    expect(ratings.filter((rating) => rating === "good")).toHaveLength(1);
    expect(ratings.filter((rating) => rating === null)).toHaveLength(3);
  });

  test("is an answer to a question that was exchanged for another network", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    await replaceTicket(db, { user, ticket: "ticket-1", by: { id: "ticket-2", item: item() }, at: NOW });
    expect((await answer(db, submission(user)))?.response).toEqual({ rating: null, due: null });
  });
});

test("somebody else's ticket is not found, whatever is known about it", async () => {
  const { db, user } = await database();
  const stranger = (await createGuest(db, { at: NOW })).id;
  await ticketOf(db, user);
  expect(await answer(db, submission(stranger))).toBeNull();
  await answer(db, submission(user));
  expect(await answer(db, submission(stranger))).toBeNull();
  expect(await findResponse(db, submission(stranger))).toBeNull();
  expect(await logOf(db, stranger)).toEqual([]);
  expect(await logOf(db, user)).toHaveLength(1);
});

test("an answer that cannot be stored whole is not stored at all, and may be sent again", async () => {
  const { db, user } = await database();
  await ticketOf(db, user);
  const failing = recordAnswer(db, submission(user), study, () => {
    throw new Error("no reply");
  });
  await expect(failing).rejects.toThrow("no reply");
  expect(await logOf(db, user)).toEqual([]);
  expect(await cardsOf(db, user)).toEqual([]);
  expect((await answer(db, submission(user)))?.response.rating).toBe("good");
});

test("several answers can share one transaction", async () => {
  const { db, user } = await database();
  await ticketOf(db, user, "a", "a");
  await ticketOf(db, user, "b", "b");
  await write(db, async (trx) => {
    await answer(trx, submission(user, { ticket: "a" }));
    await answer(trx, submission(user, { ticket: "b" }));
  });
  expect((await logOf(db, user)).map(({ id }) => id)).toEqual([1, 2]);
});

test("the stored cards are the fold of the stored log", async () => {
  const partVerdicts = ["right", "carried", "wrong"] as const;
  const verdicts = { again: "wrong", hard: "right", good: "right", easy: "right" } as const;
  await fc.assert(
    fc.asyncProperty(histories(), async (history) => {
      const { db, user } = await database();
      for (const [index, { subject, rating, day }] of history.entries()) {
        const ticket = `ticket-${index}`;
        await ticketOf(db, user, ticket, subject);
        if (rating === "hard") await takeHint(db, { user, ticket, number: 1, reveals: false });
        const parts = index % 4 === 1 ? [{ subject: "part", verdict: partVerdicts[index % 3]! }] : [];
        await answer(db, submission(user, { ticket, day, verdict: verdicts[rating], parts }));
        if (index % 3 === 0) await answer(db, submission(user, { ticket, day, attempt: "attempt-2" }));
      }
      const cards = await cardsOf(db, user);
      const folded = model.fold(await ratedLog(db, user));
      expect(new Map(cards.map((card) => [card.subject, card]))).toEqual(folded);
      expect(await rebuildCards(db, user, model.fold)).toBe(cards.length);
      expect(await cardsOf(db, user)).toEqual(cards);
    }),
    { numRuns: 25 },
  );
});
