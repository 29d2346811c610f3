import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { type Problem, problemOf, type Reasoning, valuesOf } from "#engine/problem.ts";
import { trainFor } from "#engine/training.ts";
import { reasoningOf } from "#quiz/predictions.ts";
import { caseOf } from "./cases.ts";

const withUpdatedWeights = (problem: Problem): Reasoning => reasoningOf(problem, ["path.updated_weights"]);

const mazur = caseOf("P-mazur-1").spec;
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
/** The runs that the reference logs: the document, and how somebody reasons who trains it. */
export const runs: Readonly<Record<string, readonly [DenseDocument, (problem: Problem) => Reasoning]>> = {
  weights_only: [mazur, right],
  hidden_gradients_use_updated_output_weights: [mazur, withUpdatedWeights],
  per_neuron_biases_too: [unfrozen(oneBiasEach(mazur)), right],
  shared_biases_too: [unfrozen(mazur), right],
};

/** Loss, outputs and parameters of a run after so many steps. */
export function trained(run: string, steps: number) {
  const [document, reasoningIn] = runs[run]!;
  const problem = problemOf(document);
  const params: DenseDocument["params"] = structuredClone(document.params);
  const loss = trainFor(problem, reasoningIn(problem), steps, (t, { after }) => {
    if (t < steps) return;
    for (const w of problem.network.parameters) {
      const [i, j] = w.index;
      if (i === undefined) params[w.tensor] = after(w);
      else if (j === undefined) (params[w.tensor] as number[])[i] = after(w);
      else (params[w.tensor] as number[][])[i]![j] = after(w);
    }
  });
  const end = problemOf({ ...document, params });
  const out = valuesOf(end, end.model.right, end.network.outputs[0]!);
  return { loss, out, params };
}
