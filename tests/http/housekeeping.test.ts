import { expect, test } from "vitest";
import { tidy } from "../../server/http/housekeeping.ts";
import { guestOf, rightAnswer, wholeServer } from "./learner.ts";

const DAY = 86_400_000;

const rows = async ({ context }: Awaited<ReturnType<typeof wholeServer>>) => {
  const counts: Record<string, number> = {};
  for (const table of ["users", "sessions", "tickets", "reviews"] as const) {
    counts[table] = (await context.database.db.selectFrom(table).selectAll().execute()).length;
  }
  return counts;
};

test("what nobody comes back to is forgotten, and no answer is", async () => {
  const server = await wholeServer();
  const looking = await guestOf(server.app);
  await looking.call("next", { body: {} });
  const learning = await guestOf(server.app);
  const ticket = (await learning.call("next", { body: {} })).question?.ticket ?? "";
  const body = { attempt: "00000000-0000-4000-8000-000000000001", answer: await rightAnswer(server.context, ticket) };
  await learning.call("answer", { params: { ticket }, body });
  await tidy(server.context);
  expect(await rows(server)).toEqual({ users: 2, sessions: 2, tickets: 2, reviews: 1 });
  server.clock.at += 31 * DAY;
  await tidy(server.context);
  expect(await rows(server)).toEqual({ users: 1, sessions: 1, tickets: 1, reviews: 1 });
  server.clock.at += 60 * DAY;
  await tidy(server.context);
  expect(await rows(server)).toEqual({ users: 1, sessions: 1, tickets: 0, reviews: 1 });
  server.clock.at += 400 * DAY;
  await tidy(server.context);
  expect(await rows(server)).toEqual({ users: 1, sessions: 0, tickets: 0, reviews: 1 });
  await server.close();
});
