/** A number on the way to a tape: given, constant (both without operands), or computed from others. */
export type Node = {
  readonly operation: number;
  readonly args: readonly Node[];
  /** True where no given number has a say. */
  readonly fixed: boolean;
  /** Tells nodes apart while they are collected; their slots are known once all are. */
  readonly id: number;
  slot: number;
};

/** The operations of a kind that may be carried out by now, and how many may not yet. */
type Kind = { readonly ready: Node[]; waiting: number };

/**
 * Puts like operations side by side, operands before their readers, so that each run is one tight loop. First goes the
 * kind of which the fewest would be left for another run.
 */
export function inRuns(nodes: readonly Node[]): Node[][] {
  const pending = new Pending(nodes);
  const runs: Node[][] = [];
  for (let kind = pending.next(); kind; kind = pending.next()) {
    // What a run makes possible of its own kind joins it at the end.
    for (let i = 0; i < kind.ready.length; i++) pending.done(kind.ready[i]!);
    runs.push(kind.ready.splice(0));
  }
  return runs;
}

/** More than there are operations. */
const OPERATIONS = 64;
const kindOf = ({ operation, args }: Node): number => args.length * OPERATIONS + operation;

class Pending {
  private readonly kinds = new Map<number, Kind>();
  private readonly readers = new Map<Node, Node[]>();
  /** How many operands of a node are still to be computed. */
  private readonly missing = new Map<Node, number>();

  constructor(nodes: readonly Node[]) {
    for (const node of nodes) {
      this.readers.set(node, []);
      const operands = node.args.filter((arg) => this.readers.has(arg));
      this.missing.set(node, operands.length);
      for (const operand of operands) this.readers.get(operand)!.push(node);
      const kind = this.kinds.get(kindOf(node)) ?? { ready: [], waiting: 0 };
      this.kinds.set(kindOf(node), kind);
      kind.waiting++;
    }
    for (const node of nodes) if (this.missing.get(node) === 0) this.release(node);
  }

  private release(node: Node): void {
    const kind = this.kinds.get(kindOf(node))!;
    kind.waiting--;
    kind.ready.push(node);
  }

  done(node: Node): void {
    for (const reader of this.readers.get(node)!) {
      const missing = this.missing.get(reader)! - 1;
      this.missing.set(reader, missing);
      if (missing === 0) this.release(reader);
    }
  }

  next(): Kind | undefined {
    let best: Kind | undefined;
    for (const kind of this.kinds.values())
      if (kind.ready.length > 0 && !(best && best.waiting <= kind.waiting)) best = kind;
    return best;
  }
}
