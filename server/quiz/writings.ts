import { stepsTo } from "#engine/derive.ts";
import { type Expression, operands, parts } from "#engine/expression.ts";
import type { FormCondition } from "#engine/form.ts";
import type { Reasoning } from "#engine/problem.ts";
import { isGradient, type Quantity, type Role } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { writtenOut } from "#engine/written-out.ts";
import type { WantedForm } from "./item.ts";

/** A form in which a formula may be wanted, and the right formula in that form. */
export type Writing = { readonly wanted: WantedForm | null; readonly formula: Expression };

/** Nobody writes more signs than this by hand; what is written out in full grows fast. */
const MOST_SIGNS = 44;
/** More gradients than this are no help to write one more. */
const MOST_GRADIENTS = 3;

const known = new WeakMap<Reasoning, Map<Quantity, readonly Writing[]>>();

/** The forms in which a quantity may be wanted as a formula, the free one first; found once a shape, for some none. */
export function writingsOf(reasoning: Reasoning, asked: Quantity): readonly Writing[] {
  const ofReasoning = known.get(reasoning) ?? new Map<Quantity, readonly Writing[]>();
  known.set(reasoning, ofReasoning);
  let writings = ofReasoning.get(asked);
  if (!writings) ofReasoning.set(asked, (writings = findWritings(reasoning, asked)));
  return writings;
}

function findWritings(reasoning: Reasoning, asked: Quantity): readonly Writing[] {
  const own = stepsTo(reasoning, asked).at(-1)!.rule;
  const full = unfolded(reasoning, asked, () => true);
  const nearest = gradientsIn(own);
  if (hasUnknownNumeral(own)) return [];
  // A node of a computation is there for the sake of its result alone.
  if (nearest.every(({ role }) => role === "node")) return [{ wanted: null, formula: full ?? own }];
  const toNets = unfolded(reasoning, asked, (q) => !isGradient(q) || q.role !== "net" || nearest.includes(q));
  return [
    { wanted: null, formula: own },
    ...[own, toNets].filter(isByFewGradients).map((formula) => ({ wanted: inTermsOf(formula), formula })),
    ...(full ? [{ wanted: { form: "no gradient" } as const, formula: full }] : []),
  ];
}

/** The constants of SELU are nothing to know by heart. */
const MOST_DIGITS = 6;
const hasUnknownNumeral = (e: Expression): boolean =>
  (e.kind === "constant" && e.text.length > MOST_DIGITS) || parts(e).some(hasUnknownNumeral);

const PARTS_OF_RESULT: ReadonlySet<Role> = new Set<Role>(["node", "error", "sample loss", "data loss", "penalty"]);

/** The formula of a quantity down to numbers of the forward pass, through the names that are open. */
function unfolded({ define }: Reasoning, asked: Quantity, isOpen: (q: Quantity) => boolean): Expression | undefined {
  const isOnTheWay = (q: Quantity) => q.derived !== undefined || PARTS_OF_RESULT.has(q.role);
  const formula = writtenOut(define, asked, (q) => isOnTheWay(q) && isOpen(q));
  return signsOf(formula) <= MOST_SIGNS ? simplify(formula) : undefined;
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
