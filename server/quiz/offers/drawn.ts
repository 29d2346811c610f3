import { numeral } from "#engine/derive.ts";
import { keeping } from "#engine/numbers.ts";
import { isLater } from "#engine/quantity.ts";
import type { Random } from "#engine/random.ts";
import { numberSymbol } from "#engine/write.ts";
import { acceptance, accepts } from "../acceptance.ts";
import { openItem } from "../explain.ts";
import type { ChoiceOption, OnNetwork } from "../item.ts";
import { ladder } from "../ladder.ts";
import { wordingOf } from "../mistakes/index.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { plausibleBeside } from "../plausible.ts";
import { coincide, predictions } from "../predictions.ts";
import type { ChoiceItem, Offer } from "./offer.ts";

/** As many as somebody keeps on the way; after an update more, where little changes. */
const SHOWN_DIGITS = 4;
const MOST_OPTIONS = 4;
const LEAST_OPTIONS = 3;

/** The right number of a network among those that mistakes lead to. */
export function drawnOffer(item: Extract<ChoiceItem, OnNetwork>): Offer {
  const open = openItem(item);
  const { problem, asked } = open;
  return {
    ask: null,
    options: item.options.map(({ text }) => {
      const pieces = [numberSymbol(text)];
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
 * The key among the numbers of mistakes, essential ones first. A mistake whose number could pass for the key, looks
 * like that of another option or cannot be the answer is none; those with the very same number share an option.
 */
export function optionsOf(drawn: OnNetwork, random: Random): ChoiceOption[] | undefined {
  const { problem, asked } = openItem(drawn);
  const right = acceptance(problem, asked)!;
  const isPlausible = plausibleBeside(right.key, problem, asked);
  const text = (value: number): string => numeral(isLater(asked) ? value : keeping(value, SHOWN_DIGITS));
  const options: (ChoiceOption & { value: number })[] = [{ value: right.key, text: text(right.key), mistakes: [] }];
  for (const { id, value } of predictions(problem, asked, right.key)) {
    if (accepts(right, value) || !isPlausible(value)) continue;
    const twin = options.find((option) => coincide(option.value, value));
    if (twin) options[options.indexOf(twin)] = { ...twin, mistakes: [...twin.mistakes, id] };
    else if (options.every((option) => isApart(option.value, value)))
      options.push({ value, text: text(value), mistakes: [id] });
  }
  if (options.length < LEAST_OPTIONS) return undefined;
  const shown = random.shuffled(options.slice(0, MOST_OPTIONS));
  return shown.map((option) => ({ text: option.text, mistakes: option.mistakes }));
}

/** Far enough that nobody needs more than three digits to tell two options apart. */
const isApart = (a: number, b: number): boolean => Math.abs(a - b) > 0.01 * Math.max(Math.abs(a), Math.abs(b));
