import { describe, expect, test } from "vitest";
import { sql } from "kysely";
import { audit, auditLog } from "../../server/db/audit.ts";
import { addReport, closeReport, listReports } from "../../server/db/reports.ts";
import { deleteTickets } from "../../server/db/tickets.ts";
import { item, NOW } from "./fixtures.ts";
import { database, ticketOf } from "./support.ts";

describe("the audit log", () => {
  test("is read newest first and page by page", async () => {
    const { db, user } = await database();
    await audit(db, { at: NOW, actor: null, act: "admin.granted", subject: user });
    await audit(db, { at: NOW + 1, actor: user, act: "group.role", subject: 7, group: "g1", detail: "tutor" });
    const whole = await auditLog(db, { limit: 10 });
    expect(whole).toEqual([
      { id: 2, at: NOW + 1, actor: user, act: "group.role", subject: 7, group: "g1", detail: "tutor" },
      { id: 1, at: NOW, actor: null, act: "admin.granted", subject: user },
    ]);
    expect(await auditLog(db, { limit: 1 })).toEqual(whole.slice(0, 1));
    expect(await auditLog(db, { before: 2, limit: 10 })).toEqual(whole.slice(1));
  });

  test("can be neither changed nor shortened", async () => {
    const { db, user } = await database();
    await audit(db, { at: NOW, actor: user, act: "user.deleted", subject: 7 });
    await expect(sql`update audit set actor_id = 8`.execute(db)).rejects.toThrow("append-only");
    await expect(sql`delete from audit`.execute(db)).rejects.toThrow("append-only");
  });
});

describe("reports", () => {
  test("keep the question when its ticket is forgotten, and go from the top of the list when they are closed", async () => {
    const { db, user } = await database();
    const ticket = await ticketOf(db, user);
    await addReport(db, { user, ticket, answer: "0.5", comment: "which w1?", at: NOW });
    await addReport(db, { user, ticket, answer: null, comment: "nor here", at: NOW + 1 });
    await deleteTickets(db, NOW + 1);
    expect((await listReports(db, 10)).map(({ id }) => id)).toEqual([2, 1]);
    expect(await closeReport(db, 2, NOW + 2)).toBe(true);
    const [open, closed] = await listReports(db, 10);
    expect(open).toEqual({
      id: 1,
      at: NOW,
      user,
      skill: "chain.w1",
      answer: "0.5",
      comment: "which w1?",
      item: item(),
      closedAt: null,
    });
    expect(closed).toMatchObject({ id: 2, closedAt: NOW + 2 });
    expect(await closeReport(db, 2, null)).toBe(true);
    expect((await listReports(db, 10)).map(({ id }) => id)).toEqual([2, 1]);
    expect(await closeReport(db, 3, NOW)).toBe(false);
  });
});
