import { describe, expect, test } from "vitest";
import { networkDocument } from "#contract/network.ts";
import type { Rules } from "#engine/chain-rule.ts";
import { add, constant, operands } from "#engine/expression.ts";
import type { Network } from "#engine/network.ts";
import type { Quantity, Role } from "#engine/quantity.ts";
import { families, type NetworkDocument } from "#engine/families/index.ts";
import { problemOf, Reasoning, valuesOf } from "#engine/problem.ts";
import { caseOfFamily } from "./cases.ts";
import { disagreements, disagreementsOf } from "./oracle.ts";
import { familyTable } from "./random-families.ts";
import { always, near } from "./random-networks.ts";

test("every family has random instances", () => {
  expect(familyTable.map(([type]) => type).toSorted()).toEqual(
    Object.keys(families)
      .filter((type) => type !== "dense")
      .toSorted(),
  );
});

/** Another error at every place, so that no sum of errors cancels. */
const errorAt = ({ index }: Quantity) => constant(index.reduce((sum, i, d) => sum + (d + 1) * i, 1));

/** What a quantity is differentiated by, as far as it leads to the loss. */
const operandsOf = (network: Network, c: Quantity): Quantity[] =>
  [...operands(network.definition(c)!)].filter((q) => network.readers(q).includes(c) && leadsToLoss(network, c));

const leadsToLoss = (network: Network, q: Quantity): boolean =>
  q === network.loss || network.readers(q).some((c) => leadsToLoss(network, c));

const NOT_ASKED = new Set<Role>(["target", "setting", "constant", "clock"]);
const kindOf = (c: Quantity, q: Quantity): string =>
  NOT_ASKED.has(q.role) ? "not asked" : `${c.role} of ${c.tensor} by ${q.role} of ${q.tensor}`;

describe.each(familyTable)("random instances of %s", (_type, documents) => {
  test("agree with dual numbers carried forward", () => {
    always(documents, 60, (document) => {
      expect(disagreementsOf(document)).toEqual([]);
    });
  });

  test("agree in their stated identities with the long way round", () => {
    always(documents, 30, (document) => {
      const problem = problemOf(document);
      const { network, model } = problem;
      const long = new Reasoning(network, { ...model.right.rules, shortcut: () => undefined });
      const stated = [...network.identities.keys()].map((q) => network.gradient(q));
      const [short, round] = [model.right, long].map((reasoning) => valuesOf(problem, reasoning, stated));
      expect(short!.every((value, i) => near(value, round![i]!, 1e-8))).toBe(true);
    });
  });

  test("find every kind of edge out whose local derivative is wrong", () => {
    const found = new Map<string, boolean>();
    always(documents, 12, (document) => {
      const { network, given, model } = problemOf(document);
      const kinds = new Set(network.forward.flatMap((c) => [...operandsOf(network, c)].map((q) => kindOf(c, q))));
      for (const kind of kinds) {
        if (kind === "not asked" || found.get(kind)) continue;
        const local: Rules["local"] = (c, q) =>
          kindOf(c, q) === kind ? add(model.right.rules.local(c, q), errorAt(c)) : model.right.rules.local(c, q);
        const wrong = { ...model.right.rules, shortcut: () => undefined, local };
        found.set(kind, disagreements(network, (q) => given.get(q)!, wrong).length > 0);
      }
    });
    expect([...found].filter(([, isFound]) => !isFound)).toEqual([]);
  });

  test("are documents by the contract", () => {
    always(documents, 20, (document) => {
      expect(networkDocument.parse(document)).toEqual(document);
    });
  });
});

/** The gradients at these paths. */
const gradients = (document: NetworkDocument, paths: readonly string[]): number[] => {
  const problem = problemOf(document);
  return valuesOf(
    problem,
    problem.model.right,
    paths.map((path) => problem.network.find(path)!),
  );
};

test("the largest of equal numbers is the first, which alone hands the gradient on", () => {
  const document: NetworkDocument = {
    type: "conv1d",
    config: { stride: 1, padding: 0, pool: { type: "max", size: 3, stride: 3 }, upstream: [[2]] },
    params: { W: [[[1]]], b: [0] },
    inputs: { X: [[1, 3, 3]] },
  };
  expect(gradients(document, ["deltas.z.0.0", "deltas.z.0.1", "deltas.z.0.2"])).toEqual([0, 2, 0]);
});

test("a tied weight learns from both of its uses", () => {
  const document = caseOfFamily("D-tied_weights-002", "tied");
  const [encoder, decoder, total] = gradients(document, ["grads.W_enc.0.1", "grads.W_dec.0.1", "grads.W_total.0.1"]);
  expect(near(encoder! + decoder!, total!)).toBe(true);
  const trained = { ...document, optimizer: { name: "sgd", lr: 0.5 } };
  const [w] = document.params["W_enc"] as number[][];
  const updated = gradients(trained, ["updated.W_enc.0.1", "updated.W_dec.0.1"]);
  expect(updated.map((value) => near(value, w![1]! - 0.5 * total!))).toEqual([true, true]);
  const frozen = { ...document, optimizer: { name: "sgd", lr: 0.5, frozen: ["W_dec"] } };
  expect(gradients(frozen, ["updated.W_enc.0.1", "updated.W_dec.0.1"])).toEqual([w![1], w![1]]);
});

test("no gradient goes back through a detached state", () => {
  const document = caseOfFamily("D-rnn_truncated-001", "rnn");
  const last = {
    ...document,
    config: { ...document.config, output: "last" as const },
    targets: [document.targets[1]!],
  };
  expect(gradients(last, ["grads.h.0.0", "grads.h0.1", "grads.x.0.0"])).toEqual([0, 0, 0]);
});
