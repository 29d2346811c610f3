import { certainValues } from "./certain.ts";
import { type Expression, mapQuantities, operands } from "./expression.ts";
import type { Notation } from "./notation.ts";
import { symbolOf } from "./notation.ts";
import type { Problem, Reasoning } from "./problem.ts";
import { isGradient, type Quantity } from "./quantity.ts";
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
export type PlainStep = { readonly quantity: Quantity; readonly rule: Expression };

/**
 * The steps on which a quantity depends, in an order in which each reads only earlier ones. A gradient that is only a
 * number, such as dE/dE_o1 = 1, is used in place and gets no line of its own.
 */
export function stepsTo(reasoning: Reasoning, wanted: Quantity): PlainStep[] {
  const rules = new Map<Quantity, Expression>();
  const trivial = new Map<Quantity, Expression>();
  const visit = (q: Quantity): void => {
    if (rules.has(q) || trivial.has(q)) return;
    const definition = reasoning.define(q);
    if (definition === undefined) return;
    for (const read of operands(definition)) visit(read);
    const rule = simplify(mapQuantities(definition, (r) => trivial.get(r) ?? r));
    const inPlace = isGradientSometime(q) && operands(rule).size === 0 && q !== wanted;
    (inPlace ? trivial : rules).set(q, rule);
  };
  visit(wanted);
  return reachable(rules, wanted);
}

/** A gradient, at this step of the training or a later one. */
const isGradientSometime = (q: Quantity): boolean =>
  isGradient(q) || (q.derived !== undefined && isGradientSometime(q.derived.of));

/** Drops the steps that simplified rules no longer read, such as the upstream of a closed gate. */
function reachable(rules: ReadonlyMap<Quantity, Expression>, wanted: Quantity): PlainStep[] {
  const needed = new Set<Quantity>();
  const mark = (q: Quantity): void => {
    const rule = rules.get(q);
    if (!rule || needed.has(q)) return;
    needed.add(q);
    for (const read of operands(rule)) mark(read);
  };
  mark(wanted);
  const steps = [...rules].filter(([q]) => needed.has(q)).map(([quantity, rule]) => ({ quantity, rule }));
  return steps.toSorted((a, b) => phase(a.quantity) - phase(b.quantity));
}

/** The forward pass is told before the backward pass, and both before what comes after the update. */
function phase(q: Quantity): number {
  if (q.derived?.as === "later") return 2 + phase(q.derived.of);
  return isGradient(q) ? 1 : 0;
}

/** The digits of a number inside a derivation: two more than the four a learner is asked to keep. */
const DIGITS = 6;

/** A number as a derivation prints it. */
export const numeral = (value: number): string => String(Number(value.toPrecision(DIGITS)));

/** What a step says whatever the numbers are. */
type SymbolicStep = PlainStep & Pick<DerivationStep, "symbol" | "text" | "latex">;

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
      const [symbol, rule] = [names(step.quantity), write(step.rule, names)];
      return { ...step, symbol, text: `${symbol.text} = ${rule.text}`, latex: `${symbol.latex} = ${rule.latex}` };
    });
    kept.set(key, steps);
  }
  return steps;
}

/** The written derivation of a quantity: symbols, then numbers. */
export function derive(problem: Problem, reasoning: Reasoning, wanted: Quantity, notation: Notation): DerivationStep[] {
  const asked = reasoning.rules.report(wanted);
  const tape = reasoning.tape(asked.id, () => [asked]);
  const memory = certainValues(problem, tape);
  const printed = new Map<Quantity, Symbol>();
  const numbers = (q: Quantity): Symbol => {
    const symbol = printed.get(q) ?? numberSymbol(numeral(memory[tape.slot(q)]!));
    printed.set(q, symbol);
    return symbol;
  };
  return inSymbols(reasoning, asked, notation).map(({ quantity, rule, symbol, text, latex }) => {
    const inNumbers = write(rule, numbers);
    const value = memory[tape.slot(quantity)]!;
    return {
      quantity: quantity.id,
      reads: [...operands(rule)].map((q) => q.id),
      symbol,
      text,
      latex,
      numbers: inNumbers.text,
      numbersLatex: inNumbers.latex,
      value: Number.isFinite(value) ? value : null,
    };
  });
}
