import { describe, expect, test } from "vitest";
import type { Network } from "#engine/network.ts";
import { type Notation, type NotationId, notations, symbolOf } from "#engine/notation/index.ts";
import { problemOf } from "#engine/problem.ts";
import { optimizers } from "#engine/optimizers.ts";
import { isLater, type Quantity } from "#engine/quantity.ts";
import { caseOf, devCases, familyCases, mistakeCases, publishedCases, publishedFamilyCases } from "./cases.ts";
import { canBeSet } from "./latex.ts";
import { oddShapes } from "./odd-shapes.ts";
import { familyTable } from "./random-families.ts";
import { always, networks } from "./random-networks.ts";

const otherCases = [...familyCases, ...publishedFamilyCases];
const ids = Object.keys(notations) as NotationId[];

const s4 = problemOf(caseOf("P-mazur-1").spec).network;
const s4Names = (path: string, by: "text" | "latex") =>
  ids.map((id) => symbolOf(s4, notations[id], s4.find(path)!)[by]);

describe("the names of Mazur's network as case1, perceptron, mazur and layered", () => {
  test.each([
    ["inputs.X.0.1", "x2", "x2", "i2", "x2"],
    ["targets.0.0", "z1", "d1", "t1", "t1"],
    ["params.W1.0.0", "w(x1)1", "v11", "w1", "w1_11"],
    ["params.W1.0.1", "w(x2)1", "v21", "w2", "w1_12"],
    ["params.W1.1.0", "w(x1)2", "v12", "w3", "w1_21"],
    ["params.W2.0.0", "w13", "w11", "w5", "w2_11"],
    ["params.W2.1.1", "w24", "w22", "w8", "w2_22"],
    ["params.b1", "b_layer1", "b_y", "b1", "b1"],
    ["params.b2", "b_layer2", "b_o", "b2", "b2"],
    ["forward.z1.0.0", "e1", "net_y1", "net_h1", "z1_1"],
    ["forward.a1.0.1", "y2", "y2", "out_h2", "a1_2"],
    ["forward.z2.0.0", "e3", "net_o1", "net_o1", "z2_1"],
    ["forward.a2.0.1", "y4", "o2", "out_o2", "a2_2"],
    ["forward.E.0.1", "E_4", "E_o2", "E_o2", "E_2"],
    ["loss", "E", "E", "E", "E"],
    ["grads.W1.0.0", "dE/dw(x1)1", "dE/dv11", "dE/dw1", "dE/dw1_11"],
    ["grads.a1.0.0", "dE/dy1", "dE/dy1", "dE/dout_h1", "dE/da1_1"],
    ["deltas.z1.0.0", "dE/de1", "dE/dnet_y1", "delta_h1", "delta1_1"],
    ["deltas.z2.0.1", "dE/de4", "dE/dnet_o2", "delta_o2", "delta2_2"],
    ["updated.W2.0.0", "w13'", "w11'", "w5'", "w2_11'"],
    ["loss_after", "E'", "E'", "E'", "E'"],
    ["optimizer.lr", "eta", "eta", "eta", "eta"],
  ])("%s", (path, ...names) => {
    expect(s4Names(path, "text")).toEqual(names);
  });

  const derivative = (by: string) => `\\frac{\\partial E}{\\partial ${by}}`;
  test.each([
    ["params.W1.0.0", "w_{(x1)1}", "v_{11}", "w_{1}", "w^{(1)}_{11}"],
    ["forward.z1.0.0", "e_{1}", "\\mathrm{net}_{y1}", "\\mathrm{net}_{h1}", "z^{(1)}_{1}"],
    ["updated.W2.0.0", "{w_{13}}'", "{w_{11}}'", "{w_{5}}'", "{w^{(2)}_{11}}'"],
    // Delta is dE/dnet only where the notation says so.
    ["deltas.z2.0.1", derivative("e_{4}"), derivative("\\mathrm{net}_{o2}"), "\\delta_{o2}", "\\delta^{(2)}_{2}"],
  ])("%s in LaTeX", (path, ...names) => {
    expect(s4Names(path, "latex")).toEqual(names);
  });
});

/** The names, as text or as LaTeX, that more than one quantity of a network bears. */
function sharedNames(network: Network, notation: Notation): string[] {
  return (["text", "latex"] as const).flatMap((by) => {
    const bearers = Map.groupBy(quantitiesOf(network), (q) => symbolOf(network, notation, q)[by]);
    return [...bearers].flatMap(([name, qs]) => (qs.length > 1 ? [`${name}: ${qs.map((q) => q.id).join(", ")}`] : []));
  });
}

/** Every quantity of a network, its gradients, and both one step later. */
function quantitiesOf(network: Network): ReadonlySet<Quantity> {
  const now = [...network.leaves, ...network.forward];
  const moving = now.filter(({ role }) => !["target", "setting", "mask", "clock", "state"].includes(role));
  const before = [...now, ...moving.map((q) => network.gradient(q))];
  return new Set([...before, ...before.map((q) => network.later(q))]);
}

describe.each(ids)("no two quantities share a name in the notation %s", (id) => {
  test("in the networks of the reference", () => {
    for (const { spec } of [...devCases, ...publishedCases, ...mistakeCases, ...otherCases])
      expect(sharedNames(problemOf(spec).network, notations[id])).toEqual([]);
  });

  test("in random networks with any optimizer", () => {
    for (const name of Object.keys(optimizers))
      always(networks(), 15, (document) => {
        const trained = { ...document, optimizer: { name, lr: 0.1, weight_decay: 0.01 } };
        expect(sharedNames(problemOf(trained).network, notations[id])).toEqual([]);
      });
  });
});

describe.each(familyTable)("the names of %s", (_type, documents) => {
  const unlike = ids.slice(1);

  test("are told apart with any optimizer, and can be set", () => {
    for (const name of Object.keys(optimizers))
      always(documents, 4, (document) => {
        const { network } = problemOf({ ...document, optimizer: { name, lr: 0.1, weight_decay: 0.01 } });
        expect(sharedNames(network, notations.layered)).toEqual([]);
        const latex = [...quantitiesOf(network)].map((q) => symbolOf(network, notations.layered, q).latex);
        expect(latex.filter((symbol) => !canBeSet(symbol))).toEqual([]);
      });
  });

  test("are the same in every notation, but for delta", () => {
    always(documents, 4, (document) => {
      const { network } = problemOf(document);
      const names = (id: NotationId) =>
        [...network.leaves, ...network.forward].map((q) => symbolOf(network, notations[id], q));
      expect(unlike.map(names)).toEqual(unlike.map(() => names("case1")));
    });
  });
});

describe.each(ids)("names beyond one digit in the notation %s", (id) => {
  test.each(oddShapes)("stay distinct and can be set: %s", (_name, document) => {
    const { network } = problemOf(document);
    expect(sharedNames(network, notations[id])).toEqual([]);
    const unsettable = [...quantitiesOf(network)].filter(
      (q) => !isLater(q) && !canBeSet(symbolOf(network, notations[id], q).latex),
    );
    expect(unsettable.map((q) => q.id)).toEqual([]);
  });
});
