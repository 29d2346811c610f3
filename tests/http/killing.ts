import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { routes } from "#contract/routes.ts";
import { openDatabase } from "../../server/db/open.ts";
import { endServer, startServer } from "./process.ts";
import type { Running } from "./process.ts";

type Submission = { ticket: string; attempt: string };

/** A client that answers as fast as it can, and remembers what was acknowledged. */
class Writer {
  readonly acknowledged: Submission[] = [];
  /** Sent, and the reply never came. */
  lost: Submission | null = null;
  #cookie = "";
  #url = "";

  async arrive(url: string): Promise<void> {
    this.#url = url;
    const reply = await fetch(`${url}/api/me`, { headers: { cookie: this.#cookie } });
    this.#cookie = reply.headers.getSetCookie()[0]?.split(";")[0] ?? this.#cookie;
  }

  /** Goes on as somebody new, whose day is empty. */
  async begin(url: string): Promise<void> {
    this.#cookie = "";
    await this.arrive(url);
  }

  async #post(path: string, body: object): Promise<unknown> {
    const headers = { "content-type": "application/json", cookie: this.#cookie };
    const reply = await fetch(this.#url + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
    return reply.json();
  }

  async submit(submission: Submission): Promise<void> {
    const { ticket, attempt } = submission;
    this.lost = submission;
    await this.#post(`/api/practice/${ticket}/answer`, { attempt, answer: "12345.678" });
    this.acknowledged.push(submission);
    this.lost = null;
  }

  /** Answers question after question until the server is gone. */
  async write(skill: string, isOver: () => boolean, onAcknowledged: (count: number) => void): Promise<void> {
    for (let count = 1; ; count += 1) {
      try {
        const { question } = routes.next.response.parse(
          await this.#post("/api/practice/next", { skill, form: "number" }),
        );
        if (question === null) throw new Error("There is no question.");
        await this.submit({ ticket: question.ticket, attempt: randomUUID() });
      } catch (error) {
        if (isOver()) return;
        throw error;
      }
      onAcknowledged(count);
    }
  }
}

/** Kills the server while the writers are at work, after so many acknowledged answers. */
const round = async (server: Running, writers: Writer[], skill: string, enough: number): Promise<void> => {
  let acknowledged = 0;
  let over = false;
  let gone: Promise<unknown> = Promise.resolve();
  const count = (): void => {
    acknowledged += 1;
    if (acknowledged !== enough) return;
    over = true;
    gone = endServer(server, "SIGKILL");
  };
  await Promise.all(writers.map((writer) => writer.write(skill, () => over, count)));
  await gone;
};

/** Sends again what got no reply, as a client does when it comes back. */
const repeatLost = async (writers: Writer[]): Promise<number> => {
  let repeated = 0;
  for (const writer of writers) {
    if (writer.lost === null) continue;
    await writer.submit(writer.lost);
    repeated += 1;
  }
  return repeated;
};

export type Tally = { acknowledged: number; repeated: number; missing: number; doubled: number; stored: number };

const tally = async (dataDir: string, writers: Writer[], repeated: number): Promise<Tally> => {
  const database = await openDatabase(join(dataDir, "drill.db"));
  const { db } = database;
  const reviews = await db.selectFrom("reviews").select(["ticket_id", "rating"]).execute();
  const attempts = await db.selectFrom("attempts").select(["ticket_id", "attempt"]).execute();
  await database.close();
  const known = new Set(attempts.map(({ ticket_id, attempt }) => `${ticket_id} ${attempt}`));
  const rated = new Set(reviews.map(({ ticket_id }) => ticket_id));
  const acknowledged = writers.flatMap((writer) => writer.acknowledged);
  return {
    acknowledged: acknowledged.length,
    repeated,
    missing: acknowledged.filter(({ ticket, attempt }) => !known.has(`${ticket} ${attempt}`) || !rated.has(ticket))
      .length,
    doubled: reviews.length - rated.size,
    stored: reviews.length,
  };
};

/** Kills a writing server again and again, and counts which acknowledged answers are missing or doubled in the end. */
export const killRounds = async (rounds: number, answers: number, skill: string): Promise<Tally> => {
  const dataDir = mkdtempSync(join(tmpdir(), "drill-kill-"));
  const writers = [new Writer(), new Writer(), new Writer(), new Writer()];
  let repeated = 0;
  let server = await startServer({ DATA_DIR: dataDir });
  for (let done = 0; done < rounds; done += 1) {
    for (const writer of writers) await writer.arrive(server.url);
    repeated += await repeatLost(writers);
    for (const writer of writers) await writer.begin(server.url);
    await round(server, writers, skill, answers);
    server = await startServer({ DATA_DIR: dataDir });
  }
  for (const writer of writers) await writer.arrive(server.url);
  repeated += await repeatLost(writers);
  await endServer(server, "SIGTERM");
  const result = await tally(dataDir, writers, repeated);
  rmSync(dataDir, { recursive: true });
  return result;
};
