import { describe, expect, test } from "vitest";
import { Random } from "#engine/random.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import { calculus } from "#quiz/drafts/calculus.ts";
import { graphOf, type Term } from "#quiz/drafts/graph.ts";
import { draw } from "#quiz/draw.ts";
import { present } from "#quiz/present.ts";

describe("a term as a graph", () => {
  const sum: Term = ["add", "x", 3];

  test("has its inputs, its numbers and its operations, each once and in this order", () => {
    const { config, inputs } = graphOf({ x: 2, y: -1 }, ["mul", ["pow", sum, 3], ["sub", sum, ["mul", 3, "y"]]]);
    expect(inputs).toEqual({ x: 2, y: -1 });
    expect(config.nodes).toEqual([
      { op: "input", name: "x" },
      { op: "input", name: "y" },
      { op: "const", value: 3 },
      { op: "add", args: [0, 2] },
      { op: "pow", args: [3], n: 3 },
      { op: "mul", args: [2, 1] },
      { op: "sub", args: [3, 5] },
      { op: "mul", args: [4, 6] },
    ]);
  });

  test("computes it: (2 + 3)^3 (2 + 3 - 3 (-1)) = 1000, with the derivative 3 (5^2) 8 + 5^3 by x", () => {
    const problem = problemOf(graphOf({ x: 2, y: -1 }, ["mul", ["pow", sum, 3], ["sub", sum, ["mul", 3, "y"]]]));
    const { network, model } = problem;
    const wanted = [network.loss, network.gradient(network.find("inputs.x")!)];
    expect([...valuesOf(problem, model.right, wanted)]).toEqual([1000, 725]);
  });
});

const givens = (skill: string, level: number, seed: string): string[] =>
  present(draw(skill, { seed, level, form: "number" })).givens.map(({ formula }) => formula.text);

describe("what is told of a function", () => {
  test("is a single formula beside its steps, unless a step is read twice", () => {
    const told = givens("calc.partial", 1, "a").find((text) => text.startsWith("E = "))!;
    expect(told).toMatch(/^E = v_\d+ \+ v_\d+ = -?\d \* x\^2 \* y [+-] \d \* y\^2$/);
    expect(givens("graph.accumulate", 3, "a").find((text) => text.startsWith("E = "))).toMatch(/^E = v_\d+ \+ v_\d+$/);
  });

  test("spells out a function that not everybody knows, with the error function where it takes one", () => {
    const seeds = Array.from({ length: 40 }, (_, i) => givens("act.gelu_silu", 3, String(i)));
    const gelu = seeds.find((texts) => texts.some((text) => text.includes("GELU")))!;
    expect(gelu).toContain("f_1 = GELU(x_1) = 1/2 * x_1 * (1 + erf(x_1/sqrt(2)))");
    expect(gelu.filter((text) => /^erf\(x_[12]\/sqrt\(2\)\) = -?0\.\d+$/.test(text))).toHaveLength(2);
  });
});

type Graph = ReturnType<typeof graphOf>;
const H = 1e-6;

const valueAt = (document: Graph, name: string, x: number): number => {
  const problem = problemOf({ ...document, inputs: { ...document.inputs, [name]: x } });
  return valuesOf(problem, problem.model.right, [problem.network.loss])[0]!;
};

/** The inputs by which the derivative is not the slope; where the function is undefined there is neither. */
function wrongSlopes(document: Graph): string[] {
  const problem = problemOf(document);
  const { network, model } = problem;
  return Object.entries(document.inputs).flatMap(([name, x]) => {
    const [found] = valuesOf(problem, model.right, [network.gradient(network.find(`inputs.${name}`)!)]);
    const slope = (valueAt(document, name, x + H) - valueAt(document, name, x - H)) / (2 * H);
    return Math.abs(found! - slope) > 1e-5 * Math.max(1, Math.abs(slope)) ? [`${name} = ${x}: ${found}`] : [];
  });
}

test.each(Object.entries(calculus))("the derivative of %s is its slope, seen from both sides", (_name, draft) => {
  const drafts = Array.from({ length: 20 }, (_, seed) => draft(new Random(String(seed))) as Graph);
  expect(drafts.flatMap(wrongSlopes)).toEqual([]);
});
