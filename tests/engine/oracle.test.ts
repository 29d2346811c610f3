import { describe, expect, test } from "vitest";
import { type ActivationId, activations } from "#engine/activations.ts";
import { call, constant, type FunctionRow, times } from "#engine/expression.ts";
import { sigmoid } from "#engine/functions.ts";
import { type LossId, losses } from "#engine/losses.ts";
import { Network } from "#engine/network.ts";
import { problemOf, Reasoning, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { disagreements, disagreementsOf } from "./oracle.ts";
import { always, near, networks } from "./random-networks.ts";

const activationIds = Object.keys(activations) as ActivationId[];
const lossIds = Object.keys(losses) as LossId[];
describe("the backward rule agrees with dual numbers carried forward", () => {
  test.each(activationIds)("for %s", (activation) => {
    always(networks({ activation }), 15, (document) => {
      expect(disagreementsOf(document)).toEqual([]);
    });
  });

  test.each(lossIds)("for the loss %s", (loss) => {
    always(networks({ loss }), 15, (document) => {
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

  test("takes a function that it does not know by its value, and catches a wrong slope of it", () => {
    const cube: FunctionRow = {
      id: "cube",
      value: (x) => times(x, x, x),
      slope: (_i, [x]) => times(constant(3), x!, x!),
    };
    expect(disagreements(neuron(cube), given)).toEqual([]);
    expect(disagreements(neuron({ ...cube, slope: (_i, [x]) => times(x!, x!) }), given)).toEqual(["x", "w", "z"]);
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
