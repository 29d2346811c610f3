import { accountOf, PASSWORD } from "../http/accounts.ts";
import { learner, wholeServer } from "../http/learner.ts";

const ROUNDS = 300;
const HOUR = 3_600_000;
/** A difference that nobody can see through a network. */
const MOST_APART = 2;

const server = await wholeServer();
await accountOf(server.app, "Ada");
const browser = learner(server.app);

/** Milliseconds that a refusal takes. */
const refusal = async (name: string): Promise<number> => {
  const started = performance.now();
  const { status } = await browser.send("login", { body: { name, password: `${PASSWORD}?`, takeAlong: false } });
  if (status !== 401) throw new Error(`A wrong login was answered by ${status}.`);
  return performance.now() - started;
};

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

// One after the other, so that whatever else the machine does slows both down.
const times = { known: [] as number[], unknown: [] as number[] };
for (let round = 0; round < ROUNDS; round++) {
  times.known.push(await refusal("Ada"));
  times.unknown.push(await refusal("Nobody"));
  server.clock.at += HOUR;
}
await server.close();

const [known, unknown] = [median(times.known), median(times.unknown)];
console.log(
  `A wrong login, median of ${ROUNDS}: ${known.toFixed(2)} ms for a known name, ${unknown.toFixed(2)} ms else`,
);
if (Math.abs(known - unknown) > MOST_APART) {
  console.error(`They are more than ${MOST_APART} ms apart: whether there is an account can be measured.`);
  process.exitCode = 1;
}
