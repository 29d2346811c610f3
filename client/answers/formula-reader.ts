import type { Formula, Question } from "#contract/practice.ts";
import { isUnreadable, readFormula, type Unreadable, vocabularyOf } from "#engine/formula.ts";
import type { Network } from "#engine/network.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import { problemOf } from "#engine/problem.ts";
import type { Quantity, Role } from "#engine/quantity.ts";
import { write } from "#engine/write.ts";

/** Reads formulas in the names of one network, as the server will. */
export type FormulaReader = {
  /** What was understood, or where reading stopped. */
  readonly read: (text: string) => Formula | Unreadable;
  /** The names that a formula may be made of: what is given, what the forward pass computes, and derivatives. */
  readonly names: Readonly<Record<"given" | "forward" | "gradients", readonly Formula[]>>;
};

/** The reader for a question. It is heavy, and comes in a chunk of its own. */
export function readerFor({ network: document, notation: id, ask }: Question): FormulaReader | null {
  if (document === null) return null;
  const { network } = problemOf(document);
  const notation = notations[id];
  const name = (q: Quantity): Formula => symbolOf(network, notation, q);
  const listed = (quantities: readonly Quantity[]) => quantities.filter((q) => q.id !== ask?.quantity).map(name);
  return {
    read: (text) => {
      const read = readFormula(text, vocabularyOf(network, notation));
      return isUnreadable(read) ? read : write(read, name);
    },
    names: {
      given: listed(inputsFirst(network.leaves.filter((q) => isNeeded(network, q)))),
      // What is told in words is computed by nothing that has a name yet.
      forward: ask?.told ? [] : listed(network.forward),
      gradients: listed(network.forward.filter(({ role }) => !RESULTS.has(role)).map((q) => network.gradient(q))),
    },
  };
}

/** A learning rate, say, is of no use before the update. */
const isNeeded = (network: Network, q: Quantity): boolean => q.role !== "setting" || network.readers(q).length > 0;

const inputsFirst = (quantities: readonly Quantity[]): Quantity[] =>
  quantities.toSorted((a, b) => Number(b.role === "input") - Number(a.role === "input"));

const RESULTS: ReadonlySet<Role> = new Set<Role>(["loss", "sample loss", "data loss", "penalty", "error"]);
