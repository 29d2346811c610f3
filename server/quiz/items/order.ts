import type { Symbol } from "#engine/expression.ts";
import { derive } from "#engine/derive.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import type { Diagnosis, Explanation } from "../diagnose.ts";
import { type OpenItem, openItem } from "../explain.ts";
import type { Line } from "../item.ts";
import { type Rung, stepsByPhase } from "../ladder.ts";
import { linesOf, tooEarly } from "../lines.ts";
import { wordingOf } from "../mistakes/index.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { readPicks } from "../picks.ts";
import { reasoningOf } from "../predictions.ts";
import type { Form, ItemOf, SolutionOf } from "./form.ts";

type OrderItem = ItemOf<"order">;

/** Put the steps of a derivation in order; any order in which each line needs only earlier ones is right. */
export const order: Form<"order"> = {
  draw: ({ instance, random }) => {
    const drawn = instance();
    const lines = drawn && linesOf(drawn, random);
    return lines && { form: "order", ...drawn, lines };
  },
  task: (item) => ({ form: "order", lines: item.lines.map((line) => written(item, line)) }),
  ladder: (item) => ladder(item),
  judge: (item, answer) => {
    const placed = readPicks(answer, item.lines.length);
    if ("verdict" in placed) return placed;
    const solution = solutionOf(item, placed);
    const wrong = placed.flatMap((i) => item.lines[i]!.mistake ?? []);
    const isWhole = solution.right.every((i) => placed.includes(i));
    if (isWhole && wrong.length === 0 && solution.early.length === 0)
      return { verdict: "right", certainty: "none", mistakes: [], solution };
    const { problem, asked } = openItem(item);
    const { certainty, mistakes } = diagnosed(wrong);
    return { verdict: "wrong", certainty, mistakes: namedMistakes(item, problem, asked, mistakes), solution };
  },
  solution: (item) => solutionOf(item, null),
};

/** The mistake behind the first wrong line; the solution names those of all. */
function diagnosed([id]: readonly Explanation["id"][]): Diagnosis {
  return id === undefined
    ? { certainty: "none", mistakes: [] }
    : { certainty: "named", mistakes: [{ id, with: null }] };
}

/** A line as whoever makes its mistake writes it. */
function written(item: OrderItem, { quantity, mistake }: Line): Symbol {
  const { problem, asked } = openItem(item);
  const reasoning = reasoningOf(problem, mistake === null ? [] : [mistake]);
  const steps = derive(problem, reasoning, asked, notations[item.notation]);
  const { text, latex } = steps.find((step) => step.quantity === quantity)!;
  return { text, latex };
}

function solutionOf(item: OrderItem, placed: readonly number[] | null): SolutionOf<"order"> {
  const open = openItem(item);
  const { network } = open.problem;
  const name = (id: string): Symbol => symbolOf(network, notations[item.notation], network.find(id)!);
  const inOrder = (placed ?? []).map((i) => item.lines[i]!);
  return {
    form: "order",
    placed: placed && [...placed],
    right: rightOrder(item, open),
    names: item.lines.map(({ mistake }) => (mistake === null ? null : wordingOf(mistake, network).name)),
    early: tooEarly(open, inOrder, item.lines).map(({ line, needs }) => ({
      line: item.lines.indexOf(line),
      needs: needs.map(name),
    })),
  };
}

/** The right lines as the derivation has them. */
function rightOrder({ lines }: OrderItem, open: OpenItem): number[] {
  const { forward, backward } = stepsByPhase(open);
  const places = [...forward, ...backward].map(({ id }) =>
    lines.findIndex(({ quantity, mistake }) => quantity === id && mistake === null),
  );
  return places.filter((place) => place >= 0);
}

/** Where to begin, and at last the whole way. */
function ladder(item: OrderItem): Rung[] {
  const open = openItem(item);
  const right = rightOrder(item, open).map((i) => item.lines[i]!);
  const later = new Set(tooEarly(open, right.toReversed()).map(({ line }) => line));
  const find = ({ quantity }: Line) => open.problem.network.find(quantity)!;
  return [
    { tells: "first", of: right.filter((line) => !later.has(line)).map(find), reveals: false },
    { tells: "order", of: right.map(find), reveals: true },
  ];
}
