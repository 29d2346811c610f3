import type { Equivalence } from "./equivalence.ts";
import { add, type Expression, negate, ONE, product, sum } from "./expression.ts";
import { type FactorChange, FactorSearch, type Place } from "./factor-change.ts";
import type { Reasoning } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import { type Factors, stagesOf } from "./written-out.ts";

/** The one change that makes a wrong formula of the right one; a factor is of `term`, or of the whole formula. */
export type Difference =
  | (FactorChange & { readonly term?: Expression })
  | { readonly kind: "terms missing"; readonly terms: readonly Expression[] }
  | { readonly kind: "term extra"; readonly term: Expression };

/** With more terms than this, only one is looked for that is missing, or that is there alone. */
const MOST_SUBSETS = 6;

type Found = Difference | undefined;

/**
 * How an answer differs from the right formula of a quantity. Forms do not matter: a change is tried on the right
 * formula in every stage of writing it out, and counts if what it leads to equals the answer whatever the numbers are.
 */
export function differenceFrom(
  reasoning: Reasoning,
  asked: Quantity,
  answer: Expression,
  equivalence: Equivalence,
): Found {
  const search = new FactorSearch(reasoning, equivalence);
  const stages = [...stagesOf(reasoning.define, asked)].map((terms) => ({
    terms,
    places: placesOf(asked, terms, answer),
  }));
  const simple = firstOf(
    stages,
    ({ terms, places }) =>
      firstOf(places, (place) => located(place, search.simple(place))) ?? missing(equivalence, terms, answer),
  );
  const wrong = () => firstOf(stages, ({ places }) => firstOf(places, (place) => located(place, search.wrong(place))));
  return simple ?? wrong() ?? extra(search, asked, answer);
}

type LocatedPlace = Place & { readonly term?: Expression };

/** The formula as a whole, then each term alone, with all other terms taken for right. */
function placesOf(asked: Quantity, terms: readonly Factors[], answer: Expression): readonly LocatedPlace[] {
  const whole = { right: sumOf(terms), factors: terms.flat().filter((factor) => factor !== asked), found: answer };
  if (terms.length === 1) return [whole];
  const alone = terms.map((factors, i) => {
    const term = productOf(factors);
    return { right: term, factors, found: add(answer, negate(sumOf(terms.toSpliced(i, 1)))), term };
  });
  return [whole, ...alone];
}

const located = ({ term }: LocatedPlace, change: FactorChange | undefined): Found =>
  change && (term ? { ...change, term } : change);

const productOf = (factors: Factors): Expression => (factors.length === 0 ? ONE : product(factors));
const sumOf = (terms: readonly Factors[]): Expression => sum(terms.map(productOf));

function missing(equivalence: Equivalence, terms: readonly Factors[], answer: Expression): Found {
  const left = setsToLeaveOut(terms.length).find((out) => {
    const kept = terms.filter((_, i) => !out.includes(i));
    return equivalence.match([sumOf(kept)], [answer]);
  });
  return left && { kind: "terms missing", terms: left.map((i) => productOf(terms[i]!)) };
}

/** The proper subsets of so many terms, small ones first. */
function setsToLeaveOut(count: number): readonly (readonly number[])[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (count > MOST_SUBSETS) return [...all.map((i) => [i]), ...all.map((i) => all.toSpliced(i, 1))];
  const sets = Array.from({ length: Math.max(0, 2 ** count - 2) }, (_, bits) =>
    all.filter((i) => (bits + 1) & (1 << i)),
  );
  return sets.toSorted((a, b) => a.length - b.length);
}

function extra(search: FactorSearch, asked: Quantity, answer: Expression): Found {
  const term = search.term(add(answer, negate(asked)));
  return term && { kind: "term extra", term };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
