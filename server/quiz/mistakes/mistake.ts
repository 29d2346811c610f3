import type { Replacement } from "#engine/chain-rule.ts";
import type { Network } from "#engine/network.ts";
import type { Bilingual } from "../bilingual.ts";

/** A named misconception: the rules it replaces say everything else about it. */
export type Mistake = {
  /** 1: offered first, 3: rare. */
  readonly priority: 1 | 2 | 3;
  readonly name: Bilingual;
  readonly remedy: Bilingual;
  /** Other words for networks that the usual ones do not fit. */
  readonly wording?: (network: Network) => { readonly name: Bilingual; readonly remedy: Bilingual } | undefined;
  /** Whether a network has the place where this goes wrong; perhaps only where another mistake is taught as the rule. */
  readonly applies: (network: Network, taught?: string) => boolean;
  readonly replace: Replacement;
};
