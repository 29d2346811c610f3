import { keeping } from "./numbers.ts";
import { certainValues } from "./certain.ts";
import { overAllPaths } from "./chain-rule.ts";
import { constant, type Expression, mapQuantities, operands } from "./expression.ts";
import { type Notation, symbolOf } from "./notation/index.ts";
import type { Problem, Reasoning } from "./problem.ts";
import { isGradient, type Quantity, root, updatesBefore } from "./quantity.ts";
import { simplify } from "./simplify.ts";
import { numberSymbol, write } from "./write.ts";
import type { Symbol } from "./expression.ts";

/** One line of a derivation: a quantity, its rule in symbols, the rule with numbers, and its value. */
export type DerivationStep = {
  readonly quantity: string;
  /** The quantities that its rule reads. */
  reads: string[];
  readonly symbol: Symbol;
  /** `symbol = rule`, as text and LaTeX. */
  readonly text: string;
  readonly latex: string;
  /** The rule with numbers in place of names. */
  readonly numbers: string;
  readonly numbersLatex: string;
  readonly value: number | null;
};

/** A step before it is written: the quantity and its rule as a person would leave it. */
export type PlainStep = {
  readonly quantity: Quantity;
  readonly rule: Expression;
  /** What the rule comes from, where it is an identity (all paths, for p - t) or a function's own formula follows it. */
  readonly from?: Expression;
};

/** All networks of a shape share their steps; they go when their model goes. */
const found = new WeakMap<Reasoning, Map<Quantity, readonly PlainStep[]>>();

/**
 * The steps on which a quantity depends, in an order in which each reads only earlier ones. A gradient that is only a
 * number, such as dE/dE_o1 = 1, is used in place and gets no line of its own, unless several paths add up to it; so are
 * the clock, which is known at every step, and the given gradient whose turn it is.
 */
export function stepsTo(reasoning: Reasoning, wanted: Quantity): readonly PlainStep[] {
  const ofReasoning = found.get(reasoning) ?? new Map<Quantity, readonly PlainStep[]>();
  found.set(reasoning, ofReasoning);
  let steps = ofReasoning.get(wanted);
  if (!steps) ofReasoning.set(wanted, (steps = findSteps(reasoning, wanted)));
  return steps;
}

function findSteps(reasoning: Reasoning, wanted: Quantity): PlainStep[] {
  const steps = new Map<Quantity, PlainStep>();
  const trivial = new Map<Quantity, Expression>();
  const plain = (e: Expression): Expression => {
    for (const read of operands(e)) visit(read);
    return simplify(mapQuantities(e, (r) => trivial.get(r) ?? r));
  };
  const visit = (quantity: Quantity): void => {
    if (steps.has(quantity) || trivial.has(quantity)) return;
    if (root(quantity).role === "clock") return void trivial.set(quantity, constant(updatesBefore(quantity)));
    const definition = reasoning.define(quantity);
    if (definition === undefined) return;
    const rule = plain(definition);
    const isNumber = isGradientSometime(quantity) && operands(rule).size === 0 && !isSumOfPaths(definition);
    const inPlace = (isNumber || isOfStep(rule)) && quantity !== wanted;
    if (inPlace) trivial.set(quantity, rule);
    else steps.set(quantity, { quantity, ...told(reasoning, quantity, rule, plain) });
  };
  visit(wanted);
  return reachable(steps, wanted);
}

const isSumOfPaths = (definition: Expression): boolean => definition.kind === "sum" && definition.terms.length > 1;

/** Names that need no formula beside them. */
const FAMILIAR = new Set(["sigmoid", "tanh", "relu", "exp", "log", "sqrt", "max", "min"]);

/** How a rule is told: an identity after the paths it sums up, a less familiar function before its formula. */
function told(
  { network, rules }: Reasoning,
  { derived }: Quantity,
  rule: Expression,
  plain: (e: Expression) => Expression,
): Omit<PlainStep, "quantity"> {
  const identity = derived?.as === "gradient" && derived.of !== network.loss && rules.shortcut(derived.of);
  if (identity) return { from: plain(overAllPaths(rules, derived.of)), rule };
  const formula = spelledOut(rule);
  return formula ? { from: rule, rule: formula } : { rule };
}

/** The formula behind the name of a less familiar function. */
export function spelledOut(rule: Expression): Expression | undefined {
  if (rule.kind !== "call" || !rule.fn.symbol || FAMILIAR.has(rule.fn.id)) return undefined;
  const formula = rule.fn.shown ?? rule.fn.value;
  return formula && simplify(formula(...rule.args));
}

/** The gradient that is given for a step. */
const isOfStep = (rule: Expression): boolean =>
  rule.kind === "quantity" && rule.role === "upstream" && rule.time !== undefined;

/** A gradient, at this step of the training or a later one. */
export const isGradientSometime = (q: Quantity): boolean =>
  isGradient(q) || (q.derived !== undefined && isGradientSometime(q.derived.of));

/** All that a step reads, in the order of writing. */
export const readBy = ({ from, rule }: PlainStep): Set<Quantity> => operands(rule, from ? operands(from) : new Set());

/** Drops the steps that simplified rules no longer read, such as the upstream of a closed gate. */
function reachable(steps: ReadonlyMap<Quantity, PlainStep>, wanted: Quantity): PlainStep[] {
  const needed = new Set<PlainStep>();
  const mark = (q: Quantity): void => {
    const step = steps.get(q);
    if (!step || needed.has(step)) return;
    needed.add(step);
    for (const read of readBy(step)) mark(read);
  };
  mark(wanted);
  const inOrder = [...steps.values()].filter((step) => needed.has(step));
  return inOrder.toSorted((a, b) => phase(a.quantity) - phase(b.quantity));
}

/** The forward pass is told before the backward pass, and both before what comes after the update. */
function phase(q: Quantity): number {
  if (q.derived?.as === "later") return 2 + phase(q.derived.of);
  if (q.derived?.as === "ahead") return phase(q.derived.of);
  return isGradient(q) ? 1 : 0;
}

/** The digits of a number inside a derivation: two more than the four a learner is asked to keep. */
const DIGITS = 6;

/** A number as a derivation prints it. */
export const numeral = (value: number): string => String(keeping(value, DIGITS));

/** What a step says whatever the numbers are. */
type SymbolicStep = PlainStep &
  Pick<DerivationStep, "symbol" | "text" | "latex"> & { readonly read: readonly Quantity[] };

/** All networks of a shape share what their derivations say in symbols; it goes when their model goes. */
const said = new WeakMap<Reasoning, Map<string, readonly SymbolicStep[]>>();

function inSymbols(reasoning: Reasoning, asked: Quantity, notation: Notation): readonly SymbolicStep[] {
  const kept = said.get(reasoning) ?? new Map<string, readonly SymbolicStep[]>();
  said.set(reasoning, kept);
  const key = `${notation.id} ${asked.id}`;
  let steps = kept.get(key);
  if (!steps) {
    const names = (q: Quantity) => symbolOf(reasoning.network, notation, q);
    steps = stepsTo(reasoning, asked).map((step) => {
      const symbol = names(step.quantity);
      const parts = [symbol, ...(step.from ? [write(step.from, names)] : []), write(step.rule, names)];
      const joined = (form: keyof Symbol) => parts.map((part) => part[form]).join(" = ");
      return { ...step, read: [...readBy(step)], symbol, text: joined("text"), latex: joined("latex") };
    });
    kept.set(key, steps);
  }
  return steps;
}

/** The written derivation of a quantity: symbols, then numbers. */
export function derive(problem: Problem, reasoning: Reasoning, wanted: Quantity, notation: Notation): DerivationStep[] {
  const asked = reasoning.rules.report(wanted);
  const steps = inSymbols(reasoning, asked, notation);
  const tape = reasoning.tape(`written ${asked.id}`, () => steps.flatMap(({ quantity, read }) => [quantity, ...read]));
  const memory = certainValues(problem, tape);
  const printed = new Map<Quantity, Symbol>();
  const numbers = (q: Quantity): Symbol => {
    const symbol = printed.get(q) ?? numberSymbol(numeral(memory[tape.slot(q)]!));
    printed.set(q, symbol);
    return symbol;
  };
  return steps.map((step) => {
    const { quantity, symbol, text, latex } = step;
    const inNumbers = write(step.rule, numbers);
    const value = memory[tape.slot(quantity)]!;
    return {
      quantity: quantity.id,
      reads: step.read.map((q) => q.id),
      symbol,
      text,
      latex,
      numbers: inNumbers.text,
      numbersLatex: inNumbers.latex,
      // Without the sign of a zero.
      value: Number.isFinite(value) ? value + 0 : null,
    };
  });
}
