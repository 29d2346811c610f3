import type { DenseDocument } from "#contract/network.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { drills } from "#quiz/drills/index.ts";
import type { Level } from "#quiz/item.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { formsOf } from "#quiz/items/index.ts";

/** An item that asks for a number. */
export type NumberItem = ItemOf<"number">;

/** Every skill that is drilled on numbers, at each of its levels. */
export const drilled: readonly { readonly skill: string; readonly level: Level }[] = Object.keys(drills)
  .filter((skill) => formsOf(skill).includes("number"))
  .flatMap((skill) => levelsOf(skill).map((level) => ({ skill, level })));

/** The first `seeds` items of a skill at a level. */
export const drawnAt = (skill: string, level: Level, seeds: number): NumberItem[] =>
  Array.from({ length: seeds }, (_, i) => draw(skill, { seed: `seed ${i}`, level, form: "number" }) as NumberItem);

/** Some items of every skill at every level. */
export const drawn = (seeds: number): NumberItem[] =>
  drilled.flatMap(({ skill, level }) => drawnAt(skill, level, seeds));

/** An item on a network of layers. */
export type LayeredItem = NumberItem & { readonly network: DenseDocument };
export const isLayered = (item: NumberItem): item is LayeredItem => item.network.type === "dense";

/** A gradient of a network with hidden layers. */
export const isBackThroughLayers = (item: NumberItem): boolean =>
  isLayered(item) && /^(grads|deltas)\./.test(item.ask.quantity) && item.network.config.layers.length > 1;

/** What is asked after an update is judged by its change, and answered to six decimals. */
export const isAfterUpdate = ({ ask }: NumberItem): boolean =>
  ["updated", "loss_after", "after_steps"].includes(ask.kind);

/** An item as a failing test names it. */
export const named = ({ skill, level, seed, ask }: NumberItem): string => `${skill} ${level} "${seed}" ${ask.quantity}`;
