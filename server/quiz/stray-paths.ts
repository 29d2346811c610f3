import type { Network } from "#engine/network.ts";
import type { Paths } from "#engine/paths.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { Random } from "#engine/random.ts";

type Way = readonly Quantity[];

/** Ways to the loss that look like paths, and in which one quantity does not read the one before it. */
export class Stray {
  private readonly network: Network;
  private readonly paths: Paths;
  private readonly random: Random;

  constructor(network: Network, paths: Paths, random: Random) {
    this.network = network;
    this.paths = paths;
    this.random = random;
  }

  /** A path up to some step, then on to a like quantity that is not connected, and from there to the loss. */
  turns(path: Way): { after: number; way: Way }[] {
    return path.slice(0, -1).flatMap((q, after) => {
      const { tensor, role } = path[after + 1]!;
      const readers = this.network.readers(q);
      return this.after(q)
        .filter((r) => r.tensor === tensor && r.role === role && !readers.includes(r) && this.paths.count(r) > 0n)
        .map((r) => ({ after, way: [...path.slice(0, after + 1), ...this.onward(r)] }));
    });
  }

  /** A path without one of its inner steps. */
  skips(path: Way): Way[] {
    return path.slice(1, -1).flatMap((q, i) => {
      const [before, after] = [path[i]!, path[i + 2]!];
      return this.network.readers(before).includes(after) ? [] : [path.filter((step) => step !== q)];
    });
  }

  /** What is computed after a quantity: nobody turns back. */
  private after(q: Quantity): readonly Quantity[] {
    return this.network.forward.slice(this.network.forward.indexOf(q) + 1);
  }

  private onward(from: Quantity): Way {
    const next = this.network.readers(from).filter((reader) => this.paths.count(reader) > 0n);
    return next.length === 0 ? [from] : [from, ...this.onward(this.random.pick(next))];
  }
}
