import { MOST_CHARACTERS } from "#engine/formula.ts";
import { unmetBy } from "#engine/form.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import { keeping } from "#engine/numbers.ts";
import { valuedPaths } from "#engine/path-values.ts";
import { type Problem, type Reasoning, valuesOf } from "#engine/problem.ts";
import { isLater, type Quantity } from "#engine/quantity.ts";
import { write } from "#engine/write.ts";
import type { FormId } from "#contract/forms.ts";
import { openItem } from "#quiz/explain.ts";
import type { Item } from "#quiz/item.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { solutionOf } from "#quiz/judge.ts";
import { mistakesTaking } from "#quiz/path-mistakes.ts";
import { keyOf } from "#quiz/path-options.ts";
import { applicableMistakes, type Guess, predictAll, priorityOf, reasoningOf } from "#quiz/predictions.ts";
import { evaluate, workedOut } from "#quiz/rounded-work.ts";
import { conditionsOf, writingsOf } from "#quiz/writings.ts";

/** Somebody who makes some mistakes, and what they answer. */
export type Follower = { readonly ids: Guess; readonly answer: string };

/** How somebody writes numbers down: with all digits, rounded at the end, or rounded at every step as well. */
export type Working = "exact" | "rounded at the end" | "rounded all along";

/** Six decimals after an update, as the question wants it, and otherwise four significant digits. */
const DIGITS = 4;
const DECIMALS = 6;
/** A mistake that changes no digit anybody writes leaves no trace, as an epsilon in another place. */
const UNWRITTEN = 1e-6;
/** Nor is what float64 leaves of a sum that cancels a number that anybody writes. */
const LEFT_OVER = 1e-12;

export type ItemOfNumbers = ItemOf<"number" | "sheet" | "matrix">;
type Numbers = readonly (readonly number[])[];

export const isOfNumbers = (item: Item): item is ItemOfNumbers => ["number", "sheet", "matrix"].includes(item.form);

/** The numbers that an item asks for, row by row as an answer has them. */
export function quantitiesOf(item: ItemOfNumbers): Quantity[][] {
  const { problem, asked } = openItem(item);
  const found = (id: string) => problem.network.find(id)!;
  if (item.form === "number") return [[asked]];
  return item.form === "sheet" ? item.cells.map((id) => [found(id)]) : item.entries.map((row) => row.map(found));
}

const digitsOf = (q: Quantity, value: number): string =>
  isLater(q) ? value.toFixed(DECIMALS) : String(keeping(value, DIGITS));

/** An answer in numbers as a learner types it. */
export function typed(item: ItemOfNumbers, numbers: Numbers, working: Working): string {
  const text = (q: Quantity, value: number) => (working === "exact" ? String(value) : digitsOf(q, value));
  const rows = quantitiesOf(item).map((row, i) => row.map((q, j) => text(q, numbers[i]![j]!)));
  return rows.map((row) => row.join(", ")).join("\n");
}

/** The right numbers of an item, as far as they are rounded on the way. */
export function rightNumbers(item: ItemOfNumbers, working: Working = "exact"): Numbers {
  const { problem } = openItem(item);
  return quantitiesOf(item).map((row) =>
    working === "rounded all along"
      ? row.map((q) => workedOut(problem, problem.model.right, q, DIGITS))
      : valuesOf(problem, problem.model.right, row),
  );
}

const singleMistakes = ({ network }: Problem): Guess[] => applicableMistakes(network).map((id) => [id]);

function essentialPairs({ network }: Problem): Guess[] {
  const essential = applicableMistakes(network).filter((id) => priorityOf(id) === 1);
  return essential.flatMap((id, i) => essential.slice(i + 1).map((other) => [id, other]));
}

const guessing = { "one mistake": singleMistakes, "two essential mistakes": essentialPairs };

/** Whoever makes mistakes that leave a trace in any number of an item. */
export function inNumbers(item: ItemOfNumbers, making: keyof typeof guessing, working: Working): Follower[] {
  const { problem } = openItem(item);
  const guesses = guessing[making](problem);
  const everywhere = (find: (q: Quantity) => (number | undefined)[]) =>
    quantitiesOf(item).map((row) => row.map((q) => find(q)));
  const exact = everywhere((q) => predictAll(problem, making, guesses, q));
  const rounded = (q: Quantity) => guesses.map((ids) => workedOut(problem, reasoningOf(problem, ids), q, DIGITS));
  const written = working === "rounded all along" ? everywhere(rounded) : exact;
  const right = rightNumbers(item);
  return guesses.flatMap((ids, i) => {
    const at = (values: typeof exact): Numbers => values.map((row) => row.map((one) => one[i] ?? Number.NaN));
    const [own, numbers] = [at(exact), at(written)];
    const hasAll = [...own.flat(), ...numbers.flat()].every(Number.isFinite);
    return hasAll && differ(own, right) ? [{ ids, answer: typed(item, numbers, working) }] : [];
  });
}

const differ = (a: Numbers, b: Numbers): boolean =>
  a.some((row, i) => row.some((x, j) => Math.abs(x - b[i]![j]!) > LEFT_OVER + UNWRITTEN * Math.abs(b[i]![j]!)));

/** Whoever makes a mistake and writes it down as a formula, in the form that is wanted. */
function inFormulas(item: ItemOf<"formula">): Follower[] {
  const { problem, asked } = openItem(item);
  const { network, model } = problem;
  const names = (q: Quantity) => symbolOf(network, notations[item.notation], q);
  const conditions = conditionsOf(item.wanted, model.right, asked);
  const rightly = (q: Quantity) => problem.given.get(q) ?? valuesOf(problem, model.right, [q])[0]!;
  const right = rightly(asked);
  return singleMistakes(problem).flatMap((ids) => {
    const reasoning = reasoningOf(problem, ids);
    const formulas = writingsOf(problem, reasoning.rules.report(asked), reasoning).map(({ formula }) => formula);
    const inForm = formulas.filter((formula) => unmetBy(formula, conditions).length === 0);
    const wrong = inForm.filter((formula) => {
      const value = evaluate(formula, rightly);
      return Number.isFinite(value) && differ([[value]], [[right]]);
    });
    const answers = [...new Set(wrong.map((formula) => write(formula, names).text))];
    return answers.filter(({ length }) => length <= MOST_CHARACTERS).map((answer) => ({ ids, answer }));
  });
}

/** Nobody follows a mistake of the table in what is written out. */
const inChoices = (item: ItemOf<"choice">): Follower[] =>
  "written" in item
    ? []
    : item.options.flatMap(({ mistakes }, i) => mistakes.map((id) => ({ ids: [id], answer: String(i + 1) })));

/** Whoever takes the line of a mistake for the right one, and has the others in order. */
function inOrder(item: ItemOf<"order">): Follower[] {
  const solution = solutionOf(item);
  if ("written" in item || solution.form !== "order") return [];
  return item.lines.flatMap(({ quantity, mistake }, wrong) => {
    if (mistake === null) return [];
    const placed = solution.right.map((line) => (item.lines[line]!.quantity === quantity ? wrong : line));
    return [{ ids: [mistake], answer: placed.map((line) => line + 1).join(" ") }];
  });
}

/** Whoever sees other paths than there are, or weighs them otherwise where their products are asked for. */
function inPaths(item: ItemOf<"paths">): Follower[] {
  const { problem, asked } = openItem(item);
  const right = pathsSeen(item, problem.model.right);
  return mistakesTaking(problem, asked.derived!.of, () => true)
    .map((id) => ({ ids: [id], answer: pathsSeen(item, reasoningOf(problem, [id])) }))
    .filter(({ answer }) => answer !== right && /^\d/.test(answer));
}

/** What somebody with these rules answers: how many paths there are, or which, and what they are worth. */
function pathsSeen(item: ItemOf<"paths">, reasoning: Reasoning): string {
  const { problem, asked } = openItem(item);
  const seen = valuedPaths(problem, reasoning, asked.derived!.of).filter(({ value }) => value !== 0);
  const worth = new Map(seen.map(({ through, value }) => [keyOf(through), value]));
  if (item.paths === null) return String(worth.size);
  const taken = item.paths.map((ids) => worth.get(ids.join(" ")));
  const products = taken.filter((value) => value !== undefined);
  const picks = taken.flatMap((value, i) => (value === undefined ? [] : [i + 1])).join(" ");
  return item.products ? [picks, ...products, products.reduce((sum, value) => sum + value, 0)].join("\n") : picks;
}

type Following = { readonly [F in FormId]: (item: ItemOf<F>) => Follower[] };

const all = (item: ItemOfNumbers) => inNumbers(item, "one mistake", "exact");

const following: Following = {
  number: all,
  sheet: all,
  matrix: all,
  formula: inFormulas,
  choice: inChoices,
  order: inOrder,
  paths: inPaths,
  // There somebody else has made the mistake, or the learner judges alone.
  find: () => [],
  flashcard: () => [],
};

/** Everybody who makes a single mistake that can be made in an item and leaves a trace, with what they answer. */
export const followersOf = (item: Item): Follower[] => (following[item.form] as (item: Item) => Follower[])(item);
