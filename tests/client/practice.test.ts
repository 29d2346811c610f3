import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Progress } from "#contract/practice.ts";
import { another, check, enter, giveUp, hint, next, session, tell } from "../../client/practice.ts";
import { fresh } from "../../client/session.ts";
import { hintOf, judgementOf, questionWith } from "./support.ts";

/** A request that waits for the test to reply. */
type Request = {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly reply: (value: unknown) => void;
  readonly lose: () => void;
};

let waiting: Request[] = [];

/** Lets everything happen that waits for nothing but its turn. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

/** The oldest request to a path that waits for its reply. */
async function request(path: RegExp): Promise<Request> {
  await settle();
  const place = waiting.findIndex((one) => path.test(one.path));
  if (place < 0) throw new Error(`Nobody asked for ${path}.`);
  return waiting.splice(place, 1)[0]!;
}

const progress: Progress = { due: 0, newLeftToday: 0, reviewsToday: 0, rightToday: 0, nextDue: null, skills: [] };
const loaded = (ticket: string) => ({ question: questionWith({ ticket }), progress });
const ticket = () => session.value.question?.ticket;

const replied = (value: unknown) => ({ ok: true, json: () => Promise.resolve(value) });

let visits = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
  vi.stubGlobal("fetch", (path: string, { body = "" }: { body?: string }) => {
    if (path.endsWith("/api/me")) return Promise.resolve(replied({ settings: { language: null } }));
    return new Promise((resolve, reject) => {
      waiting.push({
        path,
        body: JSON.parse(body) as Record<string, unknown>,
        reply: (value) => resolve(replied(value)),
        lose: () => reject(new TypeError("Failed to fetch")),
      });
    });
  });
  waiting = [];
  session.value = fresh;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Opens the practice of a skill that was not open before, with its first question. */
async function open(name: string): Promise<void> {
  visits += 1;
  enter({ kind: "skill", skill: `skill ${visits}` });
  (await request(/next$/)).reply(loaded(name));
  await settle();
  expect(ticket()).toBe(name);
}

test("the skill entered last is the one that is shown, in whatever order the questions come", async () => {
  enter({ kind: "skill", skill: "a" });
  const first = await request(/next$/);
  enter({ kind: "skill", skill: "b" });
  const second = await request(/next$/);
  expect([first.body, second.body]).toEqual([{ skill: "a" }, { skill: "b" }]);
  second.reply(loaded("of b"));
  await settle();
  expect(ticket()).toBe("of b");
  first.reply(loaded("of a"));
  await settle();
  expect(ticket()).toBe("of b");
});

test("a skill that is entered while another is on its way does not stay at loading", async () => {
  enter({ kind: "skill", skill: "a" });
  const first = await request(/next$/);
  enter({ kind: "skill", skill: "b" });
  first.lose();
  await settle();
  expect(session.value).toMatchObject({ phase: "loading", failure: null });
  (await request(/next$/)).reply(loaded("of b"));
  await settle();
  expect(ticket()).toBe("of b");
});

test("a hint that comes when its question was left is not shown with the next one", async () => {
  await open("one");
  void hint();
  const late = await request(/one\/hint$/);
  await open("two");
  void hint();
  (await request(/two\/hint$/)).reply(hintOf(2));
  late.reply(hintOf(1));
  await settle();
  expect(session.value.hints).toEqual([hintOf(2)]);
});

test("a second press for a hint, or for another network, asks once", async () => {
  await open("one");
  void hint();
  void hint();
  (await request(/hint$/)).reply(hintOf(1));
  await settle();
  expect(session.value.hints).toHaveLength(1);
  void another();
  void another();
  (await request(/another$/)).reply({ question: questionWith({ ticket: "two" }) });
  await settle();
  expect(ticket()).toBe("two");
  expect(waiting).toEqual([]);
});

test("while an answer is under way the network stays and no help is given", async () => {
  await open("one");
  tell({ type: "typed", answer: "1" });
  void check();
  const answer = await request(/answer$/);
  await Promise.all([another(), hint(), giveUp(), check()]);
  expect(waiting).toEqual([]);
  answer.reply({ judgement: judgementOf("right"), progress });
  await settle();
  expect(session.value.outcome?.answer).toBe("1");
  void next();
  (await request(/next$/)).reply(loaded("two"));
  await settle();
  expect(ticket()).toBe("two");
});

test("giving up is repeated under the same id when its reply was lost", async () => {
  await open("one");
  void giveUp();
  const lost = await request(/give-up$/);
  lost.lose();
  await settle();
  expect(session.value.failure).toEqual({ kind: "offline" });
  await giveUp();
  expect(waiting).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  const repeated = await request(/give-up$/);
  expect(repeated.body).toEqual(lost.body);
  repeated.reply({ judgement: judgementOf("gave_up"), progress });
  await settle();
  expect(session.value).toMatchObject({ attempt: null, failure: null, counts: false });
  expect(session.value.outcome?.judgement.verdict).toBe("gave_up");
});
