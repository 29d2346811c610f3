import type { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { type ActivationId, activations } from "#engine/activations.ts";
import { numberAt } from "#engine/document.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { type LossId, losses } from "#engine/losses.ts";
import { decimal } from "#engine/numbers.ts";
import { givenValues, problemOf, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { always, near, networks } from "./random-networks.ts";

const exact = (value: number | string): Decimal => decimal.from(String(value))!;

/** The loss at forty digits, with some numbers of the document replaced. */
function exactLoss(document: NetworkDocument, replaced: ReadonlyMap<Quantity, Decimal>): Decimal {
  const problem = problemOf(document);
  const tape = problem.model.right.tape("loss", () => [problem.network.loss]);
  const values = givenValues(problem, tape).map((value, i) => replaced.get(tape.leaves[i]!) ?? exact(value));
  return tape.runOver(decimal, values)[tape.slot(problem.network.loss)]!;
}

const everyFunction = [
  ...(Object.keys(activations) as ActivationId[]).map((activation) => ({ name: activation, asked: { activation } })),
  ...(Object.keys(losses) as LossId[]).map((loss) => ({ name: `the loss ${loss}`, asked: { loss } })),
];

describe("central differences of forty digits agree with the gradients", () => {
  test.each(everyFunction)("for $name", ({ asked }) => {
    always(networks(asked), 2, (document) => {
      const problem = problemOf(document);
      // Forty digits take their time: every third parameter is enough.
      const parameters = problem.network.parameters.filter((_, i) => i % 3 === 0);
      const gradients = valuesOf(
        problem,
        problem.model.right,
        parameters.map((w) => problem.network.gradient(w)),
      );
      const h = exact("1e-12");
      const off = parameters.filter((w, i) => {
        const value = exact(numberAt(document, w.id)!);
        const [plus, minus] = [value.plus(h), value.minus(h)].map((moved) =>
          exactLoss(document, new Map([[w, moved]])),
        );
        return !near(plus!.minus(minus!).div(h.times(2)).toNumber(), gradients[i]!);
      });
      expect(off.map(({ id }) => id)).toEqual([]);
    });
  });
});
