import type { NetworkDocument } from "#engine/families/index.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import { deriveDocument } from "#quiz/calculators.ts";
import { type MistakeId, mistakes } from "#quiz/mistakes/index.ts";
import { reasoningOf } from "#quiz/predictions.ts";
import { leavesOf, type Tree } from "../engine/cases.ts";
import { near } from "../engine/random-networks.ts";

export type Matrix = readonly (readonly number[])[];

export const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
export const dot = (a: readonly number[], b: readonly number[]): number => total(a.map((x, i) => x * b[i]!));
export const transposed = (m: Matrix): number[][] => m[0]!.map((_, j) => m.map((row) => row[j]!));
export const times = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => transposed(b).map((column) => dot(row, column)));
export const scaled = (m: Matrix, by: number): number[][] => m.map((row) => row.map((x) => x * by));
export const added = (...ms: readonly Matrix[]): number[][] =>
  ms[0]!.map((row, i) => row.map((_, j) => total(ms.map((m) => m[i]![j]!))));

/** A tensor of the forward pass, or of the gradients, as the right rules give it. */
export function rightly(document: NetworkDocument) {
  const { forward, grads, deltas } = deriveDocument({ network: document });
  const matrix = (tensors: typeof forward) => (name: string) => tensors[name] as unknown as Matrix;
  return { forward: matrix(forward), gradient: matrix({ ...grads, ...deltas }) };
}

/**
 * Where a mistake's gradients are not those worked out by hand; where it is said not to apply, the right gradients must
 * be what somebody who makes it gets.
 */
export function differences(document: NetworkDocument, id: MistakeId, grads: Tree): string[] {
  const problem = problemOf(document);
  const { network, model } = problem;
  const reasoning = mistakes[id].applies(network) ? reasoningOf(problem, [id]) : model.right;
  return leavesOf({ grads }).flatMap(([path, want]) => {
    const got = valuesOf(problem, reasoning, [network.find(path)!])[0]!;
    return near(got, Number(want)) ? [] : [`${path}: ${got}, by hand ${want}`];
  });
}
