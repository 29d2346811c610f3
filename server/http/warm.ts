import { setImmediate } from "node:timers/promises";
import { draw, levelsOf } from "#quiz/draw.ts";
import { skills } from "#quiz/skills.ts";

/**
 * Draws one item of every kind, so that the shapes of their networks are compiled before somebody waits for them.
 * Requests come in between.
 */
export async function warm(): Promise<void> {
  for (const { id, available } of Object.values(skills)) {
    if (!available) continue;
    for (const level of levelsOf(id)) {
      draw(id, { seed: "warm", level });
      await setImmediate();
    }
  }
}
