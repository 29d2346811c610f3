import { numeric } from "../http/learner.ts";
import { killRounds } from "../http/killing.ts";

const ROUNDS = 20;
const ANSWERS = 1_000;

const started = performance.now();
const result = await killRounds(ROUNDS, ANSWERS, numeric[0]?.id ?? "");
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(`${ROUNDS} times kill -9, each after ${ANSWERS} answers, ${seconds} s`);
console.table(result);
if (result.missing > 0 || result.doubled > 0) process.exitCode = 1;
