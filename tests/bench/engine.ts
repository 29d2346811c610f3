import { loadavg } from "node:os";
import { derive } from "#engine/derive.ts";
import { notations } from "#engine/notation/index.ts";
import { problemOf } from "#engine/problem.ts";
import { caseOf } from "../engine/cases.ts";
import { comparisons } from "./engine/comparing.ts";
import { medians } from "./engine/measure.ts";
import { growth, passes } from "./engine/passes.ts";
import { diagnosing, drawing } from "./engine/questions.ts";
import { atLeast, atMost, row, type Row } from "./engine/table.ts";

function derivation(): Row {
  const problem = problemOf(caseOf("P-mazur-1").spec);
  const dw1 = problem.network.find("grads.W1.0.0")!;
  const [time] = medians([() => JSON.stringify(derive(problem, problem.model.right, dw1, notations.mazur)).length]) as [
    number,
  ];
  return row("2-2-2 derivation of dE/dw1, LaTeX and numbers as JSON", time, "µs", atMost(50));
}

function questions(): Row[] {
  const drawn = drawing();
  const { cold, warm } = diagnosing();
  return [
    row("draw of a fair item of level 3 with its key, median", drawn.median, "ms", atMost(1)),
    row("draw of a fair item of level 3 with its key, p99", drawn.p99, "ms", atMost(5)),
    row("diagnosis that tries all mistakes and pairs, median", warm.median, "ms"),
    row("diagnosis that tries all mistakes and pairs, p99", warm.p99, "ms", atMost(5)),
    row("the first such diagnosis of a shape, median", cold.median, "ms"),
    row("the first such diagnosis of a shape, p99", cold.p99, "ms"),
  ];
}

const formulas = (): Row[] =>
  Object.entries(comparisons()).map(([what, rate]) =>
    row(`formulas compared, ${what}`, rate, "a second", atLeast(20_000)),
  );

const before = loadavg()[0]!;
const rows = [...(await passes()), derivation(), ...questions(), ...formulas()];
console.table(growth());
console.table(rows);
console.log(`Load of the machine: ${before.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after.`);
