import { type DerivationStep, numeral, stepsTo } from "#engine/derive.ts";
import { type Problem, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Symbol } from "#engine/expression.ts";
import { acceptance, accepts } from "./acceptance.ts";
import type { Bilingual } from "./bilingual.ts";
import { explain, type OpenItem } from "./explain.ts";
import { isOnNetwork, type Item } from "./item.ts";

/** A rung of the ladder of hints before it is written: what it tells, and of which quantities. */
export type Rung = {
  readonly tells: keyof typeof telling;
  readonly of: readonly Quantity[];
  readonly reveals: boolean;
};

/**
 * The ladder: where the way goes, the numbers of the forward pass, the rules that lead up to the asked step, and at
 * last the asked step itself. Only the last one gives the point of the question away.
 */
export function ladder({ problem, asked }: OpenItem): Rung[] {
  const { forward, backward } = stepsByPhase({ problem, asked }, (q) => q !== asked);
  const way = backward.length > 0 ? backward : forward;
  const numbers = backward.length > 0 ? toTell(problem, [asked], forward) : [];
  const early = [
    { tells: "way", of: way, reveals: false },
    { tells: "numbers", of: numbers, reveals: false },
    { tells: "rules", of: way, reveals: false },
  ] as const;
  return [...early.filter(({ of }) => of.length > 0), { tells: "asked", of: [asked], reveals: true }];
}

/** Where finding the rules is the question, any of them gives it away: there is one rung, the whole way. */
export function ladderOfTold({ problem, asked }: OpenItem): Rung[] {
  const { forward, backward } = stepsByPhase({ problem, asked });
  return [{ tells: "asked", of: [...forward, ...backward], reveals: true }];
}

/** The steps of the derivation that are wanted: those of the forward pass, and those that follow it. */
export function stepsByPhase({ problem, asked }: OpenItem, wanted: (q: Quantity) => boolean = () => true) {
  const steps = stepsTo(problem.model.right, asked)
    .map(({ quantity }) => quantity)
    .filter(wanted);
  return { forward: steps.filter(isOfForwardPass), backward: steps.filter((q) => !isOfForwardPass(q)) };
}

/** A number that comes before all gradients. */
export const isOfForwardPass = ({ id }: Quantity): boolean => id.startsWith("forward.") || id === "loss";

/** Where the target is 0 the output is the gradient by its net input: a number that is a key is no hint. */
export function toTell(problem: Problem, asked: readonly Quantity[], forward: readonly Quantity[]): Quantity[] {
  const rights = asked.map((q) => acceptance(problem, q)).filter((right) => right !== undefined);
  const values = valuesOf(problem, problem.model.right, forward);
  return forward.filter((_, i) => {
    const value = values[i]!;
    const isKey = rights.some((right) => [value, -value].some((number) => accepts(right, number)));
    return Number.isFinite(value) && !isKey;
  });
}

/** One hint, written. */
export type HintOf = { readonly text: Bilingual; readonly formulas: Symbol[]; readonly reveals: boolean };

/** A ladder of hints, written. */
export function written(item: Item, rungs: readonly Rung[]): HintOf[] {
  if (!isOnNetwork(item)) return [];
  const steps = new Map(explain(item).map((step) => [step.quantity, step]));
  return rungs.map(({ tells, of, reveals }) => {
    const { text, formula } = telling[tells];
    return { text, formulas: of.map((q) => formula(steps.get(q.id)!)), reveals };
  });
}

type Telling = { readonly text: Bilingual; readonly formula: (step: DerivationStep) => Symbol };

const ruleOf = ({ text, latex }: DerivationStep): Symbol => ({ text, latex });

const telling = {
  way: {
    text: { en: "Work these out first, in this order.", zh: "按下面的顺序依次求出这些量。" },
    formula: ({ symbol }) => symbol,
  },
  numbers: {
    text: { en: "The forward pass gives these numbers.", zh: "前向传播得到的数值如下。" },
    formula: ({ symbol, value }) => ({
      text: `${symbol.text} = ${numeral(value!)}`,
      latex: `${symbol.latex} = ${numeral(value!)}`,
    }),
  },
  rules: {
    text: { en: "The rules that lead up to the last step.", zh: "最后一步之前要用到的公式。" },
    formula: ruleOf,
  },
  first: {
    text: { en: "Begin with lines that need no other line.", zh: "从不依赖其他行的式子开始。" },
    formula: ({ symbol }) => symbol,
  },
  order: {
    text: { en: "The lines in a right order.", zh: "一种正确的顺序。" },
    formula: ruleOf,
  },
  turns: {
    text: {
      en: "Follow each arrow: the formula of what it points to must contain what it comes from.",
      zh: "逐个检查箭头：右边那个量的计算式里必须出现左边的量。",
    },
    formula: ruleOf,
  },
  terms: {
    text: {
      en: "The rules of the backward pass: each term of a sum is a path of its own.",
      zh: "反向传播的各个公式：和式中每一项对应一条路径。",
    },
    formula: ruleOf,
  },
  instead: {
    text: { en: "One line is wrong. It has to read so.", zh: "其中有一行写错了，正确的写法如下。" },
    formula: ruleOf,
  },
  cells: { text: { en: "The rule of each cell.", zh: "每一格所用的公式。" }, formula: ruleOf },
  asked: { text: { en: "The step that is asked for.", zh: "题目所求的这一步。" }, formula: ruleOf },
} as const satisfies Record<string, Telling>;
