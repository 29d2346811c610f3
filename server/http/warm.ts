import { setImmediate } from "node:timers/promises";
import { draw, levelsOf } from "#quiz/draw.ts";
import { drills } from "#quiz/drills/index.ts";

/**
 * Draws one item of every kind, so that the shapes of their networks are compiled before somebody waits for them.
 * Requests come in between.
 */
export async function warm(): Promise<void> {
  for (const id of Object.keys(drills)) {
    for (const level of levelsOf(id)) {
      draw(id, { seed: "warm", level });
      await setImmediate();
    }
  }
}
