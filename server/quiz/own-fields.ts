import type { Tensor } from "#engine/document.ts";
import { answersOf, type FormulaDocument } from "#engine/formulas/index.ts";
import type { Problem } from "#engine/problem.ts";
import { valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { trainFor } from "#engine/training.ts";
import { finite, listed, type Named, type Values } from "./reference-fields.ts";

type OptimizerFields = {
  trajectory: { t: number; grad: Values; f_before?: Values; w_after: Values; state: Named<number> }[];
  f_after?: Values;
};

/** The fields of the types that the reference format describes by less than forward values and gradients. */
export type OwnFields = OptimizerFields | { f: Values; df: Values } | { loss: Values; dpred: Values };

export function ownFields(problem: Problem): OwnFields | undefined {
  switch (problem.document.type) {
    case "optim_quad":
      return pathOfOptimizer(problem, true);
    case "optim_seq":
      return pathOfOptimizer(problem, false);
    case "pointwise_activation": {
      const [f, df] = valuesAndSlopes(problem);
      return { f, df };
    }
    case "pointwise_loss": {
      const [loss, dpred] = valuesAndSlopes(problem);
      return { loss, dpred };
    }
    default:
      return undefined;
  }
}

/** The answers of a closed formula, null where they leave the range of numbers. */
export const formulaFields = (document: FormulaDocument): Record<string, Values | Record<string, Values>> =>
  Object.fromEntries(
    Object.entries(answersOf(document)).map(([name, answer]) => [
      name,
      typeof answer === "object" && !Array.isArray(answer) ? mapValues(answer) : finiteIn(answer),
    ]),
  );

const mapValues = (named: Readonly<Record<string, Tensor>>): Record<string, Values> =>
  Object.fromEntries(Object.entries(named).map(([name, tensor]) => [name, finiteIn(tensor)]));
const finiteIn = (tensor: Tensor): Values => (typeof tensor === "number" ? finite(tensor) : tensor.map(finiteIn));

/** Every step of the optimizer, with the function's values where the gradients come from a function. */
function pathOfOptimizer(problem: Problem, hasFunction: boolean): OptimizerFields {
  const { network, model } = problem;
  const { optimizer, states, steps } = network.training!;
  const weights = network.parameters;
  const trajectory: OptimizerFields["trajectory"] = [];
  const end = trainFor(problem, model.right, steps, (t, { lossBefore, gradient, after }) => {
    const stateAfter = (name: string) => weights.map((w) => finite(after(states.get(w)!.get(name)!)));
    trajectory.push({
      t,
      grad: weights.map((w) => finite(gradient(w))),
      ...(hasFunction ? { f_before: finite(lossBefore) } : {}),
      w_after: weights.map((w) => finite(after(w))),
      state: Object.fromEntries(Object.keys(optimizer.states).map((name) => [name, stateAfter(name)])),
    });
  });
  return hasFunction ? { trajectory, f_after: finite(end) } : { trajectory };
}

/** The values of a function at each point, and its slopes there. */
function valuesAndSlopes(problem: Problem): [Values, Values] {
  const { network, model } = problem;
  const read = (wanted: readonly Quantity[]): Values => valuesOf(problem, model.right, wanted).map(finite);
  const quantities = (kind: "forward" | "params") => listed(network, kind).map(([, q]) => q);
  return [read(quantities("forward")), read(quantities("params").map((x) => network.gradient(x)))];
}
