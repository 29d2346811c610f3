import { describe, expect, test } from "vitest";
import { constant, type Expression, mapQuantities } from "#engine/expression.ts";
import { isUnreadable, readFormula, vocabularyOf } from "#engine/formula.ts";
import { type NotationId, notations, symbolOf } from "#engine/notation/index.ts";
import { type Problem, problemOf } from "#engine/problem.ts";
import { isParameter, type Quantity, updatesBefore } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { write } from "#engine/write.ts";
import { defined, exactly, withDecimals, values } from "./expressions.ts";
import { formulaNetworks } from "./formula-networks.ts";
import { normalForm } from "./normal-form.ts";
import { familyTable } from "./random-families.ts";
import { always, networks } from "./random-networks.ts";

const notationIds = Object.keys(notations) as NotationId[];

/** What is read where an expression was written, as text and as LaTeX; nothing for what is too long to be typed. */
function readBack(e: Expression, { network }: Problem, id: NotationId): readonly (Expression | string)[] {
  const written = write(e, (q) => symbolOf(network, notations[id], q));
  return [written.text, written.latex].flatMap((text): readonly (Expression | string)[] => {
    const back = readFormula(text, vocabularyOf(network, notations[id]));
    if (!isUnreadable(back)) return [back];
    return back.kind === "too long" ? [] : [`${text}: ${back.reason.en} (${back.position})`];
  });
}

/** Every rule of a network that has a formula: of the forward pass, of the gradients and of plain updates. */
function rulesOf({ network, model }: Problem): readonly Expression[] {
  const parameters = network.parameters.filter(isParameter);
  const updated = network.training?.optimizer.id === "sgd" ? parameters.map((w) => network.later(w)) : [];
  const gradients = [...network.forward, ...parameters].map((q) => network.gradient(q));
  // Nobody writes the clock: at every step it is a number.
  const inStep = (q: Quantity) => (q.role === "clock" ? constant(updatesBefore(q)) : q);
  const all = [...network.forward, ...gradients, ...updated];
  return all.map((q) => simplify(mapQuantities(model.right.define(q)!, inStep)));
}

/** Counts the rules that are read back, and finds those that have become something else. */
function roundTrip(problem: Problem, id: NotationId): { read: number; wrong: string[] } {
  let read = 0;
  const wrong: string[] = [];
  for (const rule of rulesOf(problem))
    for (const back of readBack(rule, problem, id)) {
      read++;
      const found = typeof back === "string" ? back : normalForm(back);
      if (found !== normalForm(rule)) wrong.push(`${normalForm(rule)} was read as ${found}`);
    }
  return { read, wrong };
}

describe("what is written is read back to the same expression, as text and as LaTeX", () => {
  test.each(notationIds)("rules of layered networks in the notation %s", (id) => {
    let read = 0;
    always(networks(), 60, (document) => {
      const result = roundTrip(problemOf(document), id);
      read += result.read;
      expect(result.wrong).toEqual([]);
    });
    expect(read).toBeGreaterThan(1000);
  });

  test.each(familyTable)("rules of %s in every notation", (_type, documents) => {
    always(documents, 8, (document) => {
      const problem = problemOf(document);
      for (const id of notationIds) expect(roundTrip(problem, id).wrong).toEqual([]);
    });
  });

  test.each(Object.entries(formulaNetworks))("rules and updates of the network %s", (_id, problem) => {
    for (const id of notationIds) expect(roundTrip(problem, id).wrong).toEqual([]);
  });
});

describe("any expression is read back to the same value", () => {
  const problem = formulaNetworks.mazur;
  const names = ["params.W1.0.0", "forward.z2.0.1", "grads.W2.1.0"].map((path) => problem.network.find(path)!);
  const there = new Map([...values.keys()].map((q, i) => [q, names[i]!]));
  const back = new Map([...there].map(([q, name]) => [name, q]));
  const rename = (e: Expression, by: ReadonlyMap<Quantity, Quantity>) => mapQuantities(e, (q) => by.get(q)!);

  test.each(notationIds)("in fractions, in the notation %s", (id) => {
    let read = 0;
    always(withDecimals(defined), 400, (e) => {
      for (const form of [e, simplify(e)])
        for (const found of readBack(rename(form, there), problem, id)) {
          read++;
          expect(typeof found === "string" ? found : exactly(rename(found, back))?.toFraction()).toBe(
            exactly(e)!.toFraction(),
          );
        }
    });
    expect(read).toBeGreaterThan(1000);
  });
});
