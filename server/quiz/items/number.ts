import { fraction, keeping } from "#engine/numbers.ts";
import { type Problem, valuesOver } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type Acceptance, acceptance, exactly, TOLERANCE } from "../acceptance.ts";
import { isFractional, openItem } from "../explain.ts";
import type { NetworkItem } from "../item.ts";
import { ladder, ladderOfTold } from "../ladder.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { isUnreadable, readNumber } from "../number.ts";
import { score } from "../score.ts";
import { isCounted } from "../precision.ts";
import { toldOf } from "../told.ts";
import type { Form, SolutionOf } from "./form.ts";

type Key = Omit<SolutionOf<"number">, "form" | "value">;

/** Compute one number of a network. */
export const number: Form<"number"> = {
  draw: ({ instance }) => {
    const drawn = instance();
    return drawn && { form: "number", ...drawn };
  },
  task: (item) => ({ form: "number", tolerance: isCounted(item) ? 0 : TOLERANCE }),
  ladder: (item) => (toldOf(item) ? ladderOfTold : ladder)(openItem(item)),
  judge: (item, answer) => {
    const read = readNumber(answer);
    if (isUnreadable(read)) return { verdict: "unreadable", ...read };
    const { problem, asked } = openItem(item);
    const right = rightOf(item);
    const { verdict, certainty, mistakes } = score(problem, asked, right, read);
    const solution = { ...solutionFrom(problem, asked, right), value: read.value };
    return { verdict, certainty, mistakes: namedMistakes(item, problem, asked, mistakes), solution };
  },
  solution: (item) => numberSolution(item),
};

/** The key of a number that is asked for, exact where the network has fractions, and the interval that counts. */
export function numberSolution(item: NetworkItem): SolutionOf<"number"> {
  const { problem, asked } = openItem(item);
  return solutionFrom(problem, asked, rightOf(item));
}

/** What counts as right for the number that an item asks for: of what is counted, nothing but the count. */
function rightOf(item: NetworkItem): Acceptance {
  const { problem, asked } = openItem(item);
  const right = rightFor(problem, asked);
  return isCounted(item) ? exactly(right) : right;
}

/** What counts as right for a number that a draw has found to have one. */
export function rightFor(problem: Problem, asked: Quantity): Acceptance {
  const right = acceptance(problem, asked);
  if (!right) throw new Error(`${asked.id} has no value`);
  return right;
}

const solutionFrom = (problem: Problem, asked: Quantity, right: Acceptance): SolutionOf<"number"> => ({
  form: "number",
  value: null,
  ...keyFrom(problem, asked, right),
});

/** A key as it is shown: exact where the network has fractions, with the interval that counts. */
export function keyFrom(problem: Problem, asked: Quantity, { key, low, high }: Acceptance): Key {
  const [exact] = isFractional(problem) ? valuesOver(fraction, problem, problem.model.right, [asked]) : [];
  const readable = exact && exact.d > 1n && exact.d < 1_000_000n ? { exact: exact.toFraction() } : {};
  return {
    key: { value: key, text: String(keeping(key, 7)), ...readable },
    accepted: [low, high],
    acceptedText: bounds(low, high),
  };
}

/** Two bounds with just enough digits to tell them apart by two. */
function bounds(low: number, high: number): [string, string] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const digits = high > low ? Math.ceil(Math.log10(size / (high - low))) + 3 : 7;
  const text = (x: number) => String(Number(x.toPrecision(Math.min(15, Math.max(4, digits)))));
  return [text(low), text(high)];
}
