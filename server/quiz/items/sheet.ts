import { notations, symbolOf } from "#engine/notation/index.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { acceptanceOf, accepts } from "../acceptance.ts";
import { carriedForward } from "../carried.ts";
import { canBeCell, explainTogether } from "../several-numbers.ts";
import { explain, openItem } from "../explain.ts";
import { isOfForwardPass, type Rung, toTell } from "../ladder.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { isUnreadable, readNumber, type ReadNumber } from "../number.ts";
import { practisedSkills } from "../practised.ts";
import { coincide } from "../predictions.ts";
import { score } from "../score.ts";
import { cellsOnTheWay } from "../cells-on-the-way.ts";
import { numeral } from "#engine/derive.ts";
import { unreadable } from "../unreadable.ts";
import type { Form, ItemOf, SolutionOf, Unreadable } from "./form.ts";
import { keyFrom, rightFor } from "./number.ts";

type SheetItem = ItemOf<"sheet">;
type Cell = SolutionOf<"sheet">["cells"][number];
type Verdict = NonNullable<Cell["verdict"]>;

const LEAST_CELLS = 3;
const MOST_CELLS = 12;
const CREDIT: Readonly<Record<Verdict, number>> = { right: 1, carried: 0.5, trivial: 0, wrong: 0, blank: 0 };

/** Work out all numbers on the way, each in a cell of its own. */
export const sheet: Form<"sheet"> = {
  draw: ({ instance, random }) => {
    const drawn = instance();
    if (!drawn) return undefined;
    const { problem, asked } = openItem(drawn);
    const cells = cellsOnTheWay(problem, asked, random);
    if (cells.length < LEAST_CELLS || cells.length > MOST_CELLS) return undefined;
    // A cell that is 0 leaves the rest no work.
    const isFair = cells.every(({ quantity, byHand }) => byHand !== 0 && canBeCell(problem, quantity, byHand));
    return isFair ? { form: "sheet", ...drawn, cells: cells.map(({ quantity }) => quantity.id) } : undefined;
  },
  task: (item) => {
    const { problem, cells } = open(item);
    return { form: "sheet", cells: cells.map((q) => symbolOf(problem.network, notations[item.notation], q)) };
  },
  ladder: (item) => ladder(item),
  judge: (item, answer) => {
    const read = readCells(answer, item.cells.length);
    if ("verdict" in read) return read;
    const { problem, asked, cells } = open(item);
    const judged = judgeCells(problem, cells, read);
    const found = explainTogether(judged.filter(({ cell }) => cell.verdict === "wrong").map(({ why }) => why));
    return {
      verdict: judged.every(({ cell }) => cell.verdict === "right") ? "right" : "wrong",
      certainty: found.certainty,
      mistakes: namedMistakes(item, problem, asked, found.mistakes),
      solution: {
        ...solved(judged.map(({ cell }) => cell)),
        practised: practisedSkills(
          item.skill,
          problem,
          judged.map(({ cell: { verdict } }, i) => ({ quantity: cells[i]!, verdict })),
        ),
      },
    };
  },
  solution: (item) => {
    const { problem, cells } = open(item);
    return { ...solved(cells.map((q) => unanswered(problem, q))), credit: null };
  },
};

function open(item: SheetItem) {
  const { problem, asked } = openItem(item);
  return { problem, asked, cells: item.cells.map((id) => problem.network.find(id)!) };
}

/** One number a line; an empty line is a cell left blank. */
function readCells(answer: string, cells: number): (ReadNumber | null)[] | Unreadable {
  const numbers: (ReadNumber | null)[] = [];
  let start = 0;
  for (const [i, line] of answer.split("\n").entries()) {
    if (line.trim() !== "") {
      if (i >= cells) return unreadable(start, `There are only ${cells} cells.`, `总共只有 ${cells} 格。`);
      const read = readNumber(line);
      if (isUnreadable(read)) {
        const { en, zh } = read.reason;
        return unreadable(start + read.position, `Cell ${i + 1}: ${en}`, `第 ${i + 1} 格：${zh}`);
      }
      numbers[i] = read;
    }
    start += line.length + 1;
  }
  if (numbers.length === 0) return unreadable(0, "No cell is filled in.", "还没有填写任何一格。");
  return Array.from({ length: cells }, (_, i) => numbers[i] ?? null);
}

const unanswered = (problem: Problem, q: Quantity): Cell => {
  const { key, acceptedText } = keyFrom(problem, q, rightFor(problem, q));
  return { value: null, verdict: null, key, acceptedText, onOwn: null };
};

/** Judges each cell as it stands, and where it is wrong then, on the learner's own earlier numbers. */
function judgeCells(problem: Problem, cells: readonly Quantity[], answers: readonly (ReadNumber | null)[]) {
  const own = new Map<Quantity, number>();
  return cells.map((q, i) => {
    const read = answers[i]!;
    const empty = unanswered(problem, q);
    const right = rightFor(problem, q);
    const why = read ? score(problem, q, right, read) : BLANK;
    if (!read || why.verdict === "right")
      return { cell: { ...empty, value: read?.value ?? null, verdict: why.verdict } satisfies Cell, why };
    const carried = carriedForward(problem, q, own);
    own.set(q, read.value);
    const interval = coincide(carried.value, right.key) ? undefined : acceptanceOf(problem, q, carried.value);
    const agrees = interval !== undefined && accepts(interval, read.value);
    const verdict: Verdict = agrees ? (carried.isTrivial ? "trivial" : "carried") : "wrong";
    const onOwn = interval ? numeral(interval.key) : null;
    return { cell: { ...empty, value: read.value, verdict, onOwn } satisfies Cell, why };
  });
}

const BLANK = { verdict: "blank", certainty: "none", mistakes: [] } as const;

const solved = (cells: readonly Cell[]): SolutionOf<"sheet"> => ({
  form: "sheet",
  cells: [...cells],
  credit: cells.reduce((sum, { verdict }) => sum + (verdict === null ? 0 : CREDIT[verdict]), 0),
  practised: [],
});

/** The numbers of the forward pass, where the sheet starts behind it, and at last the rule of every cell. */
function ladder(item: SheetItem): Rung[] {
  const { problem, cells } = open(item);
  const steps = explain(item).map(({ quantity }) => problem.network.find(quantity)!);
  const before = steps.filter((q) => isOfForwardPass(q) && !cells.includes(q));
  const numbers = toTell(problem, cells, before);
  return [
    ...(numbers.length > 0 ? [{ tells: "numbers", of: numbers, reveals: false } as const] : []),
    { tells: "cells", of: cells, reveals: true },
  ];
}
