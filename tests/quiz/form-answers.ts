import type { FormId, Solution } from "#contract/forms.ts";
import { MOST_CHARACTERS } from "#engine/formula.ts";
import type { Item } from "#quiz/item.ts";
import { solutionOf } from "#quiz/judge.ts";

type Answers = {
  readonly [F in FormId]: {
    /** The right answer, as a learner gives it. */
    readonly right: (solution: Extract<Solution, { form: F }>) => string;
    /** A readable answer that is far from right. */
    readonly wrong: (solution: Extract<Solution, { form: F }>) => string;
  };
};

const picked = (isPicked: readonly boolean[]): string => isPicked.flatMap((yes, i) => (yes ? [i + 1] : [])).join(" ");

type Paths = Extract<Solution, { form: "paths" }>;
type Path = NonNullable<Paths["paths"]>[number];

/** Some of the paths, with what each is worth where that is asked for. */
function withProducts(paths: readonly Path[], sum: Paths["sum"], isPicked: (path: Path) => boolean): string {
  const products = paths.filter(isPicked).map(({ value }) => value ?? 1);
  const numbers = sum ? [...products, sum.key.value] : [];
  return [picked(paths.map(isPicked)), ...numbers].join("\n");
}

const answers: Answers = {
  number: { right: ({ key }) => String(key.value), wrong: ({ key }) => String(key.value * 7.31 + 977) },
  find: {
    right: ({ line, suspect }) => `${line + 1}\n${suspect + 1}`,
    wrong: ({ line, suspect }) => `${line === 0 ? 2 : 1}\n${suspect + 1}`,
  },
  flashcard: { right: () => "good", wrong: () => "again" },
  formula: { right: ({ keys: [key] }) => key!.text, wrong: ({ keys: [key] }) => `(${key!.text}) + 977` },
  choice: { right: ({ right }) => String(right + 1), wrong: ({ right }) => (right === 0 ? "2" : "1") },
  order: {
    right: ({ right }) => right.map((line) => line + 1).join(" "),
    wrong: ({ right }) =>
      right
        .map((line) => line + 1)
        .toReversed()
        .join(" "),
  },
  paths: {
    right: ({ paths, count, sum }) => (paths ? withProducts(paths, sum, ({ counts }) => counts) : String(count)),
    wrong: ({ paths, count, sum }) => (paths ? withProducts(paths, sum, ({ counts }) => !counts) : String(count + 1)),
  },
  sheet: {
    right: ({ cells }) => cells.map(({ key }) => key.value).join("\n"),
    wrong: ({ cells }) => cells.map(({ key }) => key.value * 7.31 + 977).join("\n"),
  },
  matrix: {
    right: ({ entries }) => entries.map((row) => row.map(({ key }) => key.value).join(", ")).join("\n"),
    wrong: ({ entries }) => entries.map((row) => row.map(({ key }) => key.value * 7.31 + 977).join(", ")).join("\n"),
  },
};

const answered = (item: Item, which: "right" | "wrong"): string => {
  const solution = solutionOf(item);
  return (answers[solution.form][which] as (solution: Solution) => string)(solution);
};

/** A decimal as it may be typed as well: by a power of ten, as arithmetic, in full-width characters. */
const SPELLINGS: readonly ((numeral: string) => string)[] = [
  (numeral) => Number(numeral).toExponential(),
  (numeral) => `(${numeral}*3)/3`,
  (numeral) => numeral.replaceAll(/[!-~]/g, (c) => String.fromCodePoint(c.codePointAt(0)! + FULL_WIDTH)),
];
const FULL_WIDTH = 0xfee0;
const NUMERAL = /-?\d[\d.e+-]*/g;

/** The right answer in every syntax that is taken. */
export function rightAnswersTo(item: Item): string[] {
  const solution = solutionOf(item);
  const answer = rightAnswerTo(item);
  switch (solution.form) {
    case "number":
      return [...SPELLINGS.map((spelled) => spelled(answer)), ...(solution.key.exact ? [solution.key.exact] : [])];
    case "sheet":
    case "matrix":
      return SPELLINGS.map((spelled) => answer.replaceAll(NUMERAL, spelled));
    case "formula":
      return solution.keys.slice(0, 1).flatMap(({ text, latex }) => [text, latex].filter(isShort));
    default:
      return [answer];
  }
}

const isShort = ({ length }: string): boolean => length <= MOST_CHARACTERS;

export const rightAnswerTo = (item: Item): string => answered(item, "right");
export const wrongAnswerTo = (item: Item): string => answered(item, "wrong");
