import { certainValues } from "./certain.ts";
import { compile } from "./compile.ts";
import { type Path, Paths } from "./paths.ts";
import { type Problem, type Reasoning } from "./problem.ts";
import type { Quantity } from "./quantity.ts";
import type { Tape } from "./tape.ts";

/** A path with what it is worth in a network with numbers. */
export type ValuedPath = Path & { readonly value: number };

/** So many paths of a quantity are walked; a network that a person works through has fewer. */
export const MOST_WALKED = 64;

type Walked = { readonly paths: readonly Path[]; readonly tape: Tape };

/** All networks of a shape have the same paths; they go when their model goes. */
const walked = new WeakMap<Reasoning, Map<Quantity, Walked>>();

/** The first paths from a quantity to the loss, as somebody with these rules sees them; the forward pass is right. A product that cancels to 0 is 0. */
export function valuedPaths(problem: Problem, reasoning: Reasoning, from: Quantity): ValuedPath[] {
  const known = walked.get(reasoning) ?? new Map<Quantity, Walked>();
  walked.set(reasoning, known);
  let found = known.get(from);
  if (!found) known.set(from, (found = walk(problem, reasoning, from)));
  const { paths, tape } = found;
  const memory = certainValues(problem, tape);
  return paths.map((path, i) => ({ ...path, value: memory[tape.outputs[i]!]! }));
}

function walk({ network, model }: Problem, { rules }: Reasoning, from: Quantity): Walked {
  const paths = [...new Paths(network, rules).from(from).take(MOST_WALKED)];
  const products = new Map(paths.map(({ product }, i) => [{ ...from, id: `path.${i}` }, product]));
  return { paths, tape: compile((q) => products.get(q) ?? model.right.define(q), products.keys()) };
}

/** How many paths add something to a gradient by the right rules: all of whose factors are other than 0. None is walked. */
export function countContributing(problem: Problem, from: Quantity): number {
  const { network, model } = problem;
  const { readers, local } = model.right.rules;
  const steps = new Map<Quantity, readonly [Quantity, Quantity]>();
  const above = new Set([from]);
  for (const q of above)
    for (const reader of readers(q)) {
      steps.set({ ...q, id: `step.${steps.size}` }, [q, reader]);
      above.add(reader);
    }
  const slopes = new Map([...steps].map(([step, [q, reader]]) => [step, local(reader, q)]));
  const tape = compile((q) => slopes.get(q) ?? model.right.define(q), slopes.keys());
  const memory = certainValues(problem, tape);
  const onward = Map.groupBy(
    [...steps.values()].filter((_, i) => memory[tape.outputs[i]!] !== 0),
    ([q]) => q,
  );
  const counts = new Map([[network.loss, 1]]);
  const count = (q: Quantity): number => {
    const known = counts.get(q) ?? (onward.get(q) ?? []).reduce((total, [, reader]) => total + count(reader), 0);
    counts.set(q, known);
    return known;
  };
  return count(from);
}
