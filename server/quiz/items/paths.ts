import type { Symbol } from "#engine/expression.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import { countContributing, MOST_WALKED, valuedPaths } from "#engine/path-values.ts";
import type { Quantity } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { write } from "#engine/write.ts";
import type { Explanation } from "../diagnose.ts";
import { explainTogether } from "../several-numbers.ts";
import { type OpenItem, openItem } from "../explain.ts";
import { type Rung, stepsByPhase, toTell } from "../ladder.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { isUnreadable, readNumber } from "../number.ts";
import { mistakesTaking } from "../path-mistakes.ts";
import { canBeWorkedOut, judgeWorked, readWorked, type SumVerdict, type Worked } from "../path-products.ts";
import { brokenAt, contributing, keyOf, MOST_PATHS, pathOptions, type Way } from "../path-options.ts";
import { readPicks } from "../picks.ts";
import type { Form, ItemOf, Judged, SolutionOf, Unreadable } from "./form.ts";
import { numberSolution } from "./number.ts";

type PathsItem = ItemOf<"paths">;

/**
 * Choose the paths along which a gradient comes about, perhaps with the product of each and their sum; where they are
 * more than can be listed, some are, or all are counted.
 */
export const paths: Form<"paths"> = {
  draw: ({ instance, random }) => {
    const drawn = instance();
    const open = drawn && openItem(drawn);
    if (!open || open.asked.derived?.as !== "gradient") return undefined;
    if (canBeCounted(open) && random.below(2) === 0) return { form: "paths", ...drawn, paths: null };
    const options = pathOptions(open.problem, of(open), random);
    if (!options) return undefined;
    const products = random.below(2) === 0 && canBeWorkedOut(open.problem, open.asked, of(open), options);
    const listing = options.map((way) => way.map(({ id }) => id));
    return { form: "paths", ...drawn, paths: listing, ...(products && { products }) };
  },
  task: (item) => {
    const shown = listed(item)?.map((way) => ({ formula: chain(item, way), quantities: way.map(({ id }) => id) }));
    return { form: "paths", paths: shown ?? null, products: item.products ?? false };
  },
  ladder: (item) => ladder(item),
  judge: (item, answer) => {
    if (item.paths === null) return judgeCount(item, answer);
    return item.products ? judgeProducts(item, answer) : judgeChoice(item, answer);
  },
  solution: (item) => solutionOf(item),
};

/** What the asked gradient is the gradient of. */
const of = ({ asked }: OpenItem): Quantity => asked.derived!.of;

/** Only of layers and of given nodes does the number of paths not depend on how finely a step is split. */
function canBeCounted(open: OpenItem): boolean {
  const { problem } = open;
  if (problem.network.widths.length === 0 && problem.document.type !== "graph") return false;
  const { length } = valuedPaths(problem, problem.model.right, of(open));
  return length > MOST_PATHS && length < MOST_WALKED;
}

/** The options as the network's own quantities. */
function listed(item: PathsItem): Way[] | undefined {
  const { network } = openItem(item).problem;
  return item.paths?.map((ids) => ids.map((id) => network.find(id)!));
}

const joined = (symbols: readonly Symbol[], text: string, latex: string): Symbol => ({
  text: symbols.map((symbol) => symbol.text).join(text),
  latex: symbols.map((symbol) => symbol.latex).join(latex),
});

const nameIn = (item: PathsItem) => {
  const { network } = openItem(item).problem;
  return (q: Quantity): Symbol => symbolOf(network, notations[item.notation], q);
};

const chain = (item: PathsItem, way: Way): Symbol => joined(way.map(nameIn(item)), " → ", String.raw` \to `);

function judgeChoice(item: PathsItem, answer: string): Judged<"paths"> | Unreadable {
  const picks = readPicks(answer, item.paths!.length);
  return "verdict" in picks ? picks : judgePicks(item, picks);
}

function judgePicks(item: PathsItem, picks: readonly number[]): Judged<"paths"> {
  const options = listed(item)!.map(keyOf);
  const chosen = new Set(picks.map((pick) => options[pick]!));
  const isChosen = (takes: ReadonlySet<string>) => options.every((key) => takes.has(key) === chosen.has(key));
  return judged(item, isChosen, { chosen: picks.toSorted((a, b) => a - b) });
}

/** Beside the right paths every product has to be right, and their sum; a wrong sum may be that of the products given. */
function judgeProducts(item: PathsItem, answer: string): Judged<"paths"> | Unreadable {
  const worked = readWorked(answer, item.paths!.length);
  if ("verdict" in worked) return worked;
  const picked = judgePicks(item, worked.picks);
  const { diagnoses, ...became } = judgeWorked(openItem(item), listed(item)!, worked);
  const solution = withProducts(picked.solution, worked, became);
  if (picked.verdict === "wrong") return { ...picked, solution };
  if (diagnoses.length === 0 && became.sum === "right") return { ...picked, solution };
  const { problem, asked } = openItem(item);
  const { certainty, mistakes } = explainTogether(diagnoses);
  return { verdict: "wrong", certainty, mistakes: namedMistakes(item, problem, asked, mistakes), solution };
}

function withProducts(
  solution: SolutionOf<"paths">,
  { picks, products, sum }: Worked,
  right: { readonly products: readonly boolean[]; readonly sum: SumVerdict },
): SolutionOf<"paths"> {
  const answered = new Map(picks.map((pick, i) => [pick, { value: products[i]!.value, right: right.products[i]! }]));
  return {
    ...solution,
    paths: solution.paths!.map((path, i) => ({ ...path, answered: answered.get(i) ?? null })),
    sum: { ...solution.sum!, value: sum.value, verdict: right.sum },
  };
}

function judgeCount(item: PathsItem, answer: string): Judged<"paths"> | Unreadable {
  const read = readNumber(answer);
  if (isUnreadable(read)) return { verdict: "unreadable", ...read };
  return judged(item, (takes) => takes.size === read.value, { counted: read.value });
}

/** Right where the answer fits the paths that contribute; else whoever's paths it fits is told. */
function judged(
  item: PathsItem,
  fits: (takes: ReadonlySet<string>) => boolean,
  read: Partial<SolutionOf<"paths">>,
): Judged<"paths"> {
  const open = openItem(item);
  const { problem, asked } = open;
  const solution = { ...solutionOf(item), ...read };
  if (fits(contributing(problem, problem.model.right, of(open))))
    return { verdict: "right", certainty: "none", mistakes: [], solution };
  const found = mistakesTaking(problem, of(open), fits).map((id): Explanation => ({ id, with: null }));
  const certainty = found.length > 0 ? "named" : "none";
  return { verdict: "wrong", certainty, mistakes: namedMistakes(item, problem, asked, found), solution };
}

function solutionOf(item: PathsItem): SolutionOf<"paths"> {
  const open = openItem(item);
  const { problem } = open;
  const name = nameIn(item);
  const known = new Map(valuedPaths(problem, problem.model.right, of(open)).map((path) => [keyOf(path.through), path]));
  const solved = listed(item)?.map((way) => {
    const broken = brokenAt(problem.network, way)?.map(name) ?? null;
    const path = known.get(keyOf(way));
    if (!path) return { counts: false, product: null, value: null, broken: broken as [Symbol, Symbol], answered: null };
    const product = write(simplify(path.product), name);
    return { counts: path.value !== 0, product, value: path.value + 0, broken: null, answered: null };
  });
  const count = countContributing(problem, of(open));
  const sum = item.products ? { value: null, verdict: null, key: numberSolution(item).key } : null;
  return { form: "paths", chosen: null, counted: null, count, paths: solved ?? null, sum };
}

/** How a path is told from a wrong turn, the nets that may close a gate or all that products take, and at last the terms of the derivation. */
function ladder(item: PathsItem): Rung[] {
  const open = openItem(item);
  const { forward, backward } = stepsByPhase(open);
  const hasClosed = valuedPaths(open.problem, open.problem.model.right, of(open)).some(({ value }) => value === 0);
  const nets = forward.filter(({ role }) => role === "net");
  const numbers = item.products ? toTell(open.problem, [open.asked], forward) : hasClosed ? nets : [];
  return [
    { tells: "turns", of: [], reveals: false },
    ...(numbers.length > 0 ? [{ tells: "numbers", of: numbers, reveals: false } as const] : []),
    { tells: "terms", of: backward, reveals: true },
  ];
}
