import { isUnreadable, readFormula, vocabularyOf } from "#engine/formula.ts";
import { notations } from "#engine/notation/index.ts";
import { problemOf } from "#engine/problem.ts";
import { judgeFormula } from "#quiz/judge-formula.ts";
import { caseOf } from "../engine/cases.ts";
import { fuzzed } from "../engine/fuzzed.ts";
import { ofWidths } from "../engine/odd-shapes.ts";
import { comparisons } from "./engine/comparing.ts";

const INPUTS = 500_000;
const JUDGED = 200;

const mazur = problemOf(caseOf("P-mazur-1").spec);
const deep = problemOf(ofWidths([4, 8, 8, 2], { activation: "sigmoid", dropout: undefined }));
const vocabularies = [
  ...Object.values(notations).map((notation) => vocabularyOf(mazur.network, notation)),
  vocabularyOf(deep.network, notations.layered),
];

/** How long reading takes, in milliseconds, over hostile and honest inputs alike. */
function reading(): Record<string, number> {
  const times = new Float64Array(INPUTS);
  let readable = 0;
  let i = 0;
  for (const text of fuzzed(INPUTS)) {
    const start = performance.now();
    const read = readFormula(text, vocabularies[i % vocabularies.length]!);
    times[i++] = performance.now() - start;
    if (!isUnreadable(read)) readable++;
  }
  const sorted = times.toSorted();
  const at = (share: number) => Number(sorted[Math.floor(share * (INPUTS - 1))]!.toFixed(4));
  return { inputs: INPUTS, readable, median: at(0.5), p99: at(0.99), "p99.9": at(0.999), max: at(1) };
}

/** How long judging a typed answer takes, its mistake and its difference included. */
function judging(text: string): Record<string, number> {
  const asked = mazur.network.find("grads.W1.0.0")!;
  const times = Array.from({ length: JUDGED }, () => {
    const start = performance.now();
    judgeFormula({ problem: mazur, asked, notation: notations.mazur }, text);
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  const at = (share: number) => Number(times[Math.floor(share * (JUDGED - 1))]!.toFixed(2));
  return { median: at(0.5), p99: at(0.99), max: at(1) };
}

console.log("Reading, in milliseconds");
console.table([reading()]);
console.log("Comparing, answers a second");
console.table(comparisons());
console.log("Judging, in milliseconds, the first answer of a shape included");
console.table({
  right: judging("(delta_o1 w5 + delta_o2 w7) h1 (1 - h1) i1"),
  "a mistake": judging("delta_o1 w5 h1 (1 - h1) i1"),
  "another factor": judging("(delta_o1 w5 + delta_o2 w8) h1 (1 - h1) i1"),
  "nothing known": judging("o1 + t1 + h1"),
  hostile: judging("9^9^9^9"),
});
