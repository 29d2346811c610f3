import { describe, expect, test } from "vitest";
import { type ActivationId, activations } from "#engine/activations.ts";
import { rightRules } from "#engine/chain-rule.ts";
import { compile } from "#engine/compile.ts";
import { type NetworkDocument, numberAt } from "#engine/document.ts";
import { call, type FunctionRow, times } from "#engine/expression.ts";
import { sigmoid } from "#engine/functions.ts";
import { type LossId, losses } from "#engine/losses.ts";
import { Network } from "#engine/network.ts";
import { problemOf, Reasoning, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type Dual, dualOf } from "./dual.ts";
import { always, near, networks } from "./random-networks.ts";

const activationIds = Object.keys(activations) as ActivationId[];
const lossIds = Object.keys(losses) as LossId[];
/** dE/dq by duals: everything that reads q is carried forward once with q moving at speed 1. */
function speedOfLoss(network: Network, given: (q: Quantity) => number, moving: Quantity): number {
  const known = new Map<Quantity, Dual>(
    network.leaves.map((q): [Quantity, Dual] => [q, [given(q), q === moving ? 1 : 0]]),
  );
  for (const q of network.forward) {
    const dual = dualOf(network.definition(q)!, (read) => known.get(read)!);
    known.set(q, q === moving ? [dual[0], 1] : dual);
  }
  return known.get(network.loss)![1];
}

/** The quantities at which the backward rule and the forward oracle differ. */
function disagreements(network: Network, given: (q: Quantity) => number): string[] {
  const asked = [...network.leaves, ...network.forward].filter(
    ({ role }) => role !== "target" && role !== "setting" && role !== "mask" && role !== "clock" && role !== "state",
  );
  const gradients = asked.map((q) => network.gradient(q));
  const tape = compile(new Reasoning(network, rightRules(network)).define, [network.loss, ...gradients]);
  const memory = tape.run(tape.leaves.map(given));
  return asked
    .filter((q, i) => !near(memory[tape.slot(gradients[i]!)]!, speedOfLoss(network, given, q), 1e-8))
    .map((q) => q.id);
}

function disagreementsOf(document: NetworkDocument): string[] {
  const { network } = problemOf(document);
  return disagreements(network, (q) => numberAt(document, q.id) ?? network.fallback(q)!);
}

describe("the backward rule agrees with dual numbers carried forward", () => {
  test.each(activationIds)("for %s", (activation) => {
    always(networks({ activation }), 25, (document) => {
      expect(disagreementsOf(document)).toEqual([]);
    });
  });

  test.each(lossIds)("for the loss %s", (loss) => {
    always(networks({ loss }), 25, (document) => {
      expect(disagreementsOf(document)).toEqual([]);
    });
  });
});

/** A neuron whose activation function is this row. */
function neuron(row: FunctionRow): Network {
  const network = new Network();
  const given = (role: "input" | "weight", id: string) => network.given(id, { role, tensor: id, index: [] });
  const [x, w] = [given("input", "x"), given("weight", "w")];
  const z = network.define("z", { role: "net", tensor: "z", index: [] }, times(w, x));
  const a = network.define("a", { role: "activation", tensor: "a", index: [] }, call(row, z));
  network.loss = network.define("loss", { role: "loss", tensor: "E", index: [] }, times(a, a));
  return network;
}

describe("the oracle itself", () => {
  const given = ({ id }: Quantity) => (id === "x" ? 0.7 : -1.3);

  test("finds nothing wrong with a sound neuron", () => {
    expect(disagreements(neuron(sigmoid), given)).toEqual([]);
  });

  test("catches a wrong slope, at everything below it", () => {
    const wrong: FunctionRow = { ...sigmoid, slope: (_i, _args, self) => times(self, self) };
    expect(disagreements(neuron(wrong), given)).toEqual(["x", "w", "z"]);
  });

  test("catches a wrong value", () => {
    const wrong: FunctionRow = { ...sigmoid, value: (x) => times(x, x) };
    expect(disagreements(neuron(wrong), given)).not.toEqual([]);
  });
});

describe("the stated identities agree with the long way round", () => {
  test.each(["softmax_ce", "ce", "bce"] as const)("for %s", (loss) => {
    always(networks({ loss }), 60, (document) => {
      const problem = problemOf(document);
      const { network, model } = problem;
      const long = new Reasoning(network, { ...model.right.rules, shortcut: () => undefined });
      const stated = [...network.identities.keys()].map((q) => network.gradient(q));
      const [short, round] = [model.right, long].map((reasoning) => valuesOf(problem, reasoning, stated));
      expect(stated.length).toBeGreaterThan(0);
      expect(short!.every((value, i) => near(value, round![i]!))).toBe(true);
    });
  });
});
