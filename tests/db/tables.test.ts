import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { recordAnswer } from "../../server/db/answer.ts";
import { addReport } from "../../server/db/reports.ts";
import { lastAnswer, reviewsOf } from "../../server/db/reviews.ts";
import { createSession, deleteExpiredSessions, findSessionUser, touchSession } from "../../server/db/sessions.ts";
import { deleteTickets, findTicket, openTicket, replaceTicket, takeHint } from "../../server/db/tickets.ts";
import { changeSettings, createGuest, deleteIdleGuests, deleteUser, findUser } from "../../server/db/users.ts";
import { item, NOW, reply, study, submission } from "./fixtures.ts";
import { database, ticketOf } from "./support.ts";

const DAY = 86_400_000;

describe("users", () => {
  test("begin as guests with settings that can be changed one by one", async () => {
    const { db } = await database();
    const guest = await createGuest(db, { at: NOW, settings: { zone: "Asia/Shanghai", language: "zh" } });
    expect(guest.settings).toEqual({
      language: "zh",
      notation: null,
      zone: "Asia/Shanghai",
      rolloverHour: 4,
      newPerDay: 10,
    });
    const changed = await changeSettings(db, guest.id, { language: null, newPerDay: 0, zone: undefined });
    expect(changed).toEqual({ ...guest.settings, language: null, newPerDay: 0 });
    expect(await changeSettings(db, guest.id, {})).toEqual(changed);
    expect(await findUser(db, guest.id)).toEqual({ ...guest, settings: changed });
    expect(await changeSettings(db, 999, { newPerDay: 1 })).toBeNull();
  });

  test("who leave take everything along, and their number is not given again", async () => {
    const { db, user } = await database();
    const other = (await createGuest(db, { at: NOW })).id;
    await createSession(db, { tokenHash: "hash", user: other, at: NOW, expiresAt: NOW + DAY });
    const ticket = await ticketOf(db, other);
    await recordAnswer(db, submission(other), study, reply);
    await addReport(db, { user: other, ticket, answer: null, comment: "unclear", at: NOW });
    await ticketOf(db, other, "ticket-2");
    await replaceTicket(db, { user: other, ticket: "ticket-2", by: { id: "ticket-3", item: item() }, at: NOW });

    expect(await deleteUser(db, other)).toBe(true);
    const tables = ["sessions", "cards", "reviews", "tickets", "attempts", "events", "reports"] as const;
    const left = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
    expect(left).toEqual(tables.map(() => []));
    expect(await deleteUser(db, other)).toBe(false);
    expect(await findUser(db, user)).not.toBeNull();
    expect((await createGuest(db, { at: NOW })).id).toBeGreaterThan(other);
  });
});

test("guests are forgotten when they left nothing and have not been seen", async () => {
  const { db, user: silent } = await database();
  const guests = [await createGuest(db, { at: NOW }), await createGuest(db, { at: NOW })];
  const [practised = 0, present = 0] = guests.map(({ id }) => id);
  await ticketOf(db, practised);
  await recordAnswer(db, submission(practised), study, reply);
  await createSession(db, { tokenHash: "hash", user: present, at: NOW + 5, expiresAt: NOW + DAY });
  expect(await deleteIdleGuests(db, NOW)).toBe(0);
  expect(await deleteIdleGuests(db, NOW + 1)).toBe(1);
  expect(await findUser(db, silent)).toBeNull();
  expect(await findUser(db, practised)).not.toBeNull();
  expect(await findUser(db, present)).not.toBeNull();
  expect(await deleteIdleGuests(db, NOW + 6)).toBe(1);
  expect(await findUser(db, present)).toBeNull();
});

describe("sessions", () => {
  const token = { tokenHash: "hash", at: NOW, expiresAt: NOW + DAY };

  test("name their user until they expire", async () => {
    const { db, user } = await database();
    await createSession(db, { ...token, user });
    expect(await findSessionUser(db, "hash", NOW)).toEqual(await findUser(db, user));
    expect(await findSessionUser(db, "other", NOW)).toBeNull();
    expect(await findSessionUser(db, "hash", NOW + DAY)).toBeNull();
    await touchSession(db, "hash", { at: NOW + 5, expiresAt: NOW + 2 * DAY });
    expect(await findSessionUser(db, "hash", NOW + DAY)).toMatchObject({ id: user });
    expect(await db.selectFrom("sessions").select("last_seen_at").execute()).toEqual([{ last_seen_at: NOW + 5 }]);
  });

  test("end by age", async () => {
    const { db, user } = await database();
    await createSession(db, { ...token, user });
    expect(await deleteExpiredSessions(db, NOW + DAY - 1)).toBe(0);
    expect(await deleteExpiredSessions(db, NOW + DAY)).toBe(1);
  });
});

describe("tickets", () => {
  test("are found by their owner only, the open one made last first", async () => {
    const { db, user } = await database();
    const stranger = (await createGuest(db, { at: NOW })).id;
    const ticket = await ticketOf(db, user);
    expect(await findTicket(db, user, ticket.id)).toEqual(ticket);
    expect(await findTicket(db, stranger, ticket.id)).toBeNull();
    expect(await openTicket(db, user, "planned")).toEqual(ticket);
    expect(await openTicket(db, stranger, "planned")).toBeNull();
    await recordAnswer(db, submission(user), study, reply);
    expect(await openTicket(db, user, "planned")).toBeNull();
  });

  test("are exchanged once for another network, which is logged", async () => {
    const { db, user } = await database();
    const stranger = (await createGuest(db, { at: NOW })).id;
    await ticketOf(db, user);
    const by = { id: "ticket-2", item: item("chain.w1", "seed-2") };
    const change = { user, ticket: "ticket-1", by, at: NOW + 1 };
    expect(await replaceTicket(db, { ...change, user: stranger })).toBeNull();
    expect(await replaceTicket(db, change)).toMatchObject({ ...by, user, reason: "new", state: "open", hintsUsed: 0 });
    expect(await replaceTicket(db, { ...change, by: { ...by, id: "ticket-3" } })).toBeNull();
    expect(await findTicket(db, user, "ticket-1")).toMatchObject({ state: "dropped" });
    expect(await db.selectFrom("events").selectAll().execute()).toEqual([
      { id: 1, user_id: user, at: NOW + 1, kind: "another", subject_id: "chain.w1", ticket_id: "ticket-1" },
    ]);
  });

  test("count each hint once, and remember that one revealed the step", async () => {
    const { db, user } = await database();
    const stranger = (await createGuest(db, { at: NOW })).id;
    await ticketOf(db, user);
    const hint = { user, ticket: "ticket-1", number: 1, reveals: false };
    expect(await takeHint(db, { ...hint, user: stranger })).toBe(false);
    expect(await takeHint(db, { ...hint, number: 2 })).toBe(false);
    expect(await Promise.all([takeHint(db, hint), takeHint(db, hint)])).toEqual([true, false]);
    expect(await takeHint(db, { ...hint, number: 2, reveals: true })).toBe(true);
    expect(await takeHint(db, { ...hint, number: 3 })).toBe(true);
    expect(await findTicket(db, user, "ticket-1")).toMatchObject({ hintsUsed: 3, revealed: true });
  });

  test("are forgotten when old, the answers to them are not", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    await recordAnswer(db, submission(user), study, reply);
    expect(await deleteTickets(db, NOW)).toBe(0);
    expect(await deleteTickets(db, NOW + 1)).toBe(1);
    expect(await db.selectFrom("attempts").selectAll().execute()).toEqual([]);
    expect(await reviewsOf(db, user, { after: 0, limit: 9 })).toHaveLength(1);
  });
});

describe("the review log", () => {
  test("is append-only", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    await recordAnswer(db, submission(user), study, reply);
    const attempts = [
      sql`update reviews set rating = 'easy'`,
      sql`delete from reviews`,
      sql`replace into reviews select * from reviews`,
    ];
    for (const attempt of attempts) await expect(attempt.execute(db)).rejects.toThrow("append-only");
    expect(await reviewsOf(db, user, { after: 0, limit: 9 })).toMatchObject([{ rating: "good" }]);
  });

  test("is read in pages, and knows the last answer to a question", async () => {
    const { db, user } = await database();
    await ticketOf(db, user);
    for (const [index, answer] of ["1", "2", "3"].entries()) {
      await recordAnswer(db, submission(user, { attempt: `attempt-${index}`, answer }), study, reply);
    }
    expect((await reviewsOf(db, user, { after: 1, limit: 1 })).map(({ id, answer }) => [id, answer])).toEqual([
      [2, "2"],
    ]);
    expect(await lastAnswer(db, user, "ticket-1")).toBe("3");
    expect(await lastAnswer(db, user + 1, "ticket-1")).toBeNull();
  });
});

test("a report keeps what makes the item again", async () => {
  const { db, user } = await database();
  const ticket = await ticketOf(db, user);
  await addReport(db, { user, ticket, answer: "0.5", comment: "which w1?", at: NOW });
  expect(await db.selectFrom("reports").selectAll().executeTakeFirst()).toMatchObject({
    user_id: user,
    ticket_id: "ticket-1",
    subject_id: "chain.w1",
    seed: "seed-1",
    generator: 1,
    answer: "0.5",
    comment: "which w1?",
  });
});
