import type { Equivalence } from "#engine/equivalence.ts";
import { constant, type Expression } from "#engine/expression.ts";
import { Interner } from "#engine/intern.ts";
import type { Model, Problem, Reasoning } from "#engine/problem.ts";
import { type Quantity, root } from "#engine/quantity.ts";
import { writtenOut } from "#engine/written-out.ts";
import { type Diagnosis, type Explanation, MOST_FOR_PAIRS, MOST_POSSIBLE, type Slip, slips } from "./diagnose.ts";
import { applicableMistakes, priorityOf, reasoningOf } from "./predictions.ts";
import { writingsOf } from "./writings.ts";

/**
 * Names the mistake behind a wrong formula: whose formula it equals, whatever the numbers are. First single mistakes,
 * ties listed; then a mistake with a slip of the pen; then two mistakes.
 */
export function diagnoseFormula(
  problem: Problem,
  asked: Quantity,
  answer: Expression,
  equivalence: Equivalence,
): Diagnosis {
  const isFormulaOf = (reasoning: Reasoning, ...written: readonly Expression[]) =>
    mistakenFormulas(problem, reasoning, asked).some(
      (formula) => equivalence.match([formula], written) && !equivalence.match([asked], [formula]),
    );
  const ids = applicableMistakes(problem.network);
  const singles = ids.filter((id) => isFormulaOf(reasoningOf(problem, [id]), answer));
  if (singles.length > 0) return { certainty: "named", mistakes: singles.map((id) => ({ id, with: null })) };

  const common = ids.filter((id) => priorityOf(id) < 3);
  const withSlip = common.flatMap((id) =>
    Object.entries(slips)
      .filter(([, factor]) => isFormulaOf(reasoningOf(problem, [id]), constant(1 / factor), answer))
      .map(([slip]): Explanation => ({ id, with: slip as Slip })),
  );
  const combined = [...withSlip, ...pairs(problem, (reasoning) => isFormulaOf(reasoning, answer))];
  return { certainty: combined.length > 0 ? "possible" : "none", mistakes: combined.slice(0, MOST_POSSIBLE) };
}

function pairs(problem: Problem, fits: (reasoning: Reasoning) => boolean): Explanation[] {
  if (problem.network.forward.length > MOST_FOR_PAIRS) return [];
  const first = applicableMistakes(problem.network).filter((id) => priorityOf(id) === 1);
  return first.flatMap((id, i) =>
    first
      .slice(i + 1)
      .filter((other) => fits(reasoningOf(problem, [id, other])))
      .map((other) => ({ id, with: other })),
  );
}

const interners = new WeakMap<Model, Interner>();
const made = new WeakMap<Reasoning, Map<Quantity, readonly Expression[]>>();

/**
 * What somebody who reasons so may write for a quantity. Names stand for their right values, so it matters how far the
 * formula is written out: only its own rule, the gradients up to some layer, all of them, the forward pass as well, or as
 * far as an item may want.
 */
function formulasUnder(problem: Problem, reasoning: Reasoning, asked: Quantity): readonly Expression[] {
  const interner = interners.get(problem.model) ?? new Interner();
  interners.set(problem.model, interner);
  const ofReasoning = made.get(reasoning) ?? new Map<Quantity, readonly Expression[]>();
  made.set(reasoning, ofReasoning);
  let formulas = ofReasoning.get(asked);
  if (!formulas) ofReasoning.set(asked, (formulas = [...waysToWrite(reasoning, asked)].map((way) => interner.of(way))));
  const wanted = writingsOf(problem, reasoning.rules.report(asked), reasoning);
  return [...new Set([...formulas, ...wanted.map(({ formula }) => interner.of(formula))])];
}

/** Those of somebody with mistakes that are not what others write who make none. */
function mistakenFormulas(problem: Problem, reasoning: Reasoning, asked: Quantity): readonly Expression[] {
  const right = formulasUnder(problem, problem.model.right, asked);
  return formulasUnder(problem, reasoning, asked).filter((formula) => !right.includes(formula));
}

function* waysToWrite({ network, rules, define }: Reasoning, asked: Quantity): Generator<Expression> {
  const reported = rules.report(asked);
  yield writtenOut(define, reported, () => false);
  if (reported.derived)
    for (const layer of [...network.widths.keys(), Infinity])
      yield writtenOut(define, reported, (q) => q.derived !== undefined && (root(q).layer ?? Infinity) <= layer);
  yield writtenOut(define, reported, () => true);
}
