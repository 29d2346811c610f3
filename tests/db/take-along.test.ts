import { expect, test } from "vitest";
import { recordAnswer } from "../../server/db/answer.ts";
import { cardsOf } from "../../server/db/cards.ts";
import { ratedLog, reviewsOf } from "../../server/db/reviews.ts";
import { takeAlong } from "../../server/db/take-along.ts";
import { createGuest, findUser } from "../../server/db/users.ts";
import { write } from "../../server/db/write.ts";
import { model, NOW, reply, study, submission, TODAY } from "./fixtures.ts";
import { database, ticketOf } from "./support.ts";

test("a guest's log follows another's whole, in its own order, and the cards are the fold of both", async () => {
  const { db, user } = await database();
  const guest = (await createGuest(db, { at: NOW })).id;
  const record = async (who: number, ticket: string, skill: string, day: number) => {
    await ticketOf(db, who, ticket, skill);
    await recordAnswer(db, submission(who, { ticket, day, mistakes: ["path.first_only"] }), study, reply);
  };
  await record(user, "own-1", "chain.w1", TODAY + 2);
  await record(guest, "guest-1", "chain.w1", TODAY);
  await record(guest, "guest-2", "chain.w5", TODAY + 1);
  const all = { after: 0, limit: 10 };
  const [own, ...theirs] = [...(await reviewsOf(db, user, all)), ...(await reviewsOf(db, guest, all))];

  await write(db, (trx) => takeAlong(trx, { guest, user }, model.fold));

  const numbered = theirs.map((review, index) => ({ ...review, id: index + 2 }));
  expect(await reviewsOf(db, user, all)).toEqual([own, ...numbered]);
  expect(await findUser(db, guest)).toBeNull();
  const cards = [...model.fold(await ratedLog(db, user)).values()];
  expect(await cardsOf(db, user)).toEqual(cards.toSorted((a, b) => a.subject.localeCompare(b.subject)));
  expect(cards.map(({ subject, reviews }) => `${subject} ${reviews}`)).toEqual(["chain.w1 2", "chain.w5 1"]);
});
