import type { Random } from "#engine/random.ts";
import { acceptance } from "../acceptance.ts";
import type { Bilingual } from "../bilingual.ts";
import { openItem, stepsOf } from "../explain.ts";
import { flawOf } from "../flaw.ts";
import type { OnNetwork } from "../item.ts";
import { type Rung, stepsByPhase } from "../ladder.ts";
import { wordingOf } from "../mistakes/index.ts";
import { predictions, reasoningOf } from "../predictions.ts";
import type { Form, ItemOf, SolutionOf, TaskOf } from "./form.ts";

type FindItem = ItemOf<"find">;

/** With fewer lines there is nothing to look for; more of them nobody reads. */
const LEAST_LINES = 3;
const MOST_LINES = 16;
const LEAST_SUSPECTS = 3;
const MOST_SUSPECTS = 4;

/** Find the first wrong line of a derivation, and the mistake behind it. */
export const find: Form<"find"> = {
  draw: ({ instance, random }) => {
    const drawn = instance();
    const flawed = drawn && flawedBy(drawn, random);
    return flawed && { form: "find", ...drawn, ...flawed };
  },
  task: taskOf,
  ladder: ladderOf,
  judge: (item, answer) => {
    const { lines, suspects } = taskOf(item);
    const [line, suspect, ...more] = answer.normalize("NFKC").split("\n").map(placeIn);
    if (!isPlace(line, lines) || more.length > 0)
      return { verdict: "unreadable", reason: wantsLine(lines.length), position: 0 };
    if (!isPlace(suspect, suspects))
      return { verdict: "unreadable", reason: wantsMistake(suspects.length), position: answer.length };
    const solution = solutionOf(item);
    const verdict = line === solution.line && suspect === solution.suspect ? "right" : "wrong";
    return { verdict, certainty: "none", mistakes: [], solution: { ...solution, chosen: { line, suspect } } };
  },
  solution: solutionOf,
};

/** What is counted from 1 by those who answer. */
const placeIn = (text: string): number => (/^\s*\d{1,2}\s*$/.test(text) ? Number(text) - 1 : Number.NaN);
const isPlace = (place: number | undefined, list: readonly unknown[]): place is number =>
  place !== undefined && list[place] !== undefined;

const wantsLine = (most: number): Bilingual => ({
  en: `Choose the first wrong line, 1 to ${most}.`,
  zh: `请选出第一处出错的行（1 到 ${most}）。`,
});
const wantsMistake = (most: number): Bilingual => ({
  en: `Choose the mistake behind it as well, 1 to ${most}.`,
  zh: `请再选出背后的错误（1 到 ${most}）。`,
});

/** The derivation of somebody who makes the mistake, and some mistakes that it may be. */
function taskOf(item: FindItem): TaskOf<"find"> {
  const { problem, asked } = openItem(item);
  const names = item.suspects.map((id) => wordingOf(id, problem.network).name);
  return { form: "find", lines: stepsOf(item, problem, reasoningOf(problem, [item.mistake]), asked), suspects: names };
}

function solutionOf(item: FindItem): SolutionOf<"find"> {
  const { problem, asked } = openItem(item);
  const { line, quantity } = flawOf(problem, asked, item.mistake)!;
  return {
    form: "find",
    chosen: null,
    line,
    suspect: item.suspects.indexOf(item.mistake),
    instead: stepsOf(item, problem, problem.model.right, asked).find((step) => step.quantity === quantity)!,
    remedy: wordingOf(item.mistake, problem.network).remedy,
  };
}

/** The way to the asked number; then how the wrong line reads rightly, which gives it away. */
function ladderOf(item: FindItem): Rung[] {
  const { problem, asked } = openItem(item);
  const { forward, backward } = stepsByPhase({ problem, asked });
  const { quantity } = flawOf(problem, asked, item.mistake)!;
  return [
    { tells: "way", of: backward.length > 0 ? backward : forward, reveals: false },
    { tells: "instead", of: [problem.network.find(quantity)!], reveals: true },
  ];
}

/** A mistake that shows in one line beyond doubt, among others that would have written something else there. */
function flawedBy(drawn: OnNetwork, random: Random): Pick<FindItem, "mistake" | "suspects"> | undefined {
  const { problem, asked } = openItem(drawn);
  const flaw = (id: FindItem["mistake"]) => flawOf(problem, asked, id);
  const name = (id: FindItem["mistake"]) => wordingOf(id, problem.network).name.en;
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
