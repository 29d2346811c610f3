import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerTo, groupWith, memberId, personNamed, practise } from "./groups.ts";
import type { Person } from "./groups.ts";
import { wholeServer } from "./learner.ts";

let server: Awaited<ReturnType<typeof wholeServer>>;
beforeEach(async () => {
  server = await wholeServer();
});
afterEach(() => server.close());

const DAY = 86_400_000;
const net = "neuron.net";
const output = "neuron.output";

describe("an assignment", () => {
  const body = { skills: [net, output], level: null, due: "2026-01-20" };

  const assigned = async (person: Person, group: string) =>
    (await person.call("assignments", { params: { group } })).assignments;

  const next = async (person: Person, group: string, assignment: string) =>
    (await person.call("assignedQuestion", { params: { group, assignment }, body: {} })).question;

  test("is done skill by skill, by first answers that are right", async () => {
    const { group, owner, people } = await groupWith(server, { Tao: "tutor", Mia: "member" });
    const mia = people["Mia"]!;
    await practise(server.context, mia, net, "right");
    server.clock.at += 1;
    const { id } = await people["Tao"]!.call("createAssignment", { params: { group }, body });
    const fresh = { id, due: body.due, over: false, level: null, members: null };
    const skills = [net, output].map((skill) => ({ skill, done: false }));
    expect(await assigned(mia, group)).toEqual([{ ...fresh, skills }]);

    const first = await next(mia, group, id);
    expect(first).toMatchObject({ reason: "assigned" });
    expect((await next(mia, group, id))?.ticket).toBe(first?.ticket);
    await answerTo(server.context, mia, first!.ticket, "wrong");
    const second = await next(mia, group, id);
    expect(second?.skill).not.toBe(first?.skill);
    await answerTo(server.context, mia, second!.ticket, "right");
    const third = await next(mia, group, id);
    expect(third?.skill).toBe(first?.skill);
    await answerTo(server.context, mia, third!.ticket, "right");
    expect(await next(mia, group, id)).toBeNull();
    expect((await assigned(mia, group))[0]?.skills.every(({ done }) => done)).toBe(true);
    expect((await assigned(owner, group))[0]?.members).toEqual([
      { name: "Mia", done: 2 },
      { name: "Olga", done: 0 },
      { name: "Tao", done: 0 },
    ]);
  });

  test("counts what is answered elsewhere, at its level or above", async () => {
    const { group, owner } = await groupWith(server);
    const skill = "neuron.grad_w";
    const { id } = await owner.call("createAssignment", {
      params: { group },
      body: { ...body, skills: [skill], level: 2 },
    });
    expect((await next(owner, group, id))?.level).toBe(2);
    await practise(server.context, owner, skill, "right", 1);
    expect((await assigned(owner, group))[0]?.skills).toEqual([{ skill, done: false }]);
    await practise(server.context, owner, skill, "right", 3);
    expect((await assigned(owner, group))[0]?.skills).toEqual([{ skill, done: true }]);
  });

  test("ends with its date where the group is, and is taken back by tutors", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    const { id } = await owner.call("createAssignment", { params: { group }, body });
    server.clock.at = Date.parse("2026-01-20T15:59:00Z");
    expect((await assigned(people["Mia"]!, group))[0]?.over).toBe(false);
    server.clock.at = Date.parse("2026-01-20T16:00:00Z");
    expect((await assigned(people["Mia"]!, group))[0]?.over).toBe(true);
    const params = { group, assignment: id };
    expect((await people["Mia"]!.send("deleteAssignment", { params })).error?.code).toBe("forbidden");
    await owner.call("deleteAssignment", { params });
    expect(await assigned(owner, group)).toEqual([]);
    expect((await owner.send("deleteAssignment", { params })).status).toBe(404);
    expect((await owner.send("assignedQuestion", { params, body: {} })).status).toBe(404);
  });

  test.each([
    ["due", { ...body, due: "2026-01-14" }],
    ["due", { ...body, due: "2026-02-30" }],
    ["skills.1", { ...body, skills: [net, "no.such.skill"] }],
    ["level", { ...body, level: 6 }],
  ])("with a wrong %s is refused", async (path, wrong) => {
    const { group, owner } = await groupWith(server);
    const sent = await owner.send("createAssignment", { params: { group }, body: wrong });
    expect([sent.status, sent.error?.fields?.[0]?.path]).toEqual([400, path]);
  });

  test("of another group is not there", async () => {
    const { group, owner } = await groupWith(server);
    const { id: assignment } = await owner.call("createAssignment", { params: { group }, body });
    const stranger = await personNamed(server, "Sam");
    const { id: own } = await stranger.call("createGroup", { body: { name: "S", language: null, zone: "UTC" } });
    for (const name of ["assignedQuestion", "deleteAssignment"] as const) {
      expect((await stranger.send(name, { params: { group: own, assignment }, body: {} })).status).toBe(404);
    }
  });
});

describe("the matrix", () => {
  test("shows tutors what each member knows, and members nothing", async () => {
    const { group, people } = await groupWith(server, { Tao: "tutor", Mia: "member" });
    const [tao, mia] = [people["Tao"]!, people["Mia"]!];
    await practise(server.context, mia, net, "right");
    await practise(server.context, tao, output, "right");
    server.clock.at += 3 * DAY;
    const matrix = await tao.call("matrix", { params: { group } });
    expect(matrix.skills).toEqual([net, output]);
    expect(matrix.members.map(({ name, reviews, seen }) => [name, reviews, seen])).toEqual([
      ["Mia", [1, 0], [3, null]],
      ["Olga", [0, 0], [null, null]],
      ["Tao", [0, 1], [null, 3]],
    ]);
    const strength = matrix.members[0]?.strengths[0] ?? 0;
    const progress = (await mia.call("progress", {})).skills.find(({ skill }) => skill === net);
    expect(strength).toBeCloseTo(progress?.strength ?? 0, 2);
    for (const name of ["matrix", "matrixCsv", "trouble"] as const)
      expect((await mia.send(name, { params: { group } })).error?.code).toBe("forbidden");
  });

  test("forgets who has gone", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member" });
    await practise(server.context, people["Mia"]!, net, "right");
    await owner.call("removeMember", { params: { group, member: await memberId(owner, group, "Mia") } });
    const matrix = await owner.send("matrix", { params: { group } });
    expect(matrix.json).toMatchObject({ skills: [], members: [{ name: "Olga" }] });
  });

  test("as a table can be opened by spreadsheets, which run nothing of it", async () => {
    const { group, owner } = await groupWith(server);
    const eve = await personNamed(server, '=HYPERLINK("x","Eve")');
    const { code } = await owner.call("createGroupInvite", {
      params: { group },
      body: { role: "member", days: 1, uses: 1 },
    });
    await eve.call("joinGroup", { body: { code } });
    await practise(server.context, eve, net, "right");
    const sent = await owner.send("matrixCsv", { params: { group }, query: { language: "zh" } });
    expect(sent.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(sent.headers["content-disposition"]).toContain("attachment");
    expect(sent.text.codePointAt(0)).toBe(0xfe_ff);
    const [head, line, ...more] = parse(sent.text, { bom: true });
    expect(head).toContain("成员");
    expect(line?.slice(0, 2)).toEqual([`'=HYPERLINK("x","Eve")`, net]);
    expect(line?.slice(3)).toEqual(["100", "1", "0", "0"]);
    expect(more).toEqual([]);
  });
});

describe("trouble", () => {
  test("is who fails a skill three times in a row, until they pass it", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member", Max: "member" });
    const [mia, max] = [people["Mia"]!, people["Max"]!];
    const stuck = async () => (await owner.call("trouble", { params: { group } })).stuck;
    for (const verdict of ["right", "wrong", "wrong"] as const) await practise(server.context, mia, net, verdict);
    for (const verdict of ["wrong", "wrong", "right", "wrong"] as const)
      await practise(server.context, max, net, verdict);
    expect((await stuck()).found).toEqual([]);
    server.clock.at += DAY;
    await practise(server.context, mia, net, "wrong");
    expect(await stuck()).toEqual({
      since: "2026-01-02",
      found: [{ name: "Mia", skill: net, failures: 3, last: "2026-01-16" }],
    });
    server.clock.at += 13 * DAY;
    expect((await stuck()).found).toHaveLength(1);
    server.clock.at += 2 * DAY;
    expect((await stuck()).found).toEqual([]);
    for (const _ of [1, 2, 3]) await practise(server.context, mia, net, "wrong");
    expect((await stuck()).found).toMatchObject([{ failures: 3 }]);
    await practise(server.context, mia, net, "right");
    expect((await stuck()).found).toEqual([]);
  });

  test("is the mistakes that many make, those of most members first", async () => {
    const { group, owner, people } = await groupWith(server, { Mia: "member", Max: "member" });
    const { db } = server.context.database;
    await practise(server.context, people["Mia"]!, net, "wrong");
    await practise(server.context, people["Max"]!, net, "wrong");
    const logs = await db.selectFrom("reviews").selectAll().execute();
    // Copies with mistakes of our choice: the log itself cannot be changed.
    const made = (user: number, id: number, mistakes: string[]) => ({
      ...logs.find((row) => row.user_id === user)!,
      id,
      mistakes: JSON.stringify(mistakes),
    });
    const [a, b] = ["path.average", "path.first_only"] as const;
    const [mia, max] = [people["Mia"]!.id, people["Max"]!.id];
    await db
      .insertInto("reviews")
      .values([made(mia, 2, [a, b]), made(mia, 3, [b]), made(mia, 4, [b]), made(max, 2, [a]), made(max, 3, ["gone"])])
      .execute();
    const { mistakes } = await owner.call("trouble", { params: { group } });
    expect(mistakes.found.filter(({ id }) => id === a || id === b)).toMatchObject([
      { id: a, members: 2, times: 2 },
      { id: b, members: 1, times: 3 },
    ]);
    expect(mistakes.found.map(({ id }) => id)).not.toContain("gone");
  });
});

describe("the board", () => {
  test("shows those who chose it, to everybody, by name and without places", async () => {
    const { group, owner, people } = await groupWith(server, { Zoe: "member", Mia: "member", Max: "member" });
    const [zoe, mia, max] = [people["Zoe"]!, people["Mia"]!, people["Max"]!];
    const params = { group };
    for (const person of [zoe, zoe, mia, max]) await practise(server.context, person, net, "right");
    expect((await owner.call("board", { params })).members).toEqual([]);
    for (const person of [zoe, mia]) await person.call("shareEffort", { params, body: { showsEffort: true } });
    const board = await max.call("board", { params });
    expect(board).toMatchObject({ from: "2026-01-12", until: "2026-01-18" });
    expect(board.members).toEqual([
      { name: "Mia", you: false, questions: 1, minutes: 1, met: 1, remembered: 1 },
      { name: "Zoe", you: false, questions: 2, minutes: 1, met: 1, remembered: 1 },
    ]);
    await zoe.call("shareEffort", { params, body: { showsEffort: false } });
    expect((await max.call("board", { params })).members.map(({ name }) => name)).toEqual(["Mia"]);
    server.clock.at += 7 * DAY;
    expect((await mia.call("board", { params })).members).toMatchObject([{ you: true, questions: 0, minutes: 0 }]);
  });
});
