import { rightRules, type Rules } from "#engine/chain-rule.ts";
import { compile } from "#engine/compile.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import type { Network } from "#engine/network.ts";
import { problemOf, Reasoning } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type Dual, dualOf } from "./dual.ts";
import { near } from "./random-networks.ts";

/** dE/dq by duals: everything that reads q is carried forward once with q moving at speed 1. */
function speedOfLoss(network: Network, given: (q: Quantity) => number, moving: Quantity): number {
  const known = new Map<Quantity, Dual>(
    network.leaves.map((q): [Quantity, Dual] => [q, [given(q), q === moving ? 1 : 0]]),
  );
  for (const q of network.forward) {
    const [value, derivative] = dualOf(network.definition(q)!, (read) => known.get(read)!);
    known.set(q, [value, q === moving ? 1 : q.role === "detached" ? 0 : derivative]);
  }
  return known.get(network.loss)![1];
}

/** The quantities at which the backward rule and the forward oracle differ. */
export function disagreements(
  network: Network,
  given: (q: Quantity) => number,
  rules: Rules = rightRules(network),
): string[] {
  const asked = [...network.leaves, ...network.forward].filter(
    ({ role }) => role !== "target" && role !== "setting" && role !== "mask" && role !== "clock" && role !== "state",
  );
  const gradients = asked.map((q) => network.gradient(q));
  const tape = compile(new Reasoning(network, rules).define, [network.loss, ...gradients]);
  const memory = tape.run(tape.leaves.map(given));
  return asked
    .filter((q, i) => !near(memory[tape.slot(gradients[i]!)]!, speedOfLoss(network, given, q), 1e-8))
    .map((q) => q.id);
}

/** The same for a document. */
export function disagreementsOf(document: NetworkDocument): string[] {
  const { network, given } = problemOf(document);
  return disagreements(network, (q) => given.get(q)!);
}
