import { numeral } from "#engine/derive.ts";
import type { Random } from "#engine/random.ts";
import { acceptance, accepts } from "../acceptance.ts";
import { openItem } from "../explain.ts";
import type { ChoiceOption, OnNetwork } from "../item.ts";
import { ladder } from "../ladder.ts";
import { wordingOf } from "../mistakes/index.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { coincide, predictions } from "../predictions.ts";
import type { Form, ItemOf, SolutionOf } from "./form.ts";

const MOST_OPTIONS = 4;
const LEAST_OPTIONS = 3;

/** Choose among the right number and those that mistakes lead to. */
export const choice: Form<"choice"> = {
  draw: ({ instance, random }) => {
    const drawn = instance();
    const options = drawn && optionsOf(drawn, random);
    return options && { form: "choice", ...drawn, options };
  },
  task: ({ options }) => ({ form: "choice", options: options.map(({ text }) => ({ text, latex: text })) }),
  ladder: (item) => ladder(openItem(item)),
  judge: (item, answer) => {
    const chosen = /^\s*(\d)\s*$/.exec(answer.normalize("NFKC"))?.[1];
    const option = item.options[Number(chosen) - 1];
    if (!option) return { verdict: "unreadable", reason: expected(item), position: 0 };
    const solution = { ...solutionOf(item), chosen: Number(chosen) - 1 };
    if (option.mistakes.length === 0) return { verdict: "right", certainty: "none", mistakes: [], solution };
    const { problem, asked } = openItem(item);
    const found = option.mistakes.map((id) => ({ id, with: null }));
    return { verdict: "wrong", certainty: "named", mistakes: namedMistakes(item, problem, asked, found), solution };
  },
  solution: (item) => solutionOf(item),
};

const expected = ({ options }: ItemOf<"choice">) => ({
  en: `Choose one of the options 1 to ${options.length}.`,
  zh: `请在选项 1 到 ${options.length} 中选一个。`,
});

function solutionOf(item: ItemOf<"choice">): SolutionOf<"choice"> {
  const { network } = openItem(item).problem;
  return {
    form: "choice",
    chosen: null,
    right: item.options.findIndex(({ mistakes }) => mistakes.length === 0),
    names: item.options.map(({ mistakes: [id] }) => (id === undefined ? null : wordingOf(id, network).name)),
  };
}

/**
 * The key among the numbers of mistakes, essential ones first. A mistake whose number could pass for the key, or looks
 * like that of another option, is none; those with the very same number share an option.
 */
function optionsOf(drawn: OnNetwork, random: Random): ChoiceOption[] | undefined {
  const { problem, asked } = openItem(drawn);
  const right = acceptance(problem, asked)!;
  const options: (ChoiceOption & { value: number })[] = [{ value: right.key, text: numeral(right.key), mistakes: [] }];
  for (const { id, value } of predictions(problem, asked, right.key)) {
    if (accepts(right, value)) continue;
    const twin = options.find((option) => coincide(option.value, value));
    if (twin) options[options.indexOf(twin)] = { ...twin, mistakes: [...twin.mistakes, id] };
    else if (options.every((option) => isApart(option.value, value)))
      options.push({ value, text: numeral(value), mistakes: [id] });
  }
  if (options.length < LEAST_OPTIONS) return undefined;
  const shown = random.shuffled(options.slice(0, MOST_OPTIONS));
  return shown.map(({ text, mistakes }) => ({ text, mistakes }));
}

/** Far enough that nobody needs more than three digits to tell two options apart. */
const isApart = (a: number, b: number): boolean => Math.abs(a - b) > 0.01 * Math.max(Math.abs(a), Math.abs(b));
