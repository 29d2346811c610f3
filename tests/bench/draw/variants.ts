import { drills } from "#quiz/drills/index.ts";
import type { Level } from "#quiz/item.ts";
import type { Variant } from "#quiz/draw.ts";
import { isSkill } from "#quiz/syllabus.ts";

/** How often each variant of a skill came up at each level: each of its networks with each of its questions. */
export class Variants {
  private readonly seen = new Map<string, Map<string, number>>();

  add(skill: string, level: Level, variant: Variant | undefined): void {
    const drill = isSkill(skill) ? drills[skill] : undefined;
    if (!drill || !variant) return;
    const name = `${skill} ${level}`;
    const counts = this.seen.get(name) ?? new Map<string, number>();
    this.seen.set(name, counts);
    for (const draft of drill.levels[level]!.keys())
      for (const ask of drill.asks.keys()) {
        const isThis = draft === variant.draft && ask === variant.ask;
        const key = `network ${draft + 1}, question ${ask + 1}`;
        counts.set(key, (counts.get(key) ?? 0) + (isThis ? 1 : 0));
      }
  }

  /** The rarest variant of each skill and level, and how often it came up beside an even share, the rarest first. */
  rarest(): { readonly name: string; readonly variants: number; readonly rarest: string; readonly share: number }[] {
    return [...this.seen]
      .filter(([, counts]) => counts.size > 1)
      .map(([name, counts]) => {
        const [rarest, count] = [...counts].reduce((least, one) => (one[1] < least[1] ? one : least));
        const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
        return { name, variants: counts.size, rarest, share: Number(((count * counts.size) / total).toFixed(2)) };
      })
      .toSorted((a, b) => a.share - b.share);
  }
}
