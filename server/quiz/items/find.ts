import type { Bilingual } from "../bilingual.ts";
import { derivedExhibit, suspicionOn } from "../exhibits/derived.ts";
import type { Exhibit } from "../exhibits/exhibit.ts";
import { printedExhibit, printOf } from "../exhibits/printed.ts";
import { openItem } from "../explain.ts";
import { type Rung, stepsByPhase } from "../ladder.ts";
import type { Form, ItemOf, SolutionOf, TaskOf } from "./form.ts";

type FindItem = ItemOf<"find">;

/** Find the first wrong line of a derivation, or the first number that a source prints wrongly, and what is behind it. */
export const find: Form<"find"> = {
  draw: ({ instance, misprint, random }) => {
    if (misprint)
      return { form: "find", network: misprint.network, ask: misprint.ask, print: printOf(misprint, random) };
    const drawn = instance();
    const suspicion = drawn && suspicionOn(drawn, random);
    return suspicion && { form: "find", ...drawn, ...suspicion };
  },
  task: taskOf,
  ladder: ladderOf,
  judge: (item, answer) => {
    const { lines, suspects } = taskOf(item);
    const [line, suspect, ...more] = answer.normalize("NFKC").trimEnd().split("\n").map(placeIn);
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
  en: `Choose the first wrong line, 1 to ${most}: its number is the first line of the answer.`,
  zh: `请选出第一处出错的行（1 到 ${most}）：答案的第一行写它的序号。`,
});
const wantsMistake = (most: number): Bilingual => ({
  en: `Choose the mistake behind it as well, 1 to ${most}: its number is the second line of the answer.`,
  zh: `请再选出背后的错误（1 到 ${most}）：答案的第二行写它的序号。`,
});

const exhibitOf = (item: FindItem): Exhibit => ("print" in item ? printedExhibit(item) : derivedExhibit(item));

function taskOf(item: FindItem): TaskOf<"find"> {
  const { source, lines, suspects } = exhibitOf(item);
  return { form: "find", source, lines, suspects };
}

function solutionOf(item: FindItem): SolutionOf<"find"> {
  const { line, suspect, instead, remedy } = exhibitOf(item);
  return { form: "find", chosen: null, line, suspect, instead, remedy };
}

/** The way to the asked number; then how the wrong line reads rightly, which gives it away. */
function ladderOf(item: FindItem): Rung[] {
  const { problem, asked } = openItem(item);
  const { forward, backward } = stepsByPhase({ problem, asked });
  const { quantity } = solutionOf(item).instead;
  return [
    { tells: "way", of: backward.length > 0 ? backward : forward, reveals: false },
    { tells: "instead", of: [problem.network.find(quantity) ?? asked], reveals: true },
  ];
}
