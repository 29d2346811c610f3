import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FormId } from "#contract/forms.ts";
import type { Question } from "#contract/practice.ts";
import { spokenOf } from "#quiz/spoken/index.ts";
import { importDeck, withDropped } from "../../seeds/dropped-decks.ts";
import { available, guestOf, rightAnswer, storedTicket, wholeServer, wrongAnswer } from "./learner.ts";
import type { Learner } from "./learner.ts";

type Server = Awaited<ReturnType<typeof wholeServer>>;

let server: Server;
let guest: Learner;
beforeEach(async () => {
  server = await wholeServer();
  guest = await guestOf(server.app);
});
afterEach(() => server.close());

let attempts = 0;
const newAttempt = (): string => {
  attempts += 1;
  return `00000000-0000-4000-8000-${String(attempts).padStart(12, "0")}`;
};

const ask = async (wish: { skill?: string; level?: number; form?: FormId } = {}): Promise<Question> => {
  const { question } = await guest.call("next", { body: wish });
  if (question === null) throw new Error("There is no question.");
  return question;
};

const submit = (ticket: string, answer: string, attempt = newAttempt()) =>
  guest.call("answer", { params: { ticket }, body: { attempt, answer } });

const submitRight = async (ticket: string) => submit(ticket, await rightAnswer(server.context, ticket));
const submitWrong = async (ticket: string) => submit(ticket, await wrongAnswer(server.context, ticket));

describe("the next question", () => {
  test("is new for a guest, and stays the same until it is answered", async () => {
    const question = await ask();
    expect(question).toMatchObject({ reason: "new", answered: false, hints: { shown: [] } });
    expect(question.ask?.symbol.html).toContain("<math");
    expect(await ask()).toEqual(question);
    await submitRight(question.ticket);
    expect((await ask()).ticket).not.toBe(question.ticket);
  });

  test("is a number to compute on a picture, five times, for who begins", async () => {
    for (const skill of ["neuron.net", "neuron.output", "loss.half_se", "neuron.grad_w", "neuron.update"]) {
      const question = await ask();
      expect(question).toMatchObject({ skill, task: { form: "number" }, diagram: expect.anything() as unknown });
      await submitRight(question.ticket);
    }
  });

  test("is of the skill that was chosen, and the same on asking again", async () => {
    const skill = available.at(-1)?.id ?? "";
    await ask();
    server.clock.at += 1000;
    const chosen = await ask({ skill });
    expect(chosen).toMatchObject({ skill, reason: "chosen" });
    expect((await ask({ skill })).ticket).toBe(chosen.ticket);
  });

  test("is the same on two pages that ask at once", async () => {
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one.ticket).toBe(two.ticket);
  });

  test("cannot be of a skill that has none", async () => {
    for (const skill of ["no.such.skill", "__proto__", "toString"]) {
      const sent = await guest.send("next", { body: { skill } });
      expect([sent.status, sent.error?.fields?.[0]?.path]).toEqual([400, "skill"]);
    }
  });

  test("is refused at a level or in a form that the skill has not, or that belongs to no skill", async () => {
    const refused = [
      [{ skill: "mlp.two_hidden", level: 3 }, "level", "This skill is asked at level 4 or 5 only."],
      [{ level: 3 }, "level", "A level is chosen together with a skill."],
      [{ skill: "opt.compare", form: "paths" }, "form", "This skill is not asked in this form."],
      [{ form: "number" }, "form", "A form is chosen together with a skill."],
    ] as const;
    for (const [body, path, message] of refused) {
      const sent = await guest.send("next", { body });
      expect([sent.status, sent.error?.fields]).toEqual([400, [{ path, message }]]);
    }
    expect(await ask({ skill: "mlp.two_hidden", level: 5 })).toMatchObject({ level: 5 });
  });

  test("never comes once the day's new ones are used up", async () => {
    await guest.call("changeSettings", { body: { newPerDay: 1 } });
    await submitRight((await ask()).ticket);
    const { question, progress } = await guest.call("next", { body: {} });
    expect(question).toBeNull();
    expect(progress).toMatchObject({ due: 0, newLeftToday: 0, reviewsToday: 1, rightToday: 1 });
    expect(Date.parse(progress.nextDue ?? "")).toBeGreaterThan(server.clock.at);
  });

  test("is a due one once its day has come", async () => {
    await guest.call("changeSettings", { body: { newPerDay: 1 } });
    const first = await ask();
    const { judgement } = await submitRight(first.ticket);
    if (judgement.verdict === "unreadable") throw new Error("The right answer could not be read.");
    server.clock.at = Date.parse(judgement.due ?? "");
    const again = await ask();
    expect(again).toMatchObject({ skill: first.skill, reason: "due" });
    expect(again.network).not.toEqual(first.network);
  });

  test("brings a failed skill back in the same session, on another network", async () => {
    await guest.call("changeSettings", { body: { newPerDay: 1 } });
    const failed = await ask();
    const { judgement, progress } = await submitWrong(failed.ticket);
    expect(judgement).toMatchObject({ verdict: "wrong", rating: "again", again: true });
    expect(progress.skills.find(({ skill }) => skill === failed.skill)).toMatchObject({ state: "due", reviews: 1 });
    const back = await ask();
    expect(back).toMatchObject({ skill: failed.skill, reason: "again" });
    expect(back.network).not.toEqual(failed.network);
  });
});

describe("an answer", () => {
  test("that is right is told so, with the interval and the derivation", async () => {
    const { ticket } = await ask({ skill: "neuron.net", form: "number" });
    const { judgement, progress } = await submitRight(ticket);
    if (judgement.verdict === "unreadable") throw new Error("The right answer could not be read.");
    expect(judgement).toMatchObject({ verdict: "right", rating: "good", again: false });
    const { solution } = judgement;
    if (solution.form !== "number") throw new Error("A number was asked for.");
    expect(solution.value).toBeGreaterThanOrEqual(solution.accepted[0]);
    expect(solution.value).toBeLessThanOrEqual(solution.accepted[1]);
    expect(judgement.derivation.length).toBeGreaterThan(0);
    expect(judgement.spoken).toEqual(spokenOf("neuron.net"));
    expect(progress).toMatchObject({ reviewsToday: 1, rightToday: 1 });
  });

  test("that cannot be read costs nothing", async () => {
    const { ticket } = await ask();
    const { judgement, progress } = await submit(ticket, "about three");
    expect(judgement.verdict).toBe("unreadable");
    expect(progress.reviewsToday).toBe(0);
    expect((await submitRight(ticket)).judgement).toMatchObject({ rating: "good" });
  });

  test("rates once; later tries teach", async () => {
    const { ticket } = await ask();
    const first = await submitWrong(ticket);
    const later = await submitRight(ticket);
    expect(first.judgement).toMatchObject({ verdict: "wrong", rating: "again" });
    expect(later.judgement).toMatchObject({ verdict: "right", rating: null, again: false });
    expect(later.progress).toMatchObject({ reviewsToday: 1, rightToday: 0 });
  });

  test("counts once when it is sent twice at once, and once more after a lost reply", async () => {
    const { ticket } = await ask();
    const attempt = newAttempt();
    const answer = await rightAnswer(server.context, ticket);
    const replies = await Promise.all([1, 2, 3].map(() => submit(ticket, answer, attempt)));
    replies.push(await submit(ticket, "999", attempt));
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect(replies[0]?.judgement).toMatchObject({ verdict: "right", rating: "good" });
    const log = await server.context.database.db.selectFrom("reviews").selectAll().execute();
    expect(log.map((review) => review.answer)).toEqual([answer]);
  });

  test("of two different attempts at once rates with one of them", async () => {
    const { ticket } = await ask();
    const answer = await rightAnswer(server.context, ticket);
    const replies = await Promise.all([submit(ticket, answer), submit(ticket, answer)]);
    const ratings = replies.map(({ judgement }) => (judgement.verdict === "unreadable" ? "" : judgement.rating));
    expect(new Set(ratings)).toEqual(new Set(["good", null]));
  });

  test("to a sheet rates the skills of its cells too, once", async () => {
    const { ticket } = await ask({ skill: "mlp.update_all", form: "sheet" });
    const { progress } = await submitRight(ticket);
    const reviewed = progress.skills.filter(({ reviews }) => reviews > 0);
    expect(reviewed.map(({ skill }) => skill).toSorted()).toEqual([
      "mlp.hidden_back",
      "mlp.hidden_grad",
      "mlp.out_grad",
      "mlp.update_all",
      "neuron.update",
    ]);
    expect(progress.reviewsToday).toBe(1);
    const later = await submitWrong(ticket);
    expect(later.progress.skills).toEqual(progress.skills);
  });

  test("may be to give up, which shows everything and brings the card back", async () => {
    const { ticket } = await ask();
    const attempt = newAttempt();
    const { judgement } = await guest.call("giveUp", { params: { ticket }, body: { attempt } });
    expect(judgement).toMatchObject({
      verdict: "gave_up",
      solution: { form: "number", value: null },
      rating: "again",
      again: true,
      mistakes: [],
    });
    expect((await guest.call("giveUp", { params: { ticket }, body: { attempt } })).judgement).toEqual(judgement);
  });
});

describe("help", () => {
  test("comes one hint at a time until there are no more", async () => {
    const { ticket, hints } = await ask();
    const ladder = [];
    for (let rung = 0; rung < hints.total; rung += 1)
      ladder.push(await guest.call("hint", { params: { ticket }, body: {} }));
    expect(ladder.map(({ number }) => number)).toEqual(ladder.map((_, index) => index + 1));
    expect(ladder.map(({ nextReveals }) => nextReveals)).toEqual([
      ...ladder.slice(1).map(({ reveals }) => reveals),
      false,
    ]);
    expect(hints).toEqual({ shown: [], total: ladder.length, nextReveals: ladder[0]?.reveals });
    expect((await ask()).hints).toEqual({ shown: ladder, total: ladder.length, nextReveals: false });
    const sent = await guest.send("hint", { params: { ticket } });
    expect([sent.status, sent.error?.code]).toEqual([409, "conflict"]);
  });

  test("makes a right answer hard, and one copied from the revealed step fail", async () => {
    for (const [reveals, rating] of [
      [false, "hard"],
      [true, "again"],
    ] as const) {
      const { ticket, hints } = await ask({ skill: "mlp.hidden_grad", form: "number" });
      for (let rung = 0; rung < hints.total; rung += 1) {
        const hint = await guest.call("hint", { params: { ticket }, body: {} });
        if (hint.reveals === reveals) break;
      }
      expect((await submitRight(ticket)).judgement).toMatchObject({ verdict: "right", rating });
    }
  });

  test("may be another network of the same skill, which is free", async () => {
    const question = await ask();
    const { question: other } = await guest.call("another", { params: { ticket: question.ticket }, body: {} });
    expect(other).toMatchObject({ skill: question.skill, level: question.level, reason: question.reason });
    expect(other.network).not.toEqual(question.network);
    expect((await ask()).ticket).toBe(other.ticket);
    const sent = await guest.send("another", { params: { ticket: question.ticket } });
    expect([sent.status, sent.error?.code]).toEqual([409, "conflict"]);
    expect((await guest.call("progress", {})).reviewsToday).toBe(0);
  });

  test("may be a word about a bad item, kept with what makes the item again", async () => {
    const { ticket } = await ask();
    await submitWrong(ticket);
    await guest.call("report", { params: { ticket }, body: { comment: "The target is missing." } });
    const [report] = await server.context.database.db.selectFrom("reports").selectAll().execute();
    const { item } = await storedTicket(server.context, ticket);
    expect(report).toMatchObject({
      comment: "The target is missing.",
      seed: item.seed,
      generator: item.generator,
      answer: await wrongAnswer(server.context, ticket),
    });
  });
});

test("a flashcard of another hand reaches the browser as text: its formulas are not set here", async () => {
  const deck = importDeck("mine.csv", new TextEncoder().encode("<i>Why</i> $x$?,So.,loss.kl"));
  if ("faults" in deck) throw new Error(deck.faults);
  const cards = withDropped(new Map(), [deck.deck]);
  const other = await wholeServer({ cards });
  const stranger = await guestOf(other.app);
  const { question } = await stranger.call("next", { body: { skill: "loss.kl", form: "flashcard" } });
  const pieces = ["<i>Why</i> ", { text: "x", latex: "x" }, "?"];
  expect(question?.task).toMatchObject({ form: "flashcard", front: { en: pieces, zh: pieces } });
  expect(JSON.stringify(question?.task)).not.toContain("katex");
  await other.close();
});

describe("a flashcard", () => {
  const SKILL = "concept.bp_vs_gd";
  const wish = { skill: SKILL, form: "flashcard" as const };
  const cardOf = ({ task }: Question): string => {
    if (task.form !== "flashcard") throw new Error("This is no flashcard.");
    return task.card;
  };

  test("is rated as the learner grades it", async () => {
    for (const grade of ["hard", "good", "easy"]) {
      const { ticket } = await ask(wish);
      const { judgement } = await submit(ticket, grade);
      expect(judgement).toMatchObject({ verdict: "right", rating: grade, derivation: [], again: false });
    }
  });

  test("that was not known comes back itself, and then the next one has its turn", async () => {
    await guest.call("changeSettings", { body: { newPerDay: 0 } });
    const first = await ask(wish);
    const { judgement } = await submit(first.ticket, "again");
    expect(judgement).toMatchObject({ verdict: "wrong", rating: "again", again: true });
    const again = await ask();
    expect(again).toMatchObject({ skill: SKILL, reason: "again" });
    expect(cardOf(again)).toBe(cardOf(first));
    await submit(again.ticket, "good");
    expect(cardOf(await ask(wish))).not.toBe(cardOf(first));
  });

  test("can be passed over for another card of the skill", async () => {
    const first = await ask(wish);
    const { question } = await guest.call("another", { params: { ticket: first.ticket }, body: {} });
    expect(question.skill).toBe(SKILL);
    expect(cardOf(question)).not.toBe(cardOf(first));
  });
});

describe("a written question", () => {
  const askOf = ({ task }: Question): string => {
    if (task.form !== "choice" && task.form !== "order") throw new Error("This is no written question.");
    return JSON.stringify(task.ask);
  };

  test("does not come twice in a row, chosen or passed over", async () => {
    const wish = { skill: "opt.compare", form: "choice" as const };
    let question = await ask(wish);
    const asked = [askOf(question)];
    for (let i = 0; i < 10; i++) {
      if (i % 2 === 0) ({ question } = await guest.call("another", { params: { ticket: question.ticket }, body: {} }));
      else {
        await submitRight(question.ticket);
        server.clock.at += 1000;
        question = await ask(wish);
      }
      asked.push(askOf(question));
    }
    expect(asked.filter((text, i) => text === asked[i - 1])).toEqual([]);
    expect(new Set(asked).size).toBe(3);
  });

  test("comes again where it is the only one of its form", async () => {
    const wish = { skill: "logreg.mle", form: "order" as const };
    const first = await ask(wish);
    await submitRight(first.ticket);
    expect(askOf(await ask(wish))).toBe(askOf(first));
  });

  test("is told why each option is right or wrong, and a mistake with a name is kept in the log", async () => {
    const { ticket } = await ask({ skill: "conv.pool", form: "choice" });
    const { item } = await storedTicket(server.context, ticket);
    if (item.form !== "choice" || !("written" in item)) throw new Error("This is no written choice.");
    const { options } = item.written;
    const wrong = options.findIndex(({ mistake }) => mistake !== null);
    const { judgement } = await submit(ticket, String(wrong + 1));
    expect(judgement).toMatchObject({
      verdict: "wrong",
      certainty: "named",
      mistakes: [{ id: options[wrong]!.mistake, firstDifference: null }],
      solution: { form: "choice", chosen: wrong, right: options.findIndex(({ right }) => right) },
    });
    if (judgement.verdict === "unreadable" || judgement.solution.form !== "choice") throw new Error("not judged");
    expect(judgement.solution.why).toHaveLength(options.length);
  });
});

test("the same misprint is not asked twice in a row", async () => {
  const wish = { skill: "opt.adam", form: "find" as const };
  const isPrinted = ({ task }: Question): boolean => task.form === "find" && task.source !== null;
  let isPrintedBefore = false;
  const printed: boolean[] = [];
  let question = await ask(wish);
  for (let i = 0; i < 40; i++) {
    printed.push(isPrinted(question));
    expect(isPrintedBefore && isPrinted(question)).toBe(false);
    isPrintedBefore = isPrinted(question);
    server.clock.at += 1000;
    if (i % 2 === 0) ({ question } = await guest.call("another", { params: { ticket: question.ticket }, body: {} }));
    else {
      await submitRight(question.ticket);
      question = await ask(wish);
    }
  }
  expect(printed).toContain(true);
});
