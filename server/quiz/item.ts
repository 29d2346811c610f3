import type { NetworkDocument } from "#contract/network.ts";
import type { NotationId } from "#engine/notation/index.ts";
import type { Ask } from "./ask.ts";

export type Level = 1 | 2 | 3 | 4 | 5;

/**
 * A drawn question, as plain JSON. It carries its network, so that an old answer can be judged and explained again
 * after the generator has changed.
 */
export type Item = {
  readonly skill: string;
  readonly form: "number";
  readonly level: Level;
  readonly seed: string;
  /** The version of the generator that made it from the seed. */
  readonly generator: number;
  readonly notation: NotationId;
  readonly network: NetworkDocument;
  readonly ask: Ask;
};
