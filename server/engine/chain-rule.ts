import {
  add,
  constant,
  type Expression,
  isConstant,
  mapParts,
  mapQuantities,
  ONE,
  partial,
  product,
  sum,
} from "./expression.ts";
import type { Network } from "./network.ts";
import { isParameter, type Quantity, root } from "./quantity.ts";
import { aheadBy, stateAfter, updateBy } from "./update.ts";

/** One path's share of a gradient: dE/dc * dc/dq for a reader c of q. */
export type Term = { readonly reader: Quantity; readonly share: Expression };

/**
 * The chain rule, dE/dq = sum over every quantity c that reads q of dE/dc * dc/dq with dE/dE = 1, cut where learners
 * go wrong: a mistake is a replacement of some of these. All of them speak of the first step; later steps follow.
 */
export type Rules = {
  /** The forward definition of q; of a running state of the optimizer, what it becomes in this step. */
  readonly define: (q: Quantity) => Expression;
  /** The quantities whose paths count. */
  readonly readers: (q: Quantity) => readonly Quantity[];
  /** dc/dq, in textbook form. */
  readonly local: (c: Quantity, q: Quantity) => Expression;
  /** dE/dc as it is handed back to q. */
  readonly upstream: (c: Quantity, q: Quantity) => Expression;
  /** How the paths of q are put together. */
  readonly combine: (q: Quantity, terms: readonly Term[]) => Expression;
  /** A stated identity that stands for the whole gradient of q, such as p - t. */
  readonly shortcut: (q: Quantity) => Expression | undefined;
  /** The parameter after the optimizer's step. */
  readonly updated: (w: Quantity) => Expression;
  /** What is written down when q is asked for. */
  readonly report: (q: Quantity) => Quantity;
};

/** The rules as they are right. */
export function rightRules(network: Network): Rules {
  return {
    define: (q) => network.definition(q) ?? stateAfter(network, network.training!.optimizer, q)!,
    readers: (q) => network.readers(q),
    local: (c, q) => nameSiblings(network, c, partial(network.partOf(c, q), q, c)),
    upstream: (c) => network.gradient(c),
    combine: (_q, terms) => sum(terms.map((term) => term.share)),
    shortcut: (q) => network.identities.get(q),
    updated: (w) => updateBy(network, network.training!.optimizer, w),
    report: (q) => q,
  };
}

/** Where a joint function's slope speaks of a sibling's value, the sibling's own quantity is meant: -p_i p_j. */
function nameSiblings(network: Network, c: Quantity, local: Expression): Expression {
  const definition = network.definition(c);
  if (definition?.kind !== "call" || definition.fn.sibling === undefined) return local;
  const named = (e: Expression): Expression => {
    const unit = e.kind === "call" ? e.fn.sibling : undefined;
    const sibling = unit === undefined ? undefined : network.sibling(c, { unit });
    return sibling ?? mapParts(e, named);
  };
  return named(local);
}

/** A named misconception, as the rules that it replaces. */
export type Replacement = (right: Rules, network: Network) => Partial<Rules>;

/**
 * The rules of somebody with this mistake. Whoever errs inside the chain does not reach the stated identities, which
 * the right chain leads to; so a replaced chain goes the long way.
 */
export function replaced(right: Rules, network: Network, mistake: Replacement): Rules {
  const changed = mistake(right, network);
  const inChain = changed.readers ?? changed.local ?? changed.upstream ?? changed.combine;
  return { ...right, ...(inChain ? { shortcut: () => undefined } : {}), ...changed };
}

/** The definition of any quantity under these rules, or undefined for a given number. */
export type Definitions = (q: Quantity) => Expression | undefined;

/** Answers definitions on demand: forward values, gradients, and both at later steps. */
export function definitions(network: Network, rules: Rules): Definitions {
  const known = new Map<Quantity, Expression | undefined>();
  const visit = (q: Quantity): Expression | undefined => {
    if (!known.has(q)) known.set(q, definitionOf(network, rules, q, visit));
    return known.get(q);
  };
  return visit;
}

function definitionOf(network: Network, rules: Rules, q: Quantity, visit: Definitions): Expression | undefined {
  const { derived } = q;
  if (derived?.as === "gradient") return gradientOf(network, rules, derived.of);
  if (derived?.as === "later") return laterOf(network, rules, derived.of, visit);
  if (derived?.as === "ahead") return aheadOf(network, derived.of, visit);
  return network.definition(q) && rules.define(q);
}

function gradientOf(network: Network, rules: Rules, q: Quantity): Expression {
  if (q === network.loss) return ONE;
  return rules.shortcut(q) ?? overAllPaths(rules, q);
}

/** The chain rule itself, also where a stated identity gives the same in short. */
export function overAllPaths(rules: Rules, q: Quantity): Expression {
  const terms = rules.readers(q).map((reader): Term => {
    const upstream = rules.upstream(reader, q);
    const local = rules.local(reader, q);
    return { reader, share: isConstant(local, 1) ? upstream : product([upstream, ...factorsOf(local)]) };
  });
  return rules.combine(q, terms);
}

const factorsOf = (e: Expression): readonly Expression[] => (e.kind === "product" ? e.factors : [e]);

/** The quantity one step later: an update for what is trained, the same definition of later operands for the rest. */
function laterOf(network: Network, rules: Rules, q: Quantity, visit: Definitions): Expression {
  if (isParameter(q)) return network.training!.frozen.has(q.tensor) ? q : rules.updated(q);
  if (q.role === "clock" && !q.derived) return add(q, constant(1));
  if (q.role === "state" && !q.derived) return rules.define(q);
  const now = visit(q);
  if (!now) throw new Error(`${root(q).id} does not change from step to step`);
  return mapQuantities(now, (r) => network.later(r));
}

/** The quantity where the optimizer looks ahead: parameters moved, the rest by the same definition of moved operands. */
function aheadOf(network: Network, q: Quantity, visit: Definitions): Expression {
  const { optimizer, frozen } = network.training!;
  if (isParameter(q)) return frozen.has(q.tensor) ? q : aheadBy(network, optimizer, q)!;
  return mapQuantities(visit(q)!, (r) => network.ahead(r));
}
