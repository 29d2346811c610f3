import { Addresses } from "./addresses.ts";
import { type Expression, type FunctionRow, operands, sum, type Sum } from "./expression.ts";
import type { Loss } from "./losses.ts";
import type { Optimizer } from "./optimizer.ts";
import { isFixed, isParameter, type Place, type Quantity, type Role, updatesBefore } from "./quantity.ts";

/** How a network's parameters are updated: the rule, its settings, and what stays frozen. */
export type Training = {
  readonly optimizer: Optimizer;
  readonly lr: Quantity;
  readonly settings: ReadonlyMap<string, Quantity>;
  readonly decay?: Quantity;
  readonly clock: Quantity;
  /** One running quantity for each state and parameter, 0 before the first step. */
  readonly states: ReadonlyMap<Quantity, ReadonlyMap<string, Quantity>>;
  /** The parameter and the name that a running quantity belongs to. */
  readonly owners: ReadonlyMap<Quantity, { readonly w: Quantity; readonly name: string }>;
  readonly frozen: ReadonlySet<string>;
  readonly steps: number;
};

/** What a family says of a quantity besides its path and its rule. */
export type Described = Omit<Quantity, "kind" | "id" | "derived">;

/**
 * The structure of a network, apart from all values: named quantities, each a given number or defined by an expression
 * of earlier ones, up to the loss. Which family built it no longer matters to the chain rule.
 */
export class Network {
  /** The numbers that a document gives. */
  readonly leaves: Quantity[] = [];
  /** Defined quantities, operands before their readers. */
  readonly forward: Quantity[] = [];
  readonly parameters: Quantity[] = [];
  /** The number of inputs and of units in each layer; empty for a network that does not consist of layers. */
  widths: readonly number[] = [];
  /** The quantities that the loss compares with the targets, by sample (or step of time) and unit. */
  outputs: Quantity[][] = [];
  loss!: Quantity;
  /** The row of the table of losses that it is computed by, if it compares outputs with targets. */
  lossRow: Loss | undefined;
  training: Training | undefined;
  /** Simplified gradients that hold for this structure, such as p - t, each by the quantity it is the gradient of. */
  readonly identities = new Map<Quantity, Expression>();
  private readonly addresses = new Addresses();
  /** Where a document writes a given number, if not at the path of its own id. */
  readonly writtenAt = new Map<Quantity, string>();
  private readonly fallbacks = new Map<Quantity, number>();
  private readonly definitions = new Map<Quantity, Expression>();
  private readonly termsByOperand = new Map<Quantity, Map<Quantity, (readonly [Quantity, Expression])[]>>();
  private readonly readerLists = new Map<Quantity, Quantity[]>();
  private readonly gradients = new Map<Quantity, Quantity>();
  private readonly laters = new Map<Quantity, Quantity>();
  private readonly aheads = new Map<Quantity, Quantity>();

  /** A number that the document gives at the path `id`, or `fallback` where it leaves it out. */
  given(id: string, described: Described, fallback?: number): Quantity {
    const quantity = this.enter(id, described);
    this.leaves.push(quantity);
    if (fallback !== undefined) this.fallbacks.set(quantity, fallback);
    if (isParameter(quantity)) this.parameters.push(quantity);
    return quantity;
  }

  /** A quantity computed in the forward pass. A detached copy reads a value and hands no gradient back. */
  define(id: string, described: Described, definition: Expression): Quantity {
    const quantity = this.enter(id, described);
    this.forward.push(quantity);
    this.definitions.set(quantity, definition);
    if (described.role === "detached") return quantity;
    for (const read of operands(definition)) this.readerLists.get(read)?.push(quantity);
    return quantity;
  }

  private enter(id: string, described: Described): Quantity {
    const quantity: Quantity = { kind: "quantity", id, ...described };
    this.addresses.enter(quantity);
    this.readerLists.set(quantity, []);
    return quantity;
  }

  /** Another path by which a quantity is asked for. */
  alias(id: string, quantity: Quantity): void {
    this.addresses.paths.set(id, quantity);
  }

  /** Every path by which a quantity may be asked for, in the order of the graph. */
  get paths(): ReadonlyMap<string, Quantity> {
    return this.addresses.paths;
  }

  /** The number that stands in for a given one which the document leaves out. */
  fallback(q: Quantity): number | undefined {
    return this.fallbacks.get(q);
  }

  definition(q: Quantity): Expression | undefined {
    return this.definitions.get(q);
  }

  /** The part of c's definition that depends on q: of a sum only the terms that read it, found without a search. */
  partOf(c: Quantity, q: Quantity): Expression {
    const definition = this.definitions.get(c)!;
    if (definition.kind !== "sum") return definition;
    let terms = this.termsByOperand.get(c);
    if (!terms)
      this.termsByOperand.set(c, (terms = Map.groupBy(termsWithOperands(definition), ([operand]) => operand)));
    return sum((terms.get(q) ?? []).map(([, term]) => term));
  }

  /** The quantities whose definitions read `q`: the paths by which it reaches the loss. */
  readers(q: Quantity): readonly Quantity[] {
    return this.readerLists.get(q) ?? [];
  }

  /** The quantity of this role at this place, where there is just one; the weights of several matrices may share it. */
  at(role: Role, place: Place): Quantity | undefined {
    return this.addresses.at(role, place);
  }

  /** The quantity of q's own tensor that stands elsewhere, such as at another unit. */
  sibling(q: Quantity, elsewhere: Place): Quantity | undefined {
    return this.addresses.sibling(q, elsewhere);
  }

  withRole(role: Role): readonly Quantity[] {
    return [...this.leaves, ...this.forward].filter((q) => q.role === role);
  }

  /** dE/dq. Gradients of net inputs are the deltas of the reference format. */
  gradient(q: Quantity): Quantity {
    return intern(this.gradients, q, () => {
      const id = `${q.role === "net" ? "deltas" : "grads"}.${this.addresses.shortest(q)}`;
      return { ...q, id, derived: { as: "gradient", of: q } };
    });
  }

  /** The same quantity after one more optimizer step; data and settings stay themselves. */
  later(q: Quantity): Quantity {
    if (isFixed(q)) return q;
    return intern(this.laters, q, () => ({ ...q, id: laterId(q), derived: { as: "later", of: q } }));
  }

  /** The same quantity where the optimizer looks ahead: the parameters moved, data, settings and states themselves. */
  ahead(q: Quantity): Quantity {
    if (isFixed(q) || q.role === "state" || q.role === "clock") return q;
    return intern(this.aheads, q, () => ({ ...q, id: `ahead.${q.id}`, derived: { as: "ahead", of: q } }));
  }

  /** The loss after all steps of the document's optimizer. */
  get lossAfter(): Quantity {
    return this.atEnd(this.loss);
  }

  /** The same quantity after all steps of the document's optimizer. */
  atEnd(q: Quantity): Quantity {
    let end = q;
    for (let step = 0; step < (this.training?.steps ?? 0); step++) end = this.later(end);
    return end;
  }

  /** The quantity at a path such as `forward.a1.0.0`, `grads.W1.0.1`, `updated.b2`, `loss_after` `after.2.loss` or `ahead.loss`. */
  find(path: string): Quantity | undefined {
    if (path === "loss_after") return this.training && this.lossAfter;
    const known = this.paths.get(path);
    if (known) return known;
    const [head, ...rest] = path.split(".");
    const tail = rest.join(".");
    if (head === "after") return this.training && this.laterOf(tail);
    if (head === "ahead") return this.training?.optimizer.ahead && this.aheadOf(tail);
    const base = this.addresses.named(tail);
    if (!base || base.role === "constant") return undefined;
    if (head === "deltas") return base.role === "net" ? this.gradient(base) : undefined;
    if (head === "grads") return this.gradient(base);
    const updatable = head === "updated" && this.training && (isParameter(base) || base.role === "copy");
    return updatable ? this.later(base) : undefined;
  }

  private aheadOf(path: string): Quantity | undefined {
    const now = this.find(path);
    return now && updatesBefore(now) === 0 ? this.ahead(now) : undefined;
  }

  /** What stands after "after.": a path, one step later, or a number of steps and a path. */
  private laterOf(tail: string): Quantity | undefined {
    const [, counted = "1", path = ""] = /^(?:([1-9]\d{0,4})\.)?(.+)$/.exec(tail) ?? [];
    const steps = Number(counted);
    let q = steps <= this.training!.steps ? this.find(path) : undefined;
    for (let step = 0; q && step < steps; step++) q = this.later(q);
    return q;
  }
}

const termsWithOperands = ({ terms }: Sum): (readonly [Quantity, Expression])[] =>
  terms.flatMap((term) => [...operands(term)].map((operand) => [operand, term] as const));

/** Steps are counted in the path: written out one by one, the paths of a long training would fill the memory. */
function laterId({ id }: Quantity): string {
  if (id.startsWith("params.")) return id.replace("params.", "updated.");
  const [, counted = "1", path] = /^after\.(?:(\d+)\.)?(.+)$/.exec(id) ?? [];
  return path === undefined ? `after.${id}` : `after.${Number(counted) + 1}.${path}`;
}

function intern(known: Map<Quantity, Quantity>, q: Quantity, make: () => Quantity): Quantity {
  let derived = known.get(q);
  if (!derived) known.set(q, (derived = make()));
  return derived;
}

/** The function that an activation is computed by. */
export function functionOf(network: Network, a: Quantity): FunctionRow | undefined {
  const definition = network.definition(a);
  return definition?.kind === "call" ? definition.fn : undefined;
}
