import type { Random } from "#engine/random.ts";
import { acceptance } from "../acceptance.ts";
import { openItem, stepsOf } from "../explain.ts";
import { flawOf } from "../flaw.ts";
import type { NetworkItem, OnNetwork } from "../item.ts";
import { type MistakeId, wordingOf } from "../mistakes/index.ts";
import { predictions, reasoningOf } from "../predictions.ts";
import type { Exhibit } from "./exhibit.ts";

/** A mistake, and some that it may be taken for. */
export type Suspicion = { readonly mistake: MistakeId; readonly suspects: readonly MistakeId[] };

/** With fewer lines there is nothing to look for; more of them nobody reads. */
const LEAST_LINES = 3;
const MOST_LINES = 16;
const LEAST_SUSPECTS = 3;
const MOST_SUSPECTS = 4;

/** The derivation of somebody who makes a mistake. */
export function derivedExhibit(item: NetworkItem & Suspicion): Exhibit {
  const { problem, asked } = openItem(item);
  const { line, quantity } = flawOf(problem, asked, item.mistake)!;
  return {
    source: null,
    lines: stepsOf(item, problem, reasoningOf(problem, [item.mistake]), asked),
    line,
    suspects: item.suspects.map((id) => wordingOf(id, problem.network).name),
    suspect: item.suspects.indexOf(item.mistake),
    instead: stepsOf(item, problem, problem.model.right, asked).find((step) => step.quantity === quantity)!,
    remedy: wordingOf(item.mistake, problem.network).remedy,
  };
}

/** A mistake that shows in one line beyond doubt, among others that would have written something else there. */
export function suspicionOn(drawn: OnNetwork, random: Random): Suspicion | undefined {
  const { problem, asked } = openItem(drawn);
  const flaw = (id: MistakeId) => flawOf(problem, asked, id);
  const name = (id: MistakeId) => wordingOf(id, problem.network).name.en;
  const possible = random.shuffled(predictions(problem, asked, acceptance(problem, asked)!.key)).map(({ id }) => id);
  const mistake = possible.find(flaw);
  const shown = mistake && flaw(mistake);
  if (!shown || shown.lines < LEAST_LINES || shown.lines > MOST_LINES) return undefined;
  const suspects = [mistake];
  for (const id of possible) {
    if (suspects.length === MOST_SUSPECTS) break;
    const isApart = suspects.every((other) => name(other) !== name(id));
    if (isApart && flaw(id)?.text !== shown.text) suspects.push(id);
  }
  return suspects.length < LEAST_SUSPECTS ? undefined : { mistake, suspects: random.shuffled(suspects) };
}
