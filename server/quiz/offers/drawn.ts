import { numeral } from "#engine/derive.ts";
import type { Random } from "#engine/random.ts";
import { acceptance, accepts } from "../acceptance.ts";
import { openItem } from "../explain.ts";
import type { ChoiceOption, OnNetwork } from "../item.ts";
import { ladder } from "../ladder.ts";
import { wordingOf } from "../mistakes/index.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { coincide, predictions } from "../predictions.ts";
import type { ChoiceItem, Offer } from "./offer.ts";

const MOST_OPTIONS = 4;
const LEAST_OPTIONS = 3;

/** The right number of a network among those that mistakes lead to. */
export function drawnOffer(item: Extract<ChoiceItem, OnNetwork>): Offer {
  const open = openItem(item);
  const { problem, asked } = open;
  return {
    ask: null,
    options: item.options.map(({ text }) => {
      const pieces = [{ text, latex: text }];
      return { en: pieces, zh: pieces };
    }),
    right: item.options.findIndex(({ mistakes }) => mistakes.length === 0),
    names: item.options.map(({ mistakes: [id] }) => (id === undefined ? null : wordingOf(id, problem.network).name)),
    why: null,
    ladder: () => ladder(open),
    mistakesBehind: (place) => {
      const found = item.options[place]!.mistakes.map((id) => ({ id, with: null }));
      return namedMistakes(item, problem, asked, found);
    },
  };
}

/**
 * The key among the numbers of mistakes, essential ones first. A mistake whose number could pass for the key, or looks
 * like that of another option, is none; those with the very same number share an option.
 */
export function optionsOf(drawn: OnNetwork, random: Random): ChoiceOption[] | undefined {
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
