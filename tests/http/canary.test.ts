import { afterAll, beforeAll, expect, test } from "vitest";
import { learner, numeric, storedTicket, wholeServer } from "./learner.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { numberSolution } from "#quiz/items/number.ts";
import type { Sent } from "./support.ts";

let server: Awaited<ReturnType<typeof wholeServer>>;
beforeAll(async () => {
  server = await wholeServer();
});
afterAll(() => server.close());

/** The key of a ticket that asks for a number. */
const keyOf = async (ticket: string): Promise<number> => {
  const { item } = await storedTicket(server.context, ticket);
  return numberSolution(item as ItemOf<"number">).key.value;
};

const attempt = "00000000-0000-4000-8000-000000000001";

/** Everything that can be asked about a question before it is answered, honestly and otherwise. */
const everythingBefore = async (skill: string): Promise<{ ticket: string; replies: Sent[] }> => {
  const guest = learner(server.app);
  const replies = [await guest.send("me")];
  const { question } = await guest.call("next", { body: { skill, form: "number" } });
  const ticket = question?.ticket ?? "";
  const params = { ticket };
  replies.push(
    await guest.send("next", { body: { skill, form: "number" } }),
    await guest.send("next"),
    await guest.send("progress"),
  );
  for (const answer of ["", "?", "1e", "0x", "{}", "1/0", "9".repeat(401)]) {
    replies.push(await guest.send("answer", { params, body: { attempt, answer } }));
  }
  replies.push(await guest.send("answer", { params, body: { attempt, answer: 1, reveal: true } }));
  replies.push(await guest.send("answer", { params, body: {} }));
  replies.push(await guest.send("giveUp", { params, body: {} }));
  replies.push(await guest.send("report", { params, body: { comment: "?" } }));
  for (let rung = 1; rung < (question?.hints.total ?? 0); rung += 1) replies.push(await guest.send("hint", { params }));
  replies.push(await learner(server.app).send("next", { params }));
  return { ticket, replies };
};

const significant = (numeral: string): string =>
  numeral
    .replace(/e.*$/, "")
    .replace(/\D/g, "")
    .replace(/^0+|0+$/g, "");

/** The first six digits of a number, cut off and rounded, in any way of writing it; fewer digits prove nothing. */
const digitsOf = (value: number): string[] => {
  const digits = significant(value.toExponential(15));
  return [digits.slice(0, 6), significant(value.toExponential(5))].filter(({ length }) => length === 6);
};

const withoutPoints = (text: string): string => text.replaceAll(/(?<=\d)\.(?=\d)/g, "");

test.each(numeric.map(({ id }) => id))(
  "before an answer to %s nothing that is sent tells its key or its seed",
  async (skill) => {
    const { ticket, replies } = await everythingBefore(skill);
    const { item } = await storedTicket(server.context, ticket);
    const telling = [item.seed, ...digitsOf(await keyOf(ticket))];
    for (const { text, headers } of replies) {
      const sent = withoutPoints(text + JSON.stringify(headers));
      expect(sent).not.toMatch(/"(key|accepted|seed|derivation)"/);
      expect(telling.filter((secret) => sent.includes(secret))).toEqual([]);
    }
  },
);

test("the canary sings: after an answer its digits are found", async () => {
  const guest = learner(server.app);
  await guest.call("me", {});
  // Through sigmoids, so that the key has digits without end.
  const { question } = await guest.call("next", { body: { skill: "chain.product", form: "number" } });
  const ticket = question?.ticket ?? "";
  const digits = digitsOf(await keyOf(ticket));
  const after = await guest.send("giveUp", { params: { ticket }, body: { attempt } });
  expect(digits).toHaveLength(2);
  // Rounded to six digits it is found only where a derivation happens to write it so.
  expect(withoutPoints(after.text)).toContain(digits[0]);
});
