import type { Symbol } from "../expression.ts";
import type { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";

/** How one school writes a network; the same network can be read in each of them. */
export type Notation = {
  readonly id: string;
  /** The name of a quantity of the forward pass, without its sample. */
  readonly base: (network: Network, q: Quantity) => Symbol;
  /** Other names that are read, though never written. */
  readonly also?: (network: Network, q: Quantity) => readonly string[];
  /** Whether dE/dnet is called delta. Case 1 and Case 2a give delta another sign or meaning, so they spell it out. */
  readonly delta: boolean;
  /** What stands in the place of dE/dq where a rule is followed that gives no derivatives, by the name of q. */
  readonly inPlaceOfSlope?: (q: Symbol) => Symbol;
};
