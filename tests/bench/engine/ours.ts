import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { families } from "#engine/families/index.ts";
import { givenValues, Model, problemOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Tape } from "#engine/tape.ts";
import type { Contender } from "./contender.ts";

/** The loss and its gradient by every parameter, in the order in which a document lists them. */
function tapeOf({ network, right }: Model): Tape {
  const layer = ({ tensor }: Quantity) => Number(tensor.slice(1));
  const inOrder = network.parameters.toSorted(
    (a, b) => layer(a) - layer(b) || Number(a.role === "bias") - Number(b.role === "bias"),
  );
  return right.tape("bench", () => [network.loss, ...inOrder.map((w) => network.gradient(w))]);
}

/** The engine with the shape compiled. */
export function ours(document: DenseDocument): Contender {
  const problem = problemOf(document);
  const tape = tapeOf(problem.model);
  const values = givenValues(problem, tape);
  const [loss, ...slots] = tape.outputs;
  let memory = tape.run(values);
  return {
    run: () => {
      memory = tape.run(values);
      return memory[loss!]!;
    },
    gradient: () => slots.map((slot) => memory[slot]!),
  };
}

/** Builds the graph and compiles the tape anew. */
export const compiledAnew = (document: DenseDocument): number =>
  tapeOf(new Model(families.dense(document).build())).length;
