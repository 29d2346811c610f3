import { spelledOut, stepsTo } from "#engine/derive.ts";
import { constant, type Expression, mapQuantities, operands, parts } from "#engine/expression.ts";
import { factsOf } from "#engine/facts.ts";
import type { FormCondition } from "#engine/form.ts";
import type { Problem, Reasoning } from "#engine/problem.ts";
import { isGradient, type Quantity, type Role, root, updatesBefore } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { writtenOut } from "#engine/written-out.ts";
import type { WantedForm } from "./item.ts";

/** A form in which a formula may be wanted, and the right formula in that form. */
export type Writing = { readonly wanted: WantedForm | null; readonly formula: Expression };

/** Nobody writes more signs than this by hand; what is written out in full grows fast. */
const MOST_SIGNS = 44;
const MOST_BEFORE = 8 * MOST_SIGNS;
/** More gradients than this are no help to write one more. */
const MOST_GRADIENTS = 3;

const known = new WeakMap<Reasoning, Map<string, readonly Writing[]>>();

/**
 * The forms in which a quantity may be wanted as a formula, the free one first, for some none; or what somebody makes
 * of them who reasons otherwise. They are found once for a shape and what is marked in it.
 */
export function writingsOf(
  problem: Problem,
  asked: Quantity,
  reasoning: Reasoning = problem.model.right,
): readonly Writing[] {
  const ofReasoning = known.get(reasoning) ?? new Map<string, readonly Writing[]>();
  known.set(reasoning, ofReasoning);
  const key = `${asked.id} ${[...factsOf(problem).values()].join()}`;
  let writings = ofReasoning.get(key);
  if (!writings) ofReasoning.set(key, (writings = findWritings(problem, asked, reasoning)));
  return writings;
}

function findWritings(problem: Problem, asked: Quantity, reasoning: Reasoning): readonly Writing[] {
  const numberOf = plainFacts(problem);
  const rule = stepsTo(reasoning, asked).at(-1)!.rule;
  const unfolded = (isOpen: (q: Quantity) => boolean) => unfold(problem, asked, reasoning, isOpen);
  const own = simplify(mapQuantities(rule, (q) => numberOf(q) ?? q));
  const full = unfolded(() => true);
  const nearest = gradientsIn(own);
  if (hasUnknownNumeral(own)) return [];
  // What is kept from step to step, or for its sake alone, is free to be written by the step before or by all of them.
  if (updatesBefore(asked) > 1) return [own, ...(full ? [full] : [])].map((formula) => ({ wanted: null, formula }));
  // A node of a computation is there for the sake of its result alone, and a mark for what it marks.
  if (isMarked(problem) || nearest.every(({ role }) => role === "node")) {
    const short = full ?? unfolded(({ role }) => PARTS_OF_RESULT.has(role)) ?? own;
    return [{ wanted: null, formula: spelledOut(short) ?? short }];
  }
  const toNets = unfolded((q) => !isGradient(q) || q.role !== "net" || nearest.includes(q));
  return [
    { wanted: null, formula: own },
    ...[own, toNets].filter(isByFewGradients).map((formula) => ({ wanted: inTermsOf(formula), formula })),
    ...(full ? [{ wanted: { form: "no gradient" } as const, formula: full }] : []),
  ];
}

const isMarked = (problem: Problem): boolean => [...factsOf(problem).keys()].some(({ role }) => role === "upstream");

/** A fact as the number that is written in its place: the step that is meant, the 0 of a start, a mark. Masks have names. */
function plainFacts(problem: Problem): (q: Quantity) => Expression | undefined {
  const facts = factsOf(problem);
  return (q) => {
    const fact = facts.get(root(q));
    if (fact === undefined || q.role === "mask") return undefined;
    if (q.role === "clock") return constant(fact + updatesBefore(q));
    return q.derived ? undefined : constant(fact);
  };
}

/** The constants of SELU are nothing to know by heart. */
const MOST_DIGITS = 6;
const hasUnknownNumeral = (e: Expression): boolean =>
  (e.kind === "constant" && e.text.length > MOST_DIGITS) || parts(e).some(hasUnknownNumeral);

const PARTS_OF_RESULT: ReadonlySet<Role> = new Set<Role>(["node", "error", "sample loss", "data loss", "penalty"]);

/** The formula of a quantity down to numbers of the forward pass, through the names that are open. */
function unfold(
  problem: Problem,
  asked: Quantity,
  { define }: Reasoning,
  isOpen: (q: Quantity) => boolean,
): Expression | undefined {
  const numberOf = plainFacts(problem);
  const isOnTheWay = (q: Quantity) => q.derived !== undefined || PARTS_OF_RESULT.has(q.role);
  const formula = writtenOut(
    (q) => numberOf(q) ?? define(q),
    asked,
    (q) => numberOf(q) !== undefined || (isOnTheWay(q) && isOpen(q)),
  );
  // Before it is simplified it may be longer, but not so much that it is shared parts all over.
  if (signsOf(formula) > MOST_BEFORE) return undefined;
  const simple = simplify(formula);
  return signsOf(simple) <= MOST_SIGNS ? simple : undefined;
}

const gradientsIn = (e: Expression): Quantity[] => [...operands(e)].filter(isGradient);

/** The name of a gradient alone is nothing to ask for. */
function isByFewGradients(e: Expression | undefined): e is Expression {
  if (e === undefined || e.kind === "quantity") return false;
  const count = gradientsIn(e).length;
  return count > 0 && count <= MOST_GRADIENTS;
}

const inTermsOf = (formula: Expression): WantedForm => ({
  form: "in terms of",
  quantities: gradientsIn(formula).map(({ id }) => id),
});

/** With how many names, numbers and functions an expression is written; what it shares is looked at once. */
function signsOf(e: Expression, counted = new Map<Expression, number>()): number {
  let signs = counted.get(e);
  if (signs === undefined) {
    const inside = parts(e);
    signs =
      (e.kind === "call" || inside.length === 0 ? 1 : 0) + inside.reduce((n, part) => n + signsOf(part, counted), 0);
    counted.set(e, signs);
  }
  return signs;
}

/** What a formula has to keep: never what is asked for, nor what is computed from it, and the form that is wanted. */
export function conditionsOf(
  wanted: WantedForm | null,
  reasoning: Reasoning,
  asked: Quantity,
): readonly FormCondition[] {
  const always: readonly FormCondition[] = [
    { form: "without", quantity: asked },
    { form: "not from", quantity: asked, reasoning },
  ];
  if (wanted === null) return always;
  if (wanted.form === "no gradient") return [...always, wanted];
  const { network } = reasoning;
  return [...always, ...wanted.quantities.map((id) => ({ form: "contains", quantity: network.find(id)! }) as const)];
}
