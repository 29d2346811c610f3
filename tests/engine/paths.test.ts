import { describe, expect, test } from "vitest";
import { compile } from "#engine/compile.ts";
import { type Expression, sum } from "#engine/expression.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import { countContributing, valuedPaths } from "#engine/path-values.ts";
import { Paths } from "#engine/paths.ts";
import { givenValues, problemOf } from "#engine/problem.ts";
import { simplify } from "#engine/simplify.ts";
import { write } from "#engine/write.ts";
import { caseOf } from "./cases.ts";
import { named } from "./expressions.ts";
import { ofWidths, oddShapes } from "./odd-shapes.ts";
import { familyTable } from "./random-families.ts";
import { always, near, networks } from "./random-networks.ts";

const whole = named("whole");

function pathsOf(document: NetworkDocument) {
  const problem = problemOf(document);
  const { network, model } = problem;
  const paths = new Paths(network, model.right.rules);
  const value = (e: Expression): number => {
    const tape = compile((q) => (q === whole ? e : model.right.define(q)), [whole]);
    return tape.run(givenValues(problem, tape))[tape.slot(whole)]!;
  };
  return { network, model, paths, value };
}

/** Every quantity whose paths do not sum to its gradient, among those with few enough paths to add up. */
function unlikeTheGradient(document: NetworkDocument): string[] {
  const { network, paths, value } = pathsOf(document);
  return [...network.leaves, ...network.forward]
    .filter((q) => paths.count(q) > 0n && paths.count(q) <= 200n)
    .flatMap((q) => {
      const all = [...paths.from(q)];
      const total = value(sum(all.map((path) => path.product)));
      const gradient = value(network.gradient(q));
      const agrees = near(total, gradient) || !Number.isFinite(gradient);
      const counted = BigInt(all.length) === paths.count(q);
      return agrees && counted ? [] : [`${q.id}: ${total} instead of ${gradient}`];
    });
}

describe("the paths of a quantity to the loss", () => {
  test("of w1 and w5 in Mazur's network, as a derivation writes them", () => {
    const { network, paths } = pathsOf(caseOf("P-mazur-1").spec);
    const written = (path: string) =>
      [...paths.from(network.find(path)!)].map(({ through, product }) => ({
        through: through.map((q) => symbolOf(network, notations.mazur, q).text).join(" "),
        product: write(simplify(product), (q) => symbolOf(network, notations.mazur, q)).text,
      }));
    expect(written("params.W2.0.0")).toEqual([
      { through: "w5 net_o1 out_o1 E_o1 E", product: "(out_o1 - t1) * out_o1 * (1 - out_o1) * out_h1" },
    ]);
    expect(written("params.W1.0.0")).toEqual([
      {
        through: "w1 net_h1 out_h1 net_o1 out_o1 E_o1 E",
        product: "(out_o1 - t1) * out_o1 * (1 - out_o1) * w5 * out_h1 * (1 - out_h1) * i1",
      },
      {
        through: "w1 net_h1 out_h1 net_o2 out_o2 E_o2 E",
        product: "(out_o2 - t2) * out_o2 * (1 - out_o2) * w7 * out_h1 * (1 - out_h1) * i1",
      },
    ]);
  });

  test("are counted in Mazur's network with its shared biases", () => {
    const { network, paths } = pathsOf(caseOf("P-mazur-1").spec);
    const counts = ["inputs.X.0.0", "params.b1", "params.b2", "params.W1.0.0", "forward.z2.0.0", "loss"];
    expect(counts.map((path) => paths.count(network.find(path)!))).toEqual([4n, 4n, 2n, 2n, 1n, 1n]);
  });

  test("are counted without being walked", () => {
    const plain = { activation: "sigmoid", dropout: undefined } as const;
    const deep = ofWidths(
      Array.from({ length: 41 }, () => 4),
      plain,
      1,
      { name: "half_squared" },
    );
    const { network, paths } = pathsOf({ ...deep, config: { ...deep.config, l2: undefined } });
    const input = network.find("inputs.X.0.0")!;
    expect(paths.count(input)).toBe(4n ** 40n);
    const [first] = paths.from(input);
    expect(first!.through).toHaveLength(1 + 2 * 40 + 2);
  });

  test("lead to a quantity on the way, too, and nowhere from what it does not depend on", () => {
    const { network, model } = pathsOf(caseOf("P-mazur-1").spec);
    const toO1 = new Paths(network, model.right.rules, network.find("forward.E.0.0"));
    expect(toO1.count(network.find("params.W1.0.0")!)).toBe(1n);
    expect(toO1.count(network.find("params.W2.1.0")!)).toBe(0n);
    expect([...toO1.from(network.find("params.W2.1.0")!)]).toEqual([]);
  });

  test("sum to the gradient in random layered networks", () => {
    always(networks(), 60, (document) => {
      expect(unlikeTheGradient(document)).toEqual([]);
    });
  });

  test.each(oddShapes)("sum to the gradient: %s", (_name, document) => {
    expect(unlikeTheGradient(document)).toEqual([]);
  });

  test.each(familyTable)("sum to the gradient in %s", (_type, documents) => {
    always(documents, 8, (document) => {
      expect(unlikeTheGradient(document)).toEqual([]);
    });
  });
});

describe("paths that contribute", () => {
  const contributing = (document: NetworkDocument) => {
    const problem = problemOf(document);
    const { network } = problem;
    return network.parameters
      .map((q) => ({ q, all: new Paths(network, problem.model.right.rules).count(q) }))
      .filter(({ all }) => all > 0n && all < 60n)
      .map(({ q }) => ({
        counted: countContributing(problem, q),
        walked: valuedPaths(problem, problem.model.right, q).filter(({ value }) => value !== 0).length,
      }));
  };

  test("are counted as they are walked, closed gates and dropped units included", () => {
    always(networks(), 60, (document) => {
      for (const { counted, walked } of contributing(document)) expect(counted).toBe(walked);
    });
  });

  test("are counted beyond what is walked", () => {
    const linear = { activation: "identity", dropout: undefined } as const;
    const deep = ofWidths([2, 4, 4, 4, 4, 1], linear, 1, { name: "half_squared" });
    const problem = problemOf({ ...deep, config: { ...deep.config, l2: undefined } });
    expect(countContributing(problem, problem.network.find("inputs.X.0.0")!)).toBe(4 ** 4);
  });
});
