import type { DenseDocument } from "#contract/network.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { drills } from "#quiz/drills/index.ts";
import type { Item, Level } from "#quiz/item.ts";

/** Every skill that is drilled, at each of its levels. */
export const drilled: readonly { readonly skill: string; readonly level: Level }[] = Object.keys(drills).flatMap(
  (skill) => levelsOf(skill).map((level) => ({ skill, level })),
);

/** The first `seeds` items of a skill at a level. */
export const drawnAt = (skill: string, level: Level, seeds: number): Item[] =>
  Array.from({ length: seeds }, (_, i) => draw(skill, { seed: `seed ${i}`, level }));

/** Some items of every skill at every level. */
export const drawn = (seeds: number): Item[] => drilled.flatMap(({ skill, level }) => drawnAt(skill, level, seeds));

/** An item on a network of layers. */
export type LayeredItem = Item & { readonly network: DenseDocument };
export const isLayered = (item: Item): item is LayeredItem => item.network.type === "dense";

/** A gradient of a network with hidden layers. */
export const isBackThroughLayers = (item: Item): boolean =>
  isLayered(item) && /^(grads|deltas)\./.test(item.ask.quantity) && item.network.config.layers.length > 1;

/** What is asked after an update is judged by its change, and answered to six decimals. */
export const isAfterUpdate = ({ ask }: Item): boolean => ask.kind === "updated" || ask.kind === "loss_after";

/** An item as a failing test names it. */
export const named = ({ skill, level, seed, ask }: Item): string => `${skill} ${level} "${seed}" ${ask.quantity}`;
