import { linesOf } from "../lines.ts";
import { readPicks } from "../picks.ts";
import { drawnSequence } from "../sequences/drawn.ts";
import type { OrderItem, Sequence } from "../sequences/sequence.ts";
import { disordered, writtenSequence } from "../sequences/written.ts";
import { writtenFor } from "../written.ts";
import type { Form, SolutionOf } from "./form.ts";

/** Put the steps of a derivation in order; any order in which each line needs only earlier ones is right. */
export const order: Form<"order"> = {
  draw: ({ instance, questions, random }) => {
    const question = writtenFor("order", questions, random);
    if (question) return { form: "order", ...disordered(question, random) };
    const drawn = instance();
    const lines = drawn && linesOf(drawn, random);
    return lines && { form: "order", ...drawn, lines };
  },
  task: (item) => {
    const { ask, lines } = sequenceOf(item);
    return { form: "order", ask, lines: [...lines] };
  },
  ladder: (item) => sequenceOf(item).ladder(),
  judge: (item, answer) => {
    const sequence = sequenceOf(item);
    const placed = readPicks(answer, sequence.lines.length);
    if ("verdict" in placed) return placed;
    const solution = solutionFrom(sequence, placed);
    const wrong = placed.find((i) => sequence.names[i] !== null);
    const isWhole = sequence.right.every((i) => placed.includes(i));
    if (isWhole && wrong === undefined && solution.early.length === 0)
      return { verdict: "right", certainty: "none", mistakes: [], solution };
    // The mistake behind the first wrong line; the solution names those of all.
    const mistakes = wrong === undefined ? [] : sequence.mistakesBehind(wrong);
    return { verdict: "wrong", certainty: mistakes.length > 0 ? "named" : "none", mistakes, solution };
  },
  solution: (item) => solutionFrom(sequenceOf(item), null),
};

const sequenceOf = (item: OrderItem): Sequence => ("written" in item ? writtenSequence(item) : drawnSequence(item));

const solutionFrom = ({ right, names, early }: Sequence, placed: readonly number[] | null): SolutionOf<"order"> => ({
  form: "order",
  placed: placed && [...placed],
  right: [...right],
  names: [...names],
  early: placed ? early(placed) : [],
});
