import { notations, symbolOf } from "#engine/notation/index.ts";
import type { Quantity } from "#engine/quantity.ts";
import { accepts } from "../acceptance.ts";
import { canBeCell, explainTogether } from "../several-numbers.ts";
import type { Problem } from "#engine/problem.ts";
import { openItem } from "../explain.ts";
import { ladder } from "../ladder.ts";
import { matrixAround, matrixSymbol } from "../matrix-entries.ts";
import { namedMistakes } from "../named-mistakes.ts";
import type { ReadNumber } from "../number.ts";
import { readRows } from "../rows.ts";
import { workedOut } from "../rounded-work.ts";
import { score } from "../score.ts";
import type { Form, ItemOf, SolutionOf } from "./form.ts";
import { keyFrom, rightFor } from "./number.ts";

type MatrixItem = ItemOf<"matrix">;
type Rows = readonly (readonly ReadNumber[])[];

/** Give a whole matrix: its shape and every entry. */
export const matrix: Form<"matrix"> = {
  draw: ({ instance }) => {
    const drawn = instance();
    if (!drawn) return undefined;
    const { problem, asked } = openItem(drawn);
    const entries = matrixAround(problem, asked);
    const byHand = (q: Quantity) => workedOut(problem, problem.model.right, q, 4);
    if (!entries?.flat().every((q) => canBeCell(problem, q, byHand(q)))) return undefined;
    if (hidesTransposition(problem, entries)) return undefined;
    return { form: "matrix", ...drawn, entries: entries.map((row) => row.map(({ id }) => id)) };
  },
  task: (item) => {
    const { problem, asked, entries } = open(item);
    const [row, column] = entries[0]!.length > 1 ? [0, 1] : [1, 0];
    const symbol = symbolOf(problem.network, notations[item.notation], entries[row]![column]!);
    const entry = { row: row + 1, column: column + 1, symbol };
    return { form: "matrix", matrix: matrixSymbol(problem.network, asked), entry };
  },
  ladder: (item) => ladder(openItem(item)),
  judge: (item, answer) => {
    const rows = readRows(answer);
    if ("verdict" in rows) return rows;
    const { problem, asked, entries } = open(item);
    const right = solutionOf(item);
    const answered = { rows: rows.length, columns: rows[0]!.length };
    const solution = { ...right, answered, transposed: isTransposed(item, rows) };
    if (answered.rows !== right.shape.rows || answered.columns !== right.shape.columns)
      return { verdict: "wrong", certainty: "none", mistakes: [], solution };
    const scores = entries.map((row, i) => row.map((q, j) => score(problem, q, rightFor(problem, q), rows[i]![j]!)));
    const found = explainTogether(scores.flat().filter(({ verdict }) => verdict === "wrong"));
    const judged = right.entries.map((row, i) =>
      row.map((entry, j) => ({ ...entry, value: rows[i]![j]!.value, right: scores[i]![j]!.verdict === "right" })),
    );
    return {
      verdict: judged.flat().every((entry) => entry.right) ? "right" : "wrong",
      certainty: found.certainty,
      mistakes: namedMistakes(item, problem, asked, found.mistakes),
      solution: { ...solution, entries: judged },
    };
  },
  solution: (item) => solutionOf(item),
};

function open(item: MatrixItem) {
  const { problem, asked } = openItem(item);
  return { problem, asked, entries: item.entries.map((row) => row.map((id) => problem.network.find(id)!)) };
}

function solutionOf(item: MatrixItem): SolutionOf<"matrix"> {
  const { problem, entries } = open(item);
  return {
    form: "matrix",
    shape: { rows: entries.length, columns: entries[0]!.length },
    answered: null,
    transposed: false,
    entries: entries.map((row) =>
      row.map((q) => ({ value: null, right: null, key: keyFrom(problem, q, rightFor(problem, q)).key })),
    ),
  };
}

/** A square matrix near to its own transpose does not show which of the two was meant. */
function hidesTransposition(problem: Problem, entries: readonly (readonly Quantity[])[]): boolean {
  if (entries.length !== entries[0]!.length) return false;
  const rights = entries.map((row) => row.map((q) => rightFor(problem, q)));
  return rights.every((row, i) => row.every((right, j) => accepts(right, rights[j]![i]!.key)));
}

/** True for the numbers of the right matrix with rows and columns exchanged, unless that is the right matrix itself. */
function isTransposed(item: MatrixItem, rows: Rows): boolean {
  const { problem, entries } = open(item);
  if (rows.length !== entries[0]!.length || rows[0]!.length !== entries.length) return false;
  const isRightAt = (i: number, j: number, answered: ReadNumber) =>
    accepts(rightFor(problem, entries[i]![j]!), answered.value);
  const all = (isRight: (i: number, j: number, answered: ReadNumber) => boolean) =>
    rows.every((row, i) => row.every((answered, j) => isRight(i, j, answered)));
  const isSquare = rows.length === entries.length;
  return all((i, j, answered) => isRightAt(j, i, answered)) && !(isSquare && all(isRightAt));
}
