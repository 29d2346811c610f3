import { describe, expect, test } from "vitest";
import type { Expression } from "#engine/expression.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { isUnreadable, MOST_CHARACTERS, readFormula, vocabularyOf } from "#engine/formula.ts";
import { type NotationId, notations, symbolOf } from "#engine/notation/index.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { compile } from "#engine/compile.ts";
import { write } from "#engine/write.ts";
import { named } from "./expressions.ts";
import { familyTable } from "./random-families.ts";
import { always, near, networks } from "./random-networks.ts";

const whole = named("whole");

/** The value of an expression on the network of a document. */
function valueOn(document: NetworkDocument): (e: Expression) => number {
  const problem = problemOf(document);
  return (e) => {
    const tape = compile((q) => (q === whole ? e : undefined), [whole]);
    const values = valuesOf(problem, problem.model.right, tape.leaves);
    return tape.run(values)[tape.slot(whole)]!;
  };
}

/** Every rule of a network in symbols, read back: what is not the same, and how many were read. */
function readBack(document: NetworkDocument, id: NotationId): { wrong: string[]; read: number } {
  const { network, model } = problemOf(document);
  const vocabulary = vocabularyOf(network, notations[id]);
  const value = valueOn(document);
  const forward = [...network.forward, ...network.leaves.filter((q) => q.role === "weight" || q.role === "bias")];
  const asked: Quantity[] = [...network.forward, ...forward.map((q) => network.gradient(q))];
  const wrong: string[] = [];
  let read = 0;
  for (const q of asked) {
    const rule = simplify(model.right.define(q)!);
    const written = write(rule, (r) => symbolOf(network, notations[id], r));
    for (const text of [written.text, written.latex]) {
      if (text.length > MOST_CHARACTERS) continue;
      const back = readFormula(text, vocabulary);
      read++;
      if (isUnreadable(back)) {
        if (back.kind !== "too long") wrong.push(`${q.id} = ${text}: ${back.reason.en} (${back.position})`);
      } else if (!near(value(back), value(rule), 1e-12) && Number.isFinite(value(rule)))
        wrong.push(`${q.id} = ${text} is ${value(rule)}, read as ${value(back)}`);
    }
  }
  return { wrong, read };
}

describe("what is written is read back to the same value, as text and as LaTeX", () => {
  test.each(Object.keys(notations) as NotationId[])("rules of layered networks in the notation %s", (id) => {
    let read = 0;
    always(networks(), 60, (document) => {
      const result = readBack(document, id);
      read += result.read;
      expect(result.wrong).toEqual([]);
    });
    expect(read).toBeGreaterThan(1000);
  });

  test.each(familyTable)("rules of %s", (_type, documents) => {
    always(documents, 12, (document) => {
      expect(readBack(document, "layered").wrong).toEqual([]);
    });
  });
});
