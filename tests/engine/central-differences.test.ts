import type { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { type ActivationId, activations } from "#engine/activations.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { type LossId, losses } from "#engine/losses.ts";
import { decimal } from "#engine/numbers.ts";
import { givenValues, problemOf, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { familyTable } from "./random-families.ts";
import { always, near, networks } from "./random-networks.ts";

const exact = (value: number | string): Decimal => decimal.from(String(value))!;

/** The loss at forty digits, with some numbers of the document replaced. */
function exactLoss(document: NetworkDocument, replaced: ReadonlyMap<Quantity, Decimal>): Decimal {
  const problem = problemOf(document);
  const tape = problem.model.right.tape("loss", () => [problem.network.loss]);
  const values = Array.from(givenValues(problem, tape), (value, i) => replaced.get(tape.leaves[i]!) ?? exact(value));
  return tape.runOver(decimal, values)[tape.slot(problem.network.loss)]!;
}

const everyFunction = [
  ...(Object.keys(activations) as ActivationId[]).map((activation) => ({ name: activation, asked: { activation } })),
  ...(Object.keys(losses) as LossId[]).map((loss) => ({ name: `the loss ${loss}`, asked: { loss } })),
];

/** The given numbers whose gradient is not the slope of the loss; forty digits take time: every third is tried. */
function wrongSlopes(document: NetworkDocument): string[] {
  const problem = problemOf(document);
  const { network, given, model } = problem;
  const moving = [...network.parameters, ...network.withRole("input")].filter((_, i) => i % 3 === 0);
  const gradients = valuesOf(
    problem,
    model.right,
    moving.map((w) => network.gradient(w)),
  );
  const h = exact("1e-12");
  const off = moving.filter((w, i) => {
    const value = exact(given.get(w)!);
    const [plus, minus] = [value.plus(h), value.minus(h)].map((moved) => exactLoss(document, new Map([[w, moved]])));
    return !near(plus!.minus(minus!).div(h.times(2)).toNumber(), gradients[i]!);
  });
  return off.map(({ id }) => id);
}

/** Behind a detached state the gradient leaves paths out on purpose. */
const attached = (document: NetworkDocument): NetworkDocument =>
  document.type === "rnn" ? { ...document, config: { ...document.config, detach_before: [] } } : document;

describe("central differences of forty digits agree with the gradients", () => {
  test.each(everyFunction)("for $name", ({ asked }) => {
    always(networks(asked), 2, (document) => {
      expect(wrongSlopes(document)).toEqual([]);
    });
  });

  test.each(familyTable)("for %s", (_type, documents) => {
    always(documents, 4, (document) => {
      expect(wrongSlopes(attached(document))).toEqual([]);
    });
  });
});
