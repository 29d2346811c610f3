import { createHash } from "node:crypto";
import { join } from "node:path";
import { draw, levelsOf } from "#quiz/draw.ts";
import type { Item } from "#quiz/item.ts";
import { formsOf } from "#quiz/items/index.ts";
import { skills } from "#quiz/skills.ts";
import { memory } from "#study/memory.ts";
import { migrations } from "../../../migrations/index.ts";
import { saveCard } from "../../../server/db/cards.ts";
import { migrate } from "../../../server/db/migrate.ts";
import { openDatabase } from "../../../server/db/open.ts";
import { appendReview } from "../../../server/db/reviews.ts";
import type { Database } from "../../../server/db/schema.ts";
import { createSession } from "../../../server/db/sessions.ts";
import { createTicket } from "../../../server/db/tickets.ts";
import { createGuest } from "../../../server/db/users.ts";
import { write } from "../../../server/db/write.ts";

/** Somebody who is signed in, with questions that wait for an answer. */
export type Member = { readonly number: number; readonly cookie: string; readonly tickets: readonly string[] };

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const numeric = Object.keys(skills).filter((id) => skills[id]!.available && formsOf(id).includes("number"));

/** Skills that are asked as numbers, with a level of each. */
export const asked = numeric.map((skill) => ({ skill, level: levelsOf(skill)[0]! }));

/** The tickets are taken from a store of so many items: what a question costs to draw is measured elsewhere. */
const ITEMS = 500;

const items = (): Item[] =>
  Array.from({ length: ITEMS }, (_, i) => {
    const { skill, level } = asked[i % asked.length]!;
    return draw(skill, { seed: `bench/${i}`, level, form: "number" });
  });

/** A learner halfway through the syllabus, who did a part of it today. */
async function learn(db: Database, user: number, store: readonly Item[], today: number): Promise<void> {
  const { review } = memory();
  for (const [i, item] of store.slice(0, 60).entries()) {
    const day = i < 10 ? today : today - 1 - (i % 7);
    const card = review(null, { subject: item.skill, rating: "good", day });
    const answered = {
      at: day * DAY,
      day,
      ticket: `before-${user}-${i}`,
      item,
      answer: "1",
      verdict: "right" as const,
    };
    const rated = {
      mistakes: [],
      rating: "good" as const,
      hints: 0,
      revealed: false,
      retrievability: null,
      seconds: 9,
      credits: [],
    };
    await appendReview(db, user, { ...answered, ...rated });
    await saveCard(db, user, card);
  }
}

/** Makes a database with so many learners, each with so many open questions. */
export async function prepare(dataDir: string, members: number, tickets: number): Promise<Member[]> {
  const at = Date.now();
  const database = await openDatabase(join(dataDir, "drill.db"));
  await migrate(database, migrations, at);
  const store = items();
  const made = await write(database.db, async (trx) => {
    const all: Member[] = [];
    for (let n = 0; n < members; n++) {
      const { id: user } = await createGuest(trx, { at });
      const token = `member-${n}`;
      const tokenHash = createHash("sha256").update(token).digest("hex");
      await createSession(trx, { tokenHash, user, at, expiresAt: at + YEAR });
      await learn(trx, user, store, Math.floor(at / DAY));
      const ids = Array.from({ length: tickets }, (_, i) => `ticket-${n}-${i}`);
      for (const [i, id] of ids.entries())
        await createTicket(trx, { id, user, item: store[(n * 7 + i) % ITEMS]!, reason: "due", at: at - DAY });
      all.push({ number: n, cookie: `session=${token}`, tickets: ids });
    }
    return all;
  });
  await database.close();
  return made;
}
