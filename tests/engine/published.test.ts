import { describe, expect, test } from "vitest";
import { compile } from "#engine/compile.ts";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import type { Expression } from "#engine/expression.ts";
import { negate } from "#engine/expression.ts";
import { givenValues, type Problem, problemOf, type Reasoning, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { trainFor } from "#engine/training.ts";
import { mistakes } from "#quiz/mistakes/index.ts";
import { agree, caseOf, leavesOf, publishedCases, publishedFamilyCases, reference, type TrainingLog } from "./cases.ts";

const find = ({ network }: Problem, path: string): Quantity => network.find(path)!;

/** The value of any expression over the quantities of a network. */
function valueOf(problem: Problem, e: Expression): number {
  const asked: Quantity = { kind: "quantity", id: "asked", role: "setting", tensor: "asked", index: [] };
  const tape = compile((q) => (q === asked ? e : problem.model.right.define(q)), [asked]);
  return tape.run(givenValues(problem, tape))[tape.slot(asked)]!;
}

/** One path's share of dE/dq: through the quantity c that reads q. */
const share = ({ model }: Problem, c: Quantity, q: Quantity): Expression => ({
  kind: "product",
  factors: [model.right.rules.upstream(c, q), model.right.rules.local(c, q)],
});

const slope = (problem: Problem, layer: number, unit: number): Expression =>
  problem.model.right.rules.local(
    find(problem, `forward.a${layer}.0.${unit}`),
    find(problem, `forward.z${layer}.0.${unit}`),
  );

/** What the worked examples call by names of their own. */
const named: Readonly<Record<string, (problem: Problem) => Expression>> = {
  E_o1: (p) => find(p, "forward.E.0.0"),
  E_o2: (p) => find(p, "forward.E.0.1"),
  dout_o1: (p) => slope(p, 2, 0),
  dout_h1: (p) => slope(p, 1, 0),
  path_o1_h1: (p) => share(p, find(p, "forward.z2.0.0"), find(p, "forward.a1.0.0")),
  path_o2_h1: (p) => share(p, find(p, "forward.z2.0.1"), find(p, "forward.a1.0.0")),
  minus_delta_o: (p) => negate(find(p, "deltas.z2.0.0")),
};

const withUpdatedWeights = ({ model }: Problem): Reasoning =>
  model.withMistakes([{ id: "path.updated_weights", replace: mistakes["path.updated_weights"].replace }]);

/** What we compute for a printed number. */
function computed(problem: Problem, path: string): number {
  if (path.startsWith("extra.")) return valueOf(problem, named[path.slice("extra.".length)]!(problem));
  const wrong = "wrong.path.updated_weights.";
  if (path.startsWith(wrong))
    return valuesOf(problem, withUpdatedWeights(problem), [find(problem, path.slice(wrong.length))])[0]!;
  return valuesOf(problem, problem.model.right, [find(problem, path)])[0]!;
}

describe.each(publishedCases)("$id", ({ spec, published, extra }) => {
  const problem = problemOf(spec);

  test.each(published.filter(({ agrees }) => agrees))("prints $path = $printed", ({ path, printed, tolerance }) => {
    expect(Math.abs(computed(problem, path) - Number(printed))).toBeLessThanOrEqual(tolerance);
  });

  const misprints = published.filter(({ agrees }) => !agrees);
  test.each(misprints)("does not confirm the misprint $path = $printed", (misprint) => {
    expect(Math.abs(computed(problem, misprint.path) - Number(misprint.printed))).toBeGreaterThan(misprint.tolerance);
  });

  const extras = Object.entries(extra ?? {});
  test.each(extras)("%s to all digits", (name, want) => {
    expect(agree(computed(problem, `extra.${name}`), want)).toBe(true);
  });
});

describe.each(publishedFamilyCases)("$id", ({ spec, published }) => {
  const problem = problemOf(spec);
  const value = (path: string) => valuesOf(problem, problem.model.right, [find(problem, path)])[0]!;

  test.each(published.filter(({ agrees }) => agrees))("prints $path = $printed", ({ path, printed, tolerance }) => {
    const allowed = Math.max(tolerance, 1e-15 * Math.abs(Number(printed)));
    expect(Math.abs(value(path) - Number(printed))).toBeLessThanOrEqual(allowed);
  });

  test("no other printed number is confirmed", () => {
    const misprints = published.filter(({ agrees }) => !agrees);
    const confirmed = misprints.filter((one) => Math.abs(value(one.path) - Number(one.printed)) <= one.tolerance);
    expect(confirmed).toEqual([]);
  });
});

const mazur = caseOf("P-mazur-1").spec;
type TrainingCase = { readonly id: string; readonly extra: { readonly training: Record<string, TrainingLog> } };

const { cases } = reference("published.json") as { readonly cases: readonly TrainingCase[] };
const { training } = cases.find(({ id }) => id === "P-mazur-10000")!.extra;

const unfrozen = (document: DenseDocument): DenseDocument => ({
  ...document,
  optimizer: { ...document.optimizer!, frozen: [] },
});
const oneBiasEach = (document: DenseDocument): DenseDocument => ({
  ...document,
  config: {
    ...document.config,
    layers: document.config.layers.map((layer) => ({ ...layer, bias: "per_neuron" as const })),
  },
  params: { ...document.params, b1: [0.35, 0.35], b2: [0.6, 0.6] },
});

const right = ({ model }: Problem): Reasoning => model.right;
const logs: readonly [string, DenseDocument, (problem: Problem) => Reasoning][] = [
  ["weights_only", mazur, right],
  ["hidden_gradients_use_updated_output_weights", mazur, withUpdatedWeights],
  ["per_neuron_biases_too", unfrozen(oneBiasEach(mazur)), right],
  ["shared_biases_too", unfrozen(mazur), right],
];

/** The parameters after so many steps, in their tensors. */
function trained(document: DenseDocument, reasoning: Reasoning, steps: number) {
  const problem = problemOf(document);
  const params: DenseDocument["params"] = structuredClone(document.params);
  const loss = trainFor(problem, reasoning, steps, (t, { after }) => {
    if (t < steps) return;
    for (const w of problem.network.parameters) {
      const [i, j] = w.index;
      if (i === undefined) params[w.tensor] = after(w);
      else if (j === undefined) (params[w.tensor] as number[])[i] = after(w);
      else (params[w.tensor] as number[][])[i]![j] = after(w);
    }
  });
  return { loss, document: { ...document, params } };
}

describe.each(logs)("Mazur's network trained: %s", (name, document, reasoningOf) => {
  const log = training[name]!;
  const reasoning = reasoningOf(problemOf(document));
  const checkpoints = Object.keys(log).filter((key) => Number(key) > 0);

  test.each(checkpoints)("loss and outputs after %s steps", (steps) => {
    const want = log[steps] as { readonly loss: number; readonly out: readonly number[] };
    const result = trained(document, reasoning, Number(steps));
    expect(agree(result.loss, want.loss)).toBe(true);
    const problem = problemOf(result.document);
    const out = [0, 1].map((k) => valuesOf(problem, problem.model.right, [find(problem, `forward.a2.0.${k}`)])[0]!);
    expect(out.every((a, k) => agree(a, want.out[k]!))).toBe(true);
  });

  test("all parameters after 10,000 steps", () => {
    const { params } = trained(document, reasoning, 10_000).document;
    const got = [params["W1"]!, params["W2"]!].flat(2);
    expect(got.map((w, i) => agree(w, log.weights[i]!))).toEqual(log.weights.map(() => true));
    for (const b of ["b1", "b2"])
      for (const [path, want] of leavesOf(log[b]!)) {
        const tensor = params[b]!;
        expect(agree(typeof tensor === "number" ? tensor : (tensor[Number(path)] as number), Number(want))).toBe(true);
      }
  });
});
