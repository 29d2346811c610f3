import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { migrations } from "../../migrations/index.ts";
import { migrate } from "../../server/db/migrate.ts";
import type { Database } from "../../server/db/schema.ts";
import { createGuest } from "../../server/db/users.ts";
import { write } from "../../server/db/write.ts";
import { NOW } from "./fixtures.ts";
import { openFor, temporaryFolder } from "./support.ts";

/** A database, and another connection to it. */
const pair = async () => {
  const file = join(temporaryFolder(), "drill.db");
  const one = await openFor(file);
  await migrate(one, migrations, NOW);
  const { db: other } = await openFor(file);
  return { db: one.db, other };
};

const count = async (db: Database): Promise<number> => {
  const { guests } = await db
    .selectFrom("users")
    .select(({ fn }) => fn.countAll<number>().as("guests"))
    .executeTakeFirstOrThrow();
  return guests;
};

describe("writes of one turn of the event loop", () => {
  test("reach the disk together, and none is done before", async () => {
    const { db, other } = await pair();
    const seen: number[] = [];
    const one = async (): Promise<void> => {
      await write(db, async (trx) => {
        await createGuest(trx, { at: NOW });
        seen.push(await count(other));
      });
      expect(await count(other)).toBe(10);
    };
    await Promise.all(Array.from({ length: 10 }, one));
    expect(seen).toEqual(Array(10).fill(0));
  });

  test("fail each for itself, and what a failed one wrote is gone", async () => {
    const { db } = await pair();
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        write(db, async (trx) => {
          await createGuest(trx, { at: NOW });
          if (n % 3 === 0) throw new Error(`number ${n}`);
          return n;
        }),
      ),
    );
    const expected = Array.from({ length: 200 }, (_, n) =>
      n % 3 === 0 ? { status: "rejected", reason: new Error(`number ${n}`) } : { status: "fulfilled", value: n },
    );
    expect(results).toEqual(expected);
    expect(await count(db)).toBe(133);
  });

  test("all fail where the transaction itself fails, and the next ones do not", async () => {
    const { db } = await pair();
    const ended = write(db, async (trx) => {
      await createGuest(trx, { at: NOW });
      // What SQLite does by itself when the disk is full.
      await trx.executeQuery({ ...trx.selectFrom("users").selectAll().compile(), sql: "rollback", parameters: [] });
      throw new Error("the disk is full");
    });
    const beside = write(db, (trx) => createGuest(trx, { at: NOW }));
    await expect(ended).rejects.toThrow("the disk is full");
    await expect(beside).rejects.toThrow("the disk is full");
    expect(await count(db)).toBe(0);
    await write(db, (trx) => createGuest(trx, { at: NOW }));
    expect(await count(db)).toBe(1);
  });

  test("come after those that are on their way, in their order", async () => {
    const { db } = await pair();
    const order: string[] = [];
    const note = (name: string) => write(db, async () => void order.push(name));
    const first = note("first").then(() => note("later"));
    await Promise.all([first, note("second")]);
    expect(order).toEqual(["first", "second", "later"]);
  });
});
