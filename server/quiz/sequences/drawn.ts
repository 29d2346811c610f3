import { derive } from "#engine/derive.ts";
import type { Symbol } from "#engine/expression.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import { type OpenItem, openItem } from "../explain.ts";
import type { Line, OnNetwork } from "../item.ts";
import { type Rung, stepsByPhase } from "../ladder.ts";
import { tooEarly } from "../lines.ts";
import { wordingOf } from "../mistakes/index.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { reasoningOf } from "../predictions.ts";
import type { OrderItem, Sequence } from "./sequence.ts";

type DrawnOrder = Extract<OrderItem, OnNetwork>;

/** The steps of a derivation on a network, and some that mistakes lead to. */
export function drawnSequence(item: DrawnOrder): Sequence {
  const open = openItem(item);
  const { problem, asked } = open;
  const { network } = problem;
  const name = (id: string): Symbol => symbolOf(network, notations[item.notation], network.find(id)!);
  const right = rightOrder(item, open);
  return {
    ask: null,
    lines: item.lines.map((line) => written(item, open, line)),
    right,
    names: item.lines.map(({ mistake }) => (mistake === null ? null : wordingOf(mistake, network).name)),
    early: (placed) => {
      const inOrder = placed.map((i) => item.lines[i]!);
      const found = tooEarly(open, inOrder, item.lines);
      return found.map(({ line, needs }) => ({ line: item.lines.indexOf(line), needs: needs.map(name) }));
    },
    ladder: () =>
      ladder(
        open,
        right.map((i) => item.lines[i]!),
      ),
    mistakesBehind: (line) => {
      const id = item.lines[line]!.mistake;
      return id === null ? [] : namedMistakes(item, problem, asked, [{ id, with: null }]);
    },
  };
}

/** A line as whoever makes its mistake writes it. */
function written(item: DrawnOrder, { problem, asked }: OpenItem, { quantity, mistake }: Line): Symbol {
  const reasoning = reasoningOf(problem, mistake === null ? [] : [mistake]);
  const steps = derive(problem, reasoning, asked, notations[item.notation]);
  const { text, latex } = steps.find((step) => step.quantity === quantity)!;
  return { text, latex };
}

/** The right lines as the derivation has them. */
function rightOrder({ lines }: DrawnOrder, open: OpenItem): number[] {
  const { forward, backward } = stepsByPhase(open);
  const places = [...forward, ...backward].map(({ id }) =>
    lines.findIndex(({ quantity, mistake }) => quantity === id && mistake === null),
  );
  return places.filter((place) => place >= 0);
}

/** Where to begin, and at last the whole way. */
function ladder(open: OpenItem, right: readonly Line[]): Rung[] {
  const later = new Set(tooEarly(open, right.toReversed()).map(({ line }) => line));
  const find = ({ quantity }: Line) => open.problem.network.find(quantity)!;
  return [
    { tells: "first", of: right.filter((line) => !later.has(line)).map(find), reveals: false },
    { tells: "order", of: right.map(find), reveals: true },
  ];
}
