import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Drill } from "#contract/groups.ts";
import type { Question } from "#contract/practice.ts";
import { answerTo, groupWith, memberId, storedTicket } from "./groups.ts";
import type { Person } from "./groups.ts";
import { wholeServer } from "./learner.ts";

let server: Awaited<ReturnType<typeof wholeServer>>;
beforeEach(async () => {
  server = await wholeServer();
});
afterEach(() => server.close());

const WEEK = 7 * 86_400_000;
const skills = ["neuron.net", "neuron.output", "loss.half_se"];

const next = async (person: Person, group: string): Promise<Question | null> =>
  (await person.call("drillQuestion", { params: { group }, body: {} })).question;

const itemOf = async (question: Question | null) => {
  const { item } = await storedTicket(server.context, question!.ticket);
  return item;
};

/** Answers the week's next question. */
const answerNext = async (person: Person, group: string, verdict: "right" | "wrong"): Promise<string> => {
  const question = await next(person, group);
  await answerTo(server.context, person, question!.ticket, verdict);
  return question!.ticket;
};

describe("the weekly drill", () => {
  test("asks all members the same, each in the notation they read", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const mia = people["Mia"]!;
    await mia.call("changeSettings", { body: { notation: "layered" } });
    const { items, ...week } = await owner.call("drill", { params: { group } });
    expect(week).toMatchObject({
      week: "2026-W03",
      from: "2026-01-12",
      until: "2026-01-18",
      before: "2026-W02",
      open: true,
    });
    expect(items).toHaveLength(5);
    for (const { skill } of items) {
      const [one, two] = [await next(owner, group), await next(mia, group)];
      expect([one?.reason, one?.skill, two?.skill]).toEqual(["drill", skill, skill]);
      expect(two?.notation).toBe("layered");
      expect({ ...(await itemOf(two)), notation: one?.notation }).toEqual(await itemOf(one));
      expect(await next(mia, group)).toEqual(two);
      await answerTo(server.context, owner, one!.ticket, "right");
      await answerTo(server.context, mia, two!.ticket, "right");
    }
    expect([await next(owner, group), await next(mia, group)]).toEqual([null, null]);
  });

  test("is another in another week, and in another group", async () => {
    const { group, owner } = await groupWith(server);
    const { id: second } = await owner.call("createGroup", { body: { name: "2", language: null, zone: "UTC" } });
    for (const id of [group, second])
      await owner.call("chooseDrill", { params: { group: id }, body: { week: "current", skills } });
    const seeds = new Set<string>();
    for (const id of [group, second]) seeds.add((await itemOf(await next(owner, id))).seed);
    server.clock.at += WEEK;
    expect((await owner.call("drill", { params: { group } })).week).toBe("2026-W04");
    seeds.add((await itemOf(await next(owner, group))).seed);
    expect(seeds.size).toBe(3);
    expect(seeds).toSatisfy((all: Set<string>) => [...all].every((seed) => /^[0-9a-f]{32}$/.test(seed)));
  });

  test("begins on Monday where the group is", async () => {
    const { group, owner } = await groupWith(server);
    server.clock.at = Date.parse("2026-01-18T15:59:59Z");
    expect((await owner.call("drill", { params: { group } })).week).toBe("2026-W03");
    server.clock.at += 1000;
    expect((await owner.call("drill", { params: { group } })).week).toBe("2026-W04");
  });

  test("is the same on two pages that ask at once", async () => {
    const { group, owner } = await groupWith(server);
    const [one, two] = await Promise.all([next(owner, group), next(owner, group)]);
    expect(one?.ticket).toBe(two?.ticket);
  });

  test("is of the skills that its members are weakest in", async () => {
    const { group, owner } = await groupWith(server);
    const { question } = await owner.call("next", { body: { skill: "softmax.forward" } });
    await answerTo(server.context, owner, question!.ticket, "wrong");
    expect((await owner.call("drill", { params: { group } })).items[0]?.skill).toBe("softmax.forward");
  });

  test("stays out of the plan, and cannot be exchanged for another network", async () => {
    const { group, owner } = await groupWith(server);
    const question = await next(owner, group);
    const planned = await owner.call("next", { body: {} });
    expect(planned.question?.ticket).not.toBe(question?.ticket);
    const another = await owner.send("another", { params: { ticket: question!.ticket }, body: {} });
    expect([another.status, another.error?.code]).toEqual([409, "conflict"]);
  });

  test("rates the members' cards as any other question", async () => {
    const { group, owner } = await groupWith(server);
    const question = await next(owner, group);
    const { judgement, progress } = await answerTo(server.context, owner, question!.ticket, "right");
    expect(judgement).toMatchObject({ verdict: "right", rating: "good" });
    expect(progress.skills.find(({ skill }) => skill === question?.skill)).toMatchObject({ reviews: 1 });
  });
});

describe("a tutor", () => {
  test("chooses the skills, for this week until somebody has begun, and for the next", async () => {
    const { group, owner, people } = await groupWith(server, { Tao: "tutor", Mia: "member" });
    const params = { group };
    const chosen = await people["Tao"]!.call("chooseDrill", { params, body: { week: "current", skills } });
    expect(chosen.items.map(({ skill }) => skill)).toEqual(skills);
    expect(chosen.choice).toEqual({ current: skills, next: null, begun: false });
    await next(people["Mia"]!, group);
    const late = await owner.send("chooseDrill", { params, body: { week: "current", skills: null } });
    expect([late.status, late.error?.code]).toEqual([409, "conflict"]);
    const [last] = skills.slice(-1);
    const drill = await owner.call("chooseDrill", { params, body: { week: "next", skills: [last!] } });
    expect(drill.choice).toEqual({ current: skills, next: [last], begun: true });
    server.clock.at += WEEK;
    expect((await owner.call("drill", { params })).items.map(({ skill }) => skill)).toEqual([last]);
  });

  test("does so alone, and only of what is asked", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const params = { group };
    const mia = await people["Mia"]!.send("chooseDrill", { params, body: { week: "next", skills } });
    expect(mia.error?.code).toBe("forbidden");
    expect((await people["Mia"]!.call("drill", { params })).choice).toBeNull();
    for (const [path, wrong] of [
      ["skills.0", ["no.such.skill"]],
      ["skills.1", ["neuron.net", "neuron.net"]],
      ["skills", []],
    ] as const) {
      const sent = await owner.send("chooseDrill", { params, body: { week: "next", skills: wrong } });
      expect([sent.status, sent.error?.fields?.[0]?.path]).toEqual([400, path]);
    }
  });
});

describe("answers are compared", () => {
  test("by mistake, without names, and only for whoever has answered", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member", Max: "member" });
    const [mia, max] = [people["Mia"]!, people["Max"]!];
    await owner.call("chooseDrill", { params: { group }, body: { week: "current", skills } });
    await answerNext(mia, group, "wrong");
    const ticket = await answerNext(max, group, "right");
    const before = await owner.call("drill", { params: { group } });
    expect(before.items.map(({ compared, verdict }) => [compared, verdict])).toEqual(skills.map(() => [null, null]));
    const after = await max.send("drill", { params: { group } });
    expect(after.json).toMatchObject({ items: [{ verdict: "right", compared: { answers: 2, right: 1 } }, {}, {}] });
    expect(after.text).not.toMatch(/Mia|Max|Olga/);

    // The mistake that was found in an answer is the one that is counted.
    const { db } = server.context.database;
    const log = await db.selectFrom("reviews").select("mistakes").where("user_id", "=", mia.id).execute();
    const found = JSON.parse(log[0]!.mistakes) as string[];
    const [item] = (await max.call("drill", { params: { group } })).items;
    expect(item?.compared?.mistakes.map(({ id, times }) => [id, times])).toEqual(found.map((id) => [id, 1]));

    // A later try teaches, and changes nothing.
    await answerTo(server.context, max, ticket, "wrong");
    expect((await max.send("drill", { params: { group } })).text).toBe(after.text);
  });

  test("with everybody once the week is over", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    await answerNext(people["Mia"]!, group, "right");
    server.clock.at += WEEK;
    const past = await owner.send("drill", { params: { group }, query: { week: "2026-W03" } });
    expect(past.json).toMatchObject({ open: false });
    const [first, second] = (past.json as Drill).items;
    expect([first?.verdict, first?.compared]).toMatchObject([null, { answers: 1, right: 1 }]);
    expect(second?.compared).toMatchObject({ answers: 0, right: 0 });
    const never = await owner.send("drill", { params: { group }, query: { week: "2020-W01" } });
    expect(never.json).toMatchObject({ open: false, items: [] });
    expect((await owner.send("drill", { params: { group }, query: { week: "2026-W54" } })).status).toBe(400);
  });

  test("without those who have gone", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    await answerNext(people["Mia"]!, group, "wrong");
    await answerNext(owner, group, "right");
    await owner.call("removeMember", { params: { group, member: await memberId(owner, group, "Mia") } });
    const [item] = (await owner.call("drill", { params: { group } })).items;
    expect(item?.compared).toEqual({ answers: 1, right: 1, mistakes: [] });
  });

  test("and until then nothing that is sent holds a seed or the group's secret", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const mia = people["Mia"]!;
    await answerNext(owner, group, "wrong");
    const question = await next(mia, group);
    const replies = [
      await mia.send("drill", { params: { group } }),
      await mia.send("drillQuestion", { params: { group } }),
      await mia.send("group", { params: { group } }),
      await mia.send("another", { params: { ticket: question!.ticket } }),
      await mia.send("answer", { params: { ticket: question!.ticket }, body: {} }),
    ];
    const { secret } = await server.context.database.db.selectFrom("groups").select("secret").executeTakeFirstOrThrow();
    const { seed } = await itemOf(question);
    for (const { text } of replies) for (const hidden of [seed, secret]) expect(text).not.toContain(hidden);
  });
});
